#include "store/internal.h"

#include "base/guard.h"
#include "base/mem.h"
#include "base/taal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A record in the making: built in a folder of its own, and put in its place when it is whole. */
struct making {
	char *dir;    /* where it must come */
	char *temp;   /* where it is built: beside `dir`, or in it where that is there already */
	bool is_there;
};

static enum code cannot(struct err *e, const char *dir, int error)
{
	if (error == EEXIST || error == ENOTDIR || error == ENOTEMPTY)
		return err_set(e, ERR_USE, _("In %s staat al iets; er is niets aangemaakt. Kies een map die nog niet "
					     "bestaat of leeg is."), dir);
	if (error == ENOENT)
		return err_set(e, ERR_USE, _("De map waarin %s moet komen bestaat niet; er is niets aangemaakt."), dir);
	if (error == ENOSPC || error == EDQUOT)
		return err_set(e, ERR_IO, _("De schijf is vol; map %s is niet aangemaakt."), dir);
	return err_set(e, ERR_IO, _("De map %s kan niet worden aangemaakt. Controleer of u daar mag schrijven."), dir);
}

/* 0: an empty folder; else an errno: ENOENT, ENOTEMPTY, ENOTDIR … */
static int look_inside(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *entry;
	int error = 0;
	if (!d)
		return errno;
	while ((entry = readdir(d))) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			error = ENOTEMPTY;
	}
	closedir(d);
	return error;
}

static enum code make_temp(struct making *m, const char *dir, struct err *e)
{
	struct str temp = {0};
	size_t len = strlen(dir);
	while (len > 1 && dir[len - 1] == '/')
		len--;
	m->dir = mem_copy(dir, len);
	int error = look_inside(m->dir);
	m->is_there = error == 0;
	if (error != 0 && error != ENOENT)
		return cannot(e, dir, error);
	str_addf(&temp, "%s%snieuw-XXXXXX", m->dir, m->is_there ? "/" : ".");
	if (!mkdtemp(temp.p)) {
		error = errno;
		str_free(&temp);
		return cannot(e, dir, error);
	}
	m->temp = str_take(&temp);
	mode_t mask = umask(0);
	umask(mask);
	return chmod(m->temp, 0777 & ~mask) < 0 ? cannot(e, dir, errno) : OK;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *where)
{
	(void)st;
	(void)type;
	(void)where;
	return remove(path);
}

static void making_clear(struct making *m)
{
	if (m->temp) /* where all went well it is empty, or gone */
		nftw(m->temp, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(m->temp);
	free(m->dir);
}

static int initialise(git_repository **out, const char *dir)
{
	git_config *config = NULL;
	git_repository_init_options options = {
		.version = GIT_REPOSITORY_INIT_OPTIONS_VERSION,
		.flags = GIT_REPOSITORY_INIT_BARE | GIT_REPOSITORY_INIT_NO_REINIT,
		.initial_head = "main",
	};
	int rc = git_repository_init_ext(out, dir, &options);
	if (!rc)
		rc = git_repository_config(&config, *out);
	if (!rc) /* the way back after an accident: a bare one keeps no such list by itself */
		rc = git_config_set_bool(config, "core.logAllRefUpdates", 1);
	git_config_free(config);
	return rc;
}

static int write_first(git_repository *repo, const char *dir, struct store_piece *pieces, size_t count,
		       const git_signature *who, const char *message)
{
	git_oid version;
	bool kept = false;
	int rc = store_write(repo, "refs/heads/main", NULL, pieces, count, who, message, &version);
	if (!rc)
		rc = store_verify(dir, "refs/heads/main", &version, pieces, count, &kept);
	return rc || kept ? rc : GIT_ERROR;
}

static void sync_folder(const char *dir, bool whole)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	if (whole ? syncfs(fd) : fsync(fd)) {
		/* what is written has been read back; there is no more that we can do */
	}
	close(fd);
}

static int is_moved(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* HEAD makes it a repository: it comes last. */
static int compare_heads(const struct dirent **a, const struct dirent **b)
{
	return (strcmp((*a)->d_name, "HEAD") == 0) - (strcmp((*b)->d_name, "HEAD") == 0);
}

static int move_entry(const char *from, const char *to, const char *name)
{
	struct str a = {0}, b = {0};
	str_addf(&a, "%s/%s", from, name);
	str_addf(&b, "%s/%s", to, name);
	int rc = rename(a.p, b.p);
	str_free(&a);
	str_free(&b);
	return rc;
}

/* All that stands in `temp` to `dir`, or nothing. */
static int move_up(const char *temp, const char *dir)
{
	struct dirent **entries;
	int count = scandir(temp, &entries, is_moved, compare_heads), moved = 0, error = 0;
	if (count < 0)
		return errno;
	while (moved < count && move_entry(temp, dir, entries[moved]->d_name) == 0)
		moved++;
	if (moved < count) {
		error = errno;
		while (moved-- > 0) {
			if (move_entry(dir, temp, entries[moved]->d_name) < 0)
				break;
		}
	}
	for (int i = 0; i < count; i++)
		free(entries[i]);
	free(entries);
	return error;
}

static enum code publish(struct making *m, struct err *e)
{
	sync_folder(m->temp, true);
	int error = m->is_there ? move_up(m->temp, m->dir) : rename(m->temp, m->dir) < 0 ? errno : 0;
	if (error)
		return cannot(e, m->dir, error);
	sync_folder(m->dir, false);
	return OK;
}

static enum code fill(struct making *m, struct store_piece *pieces, size_t count, const git_signature *who,
		      const char *message, struct err *e)
{
	git_repository *repo = NULL;
	guard_begin(m->dir);
	int rc = initialise(&repo, m->temp);
	if (!rc && count > 0)
		rc = write_first(repo, m->temp, pieces, count, who, message);
	enum code code = OK;
	if (rc < 0)
		code = store_fault(e, rc, m->temp, _("De map %s is niet aangemaakt"), m->dir);
	git_repository_free(repo);
	guard_end();
	return code;
}

static enum code make(const char *dir, struct store_piece *pieces, size_t count, const git_signature *who,
		      const char *message, struct err *e)
{
	struct making m = {0};
	enum code code = make_temp(&m, dir, e);
	if (code == OK)
		code = fill(&m, pieces, count, who, message, e);
	if (code == OK)
		code = publish(&m, e);
	making_clear(&m);
	return code;
}

static struct store_piece *pieces_new(const struct store_file *files, size_t count)
{
	struct store_piece *pieces = mem_alloc(count * sizeof *pieces);
	for (size_t i = 0; i < count; i++)
		pieces[i] = (struct store_piece){.path = store_path(files[i].name), .bytes = files[i].bytes,
						 .len = files[i].len, .mode = GIT_FILEMODE_BLOB};
	return pieces;
}

static void pieces_free(struct store_piece *pieces, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free((char *)pieces[i].path);
	free(pieces);
}

enum code store_create(const char *dir, const struct store_file *files, size_t count, struct store_who who,
		       const char *message, struct err *e)
{
	git_signature *signature = NULL;
	struct str text = {0};
	for (size_t i = 0; i < count; i++) {
		if (!store_is_name(files[i].name))
			return err_set(e, ERR_USE, _("'%s' kan geen naam van een plan zijn; er is niets aangemaakt."),
				       files[i].name);
	}
	enum code code = store_start(e);
	if (code != OK)
		return code;
	struct store_piece *pieces = pieces_new(files, count);
	code = store_signature(&signature, who, e);
	if (code == OK)
		code = store_message(&text, message, strlen(message), e);
	if (code == OK)
		code = make(dir, pieces, count, signature, text.p, e);
	pieces_free(pieces, count);
	git_signature_free(signature);
	str_free(&text);
	store_stop();
	return code;
}
