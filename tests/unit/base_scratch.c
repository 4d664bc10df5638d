#include "base/scratch.h"

#include "test.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static mode_t mode_of(const char *path)
{
	struct stat is;
	return lstat(path, &is) == 0 ? is.st_mode & 07777 : 0;
}

static void write_beside(const struct scratch *s, const char *name, const char *text)
{
	char path[600];
	snprintf(path, sizeof path, "%s/%s", s->folder, name);
	FILE *f = fopen(path, "w");
	fputs(text, f);
	fclose(f);
}

/* A home of its own. */
static void set_home(const char *name)
{
	char path[400];
	snprintf(path, sizeof path, "%s/%s", getenv("SCRATCH") ? getenv("SCRATCH") : "/tmp", name);
	setenv("XDG_STATE_HOME", path, 1);
}

TEST(made_private_and_removed_whole)
{
	struct scratch s;
	struct str text = {0};
	set_home("nieuw/state");
	CHECK_NUMBER(scratch_make(&s, "één\n", 6), 0);
	char *folder = strdup(s.folder), *path = strdup(s.path);
	CHECK_NUMBER(mode_of(path), 0600);
	CHECK_NUMBER(mode_of(folder), 0700);
	CHECK_TEXT(path + strlen(path) - 4, ".txt");
	CHECK_NUMBER(scratch_read(&text, &s, 100), 0);
	CHECK_TEXT(str_text(&text), "één\n");
	write_beside(&s, "tekst.txt~", "oud");
	write_beside(&s, ".tekst.txt.swp", "half");
	scratch_remove(&s);
	CHECK(mode_of(folder) == 0 && !s.path);
	free(folder);
	free(path);
	str_free(&text);
}

TEST(what_another_program_left)
{
	struct scratch s;
	struct str text = {0};
	set_home("ander");
	CHECK_NUMBER(scratch_make(&s, "oud", 3), 0);
	write_beside(&s, "nieuw", "nieuw");
	char path[600];
	snprintf(path, sizeof path, "%s/nieuw", s.folder);
	CHECK(rename(path, s.path) == 0); /* as editors save */
	CHECK_NUMBER(scratch_read(&text, &s, 5), 0);
	CHECK_TEXT(str_text(&text), "nieuw");
	CHECK_NUMBER(scratch_read(&text, &s, 4), EFBIG);
	CHECK(unlink(s.path) == 0 && symlink("/etc/passwd", s.path) == 0);
	CHECK_NUMBER(scratch_read(&text, &s, 100000), ELOOP);
	CHECK(unlink(s.path) == 0 && mkfifo(s.path, 0600) == 0);
	CHECK_NUMBER(scratch_read(&text, &s, 100), ELOOP);
	CHECK(unlink(s.path) == 0);
	CHECK_NUMBER(scratch_read(&text, &s, 100), ENOENT);
	scratch_remove(&s);
	str_free(&text);
}

TEST(no_place_for_it)
{
	struct scratch s;
	setenv("XDG_STATE_HOME", "/proc/nergens", 1);
	CHECK(scratch_make(&s, "x", 1) != 0);
	CHECK(!s.path && !s.folder);
}
