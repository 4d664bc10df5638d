/* The text of a remark as it is typed: a file for each thing that one can say something of, in the folder of the drafts. */
#include "session/opmerkingen_internal.h"

#include "base/hash.h"
#include "session/draft.h"

#include <dirent.h>
#include <string.h>
#include <unistd.h>

static const char *some(const char *text)
{
	return text ? text : "";
}

/* "opmerking.deltabuurt." */
static void add_start(struct str *out, const char *plan)
{
	str_add_text(out, "opmerking.");
	for (const char *p = plan; *p; p++)
		str_add_char(out, *p == '/' ? '+' : *p);
	str_add_char(out, '.');
}

static char *file_of(const struct session *s, const struct opmerking *what)
{
	const char *const parts[] = {what->path, what->version, what->about};
	struct str path = {0};
	unsigned long long h = HASH_START;
	char *dir = drafts_dir(s);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		h = hash_add(h, some(parts[i]), strlen(some(parts[i])) + 1);
	str_addf(&path, "%s/", dir);
	add_start(&path, what->plan);
	str_addf(&path, "%016llx", h);
	free(dir);
	return str_take(&path);
}

enum code session_opmerking_keep(struct session *s, const struct opmerking *what, const char *text, size_t len, struct err *e)
{
	char *file = file_of(s, what), *dir = drafts_dir(s);
	struct str out = {0};
	enum code code = OK;
	if (len > 0) {
		part_add(&out, "veld", some(what->path), strlen(some(what->path)));
		part_add(&out, "op", some(what->about), strlen(some(what->about)));
		part_add(&out, "tekst", text, len);
		code = session_make_dir(dir, e);
		if (!code)
			code = file_write(file, out.p, out.len, e);
	} else {
		unlink(file);
	}
	str_free(&out);
	free(file);
	free(dir);
	return code;
}

static bool load(const char *file, struct str *path, struct str *about, struct str *text)
{
	struct str in = {0};
	struct err none;
	char *parts[3] = {NULL};
	size_t at = 0, len = 0;
	bool whole = file_read(&in, file, 4 * OPMERKING_BYTES, &none) == OK && part_take(&in, &at, "veld", &parts[0], NULL) &&
	             part_take(&in, &at, "op", &parts[1], NULL) && part_take(&in, &at, "tekst", &parts[2], &len);
	if (whole && path)
		str_add_text(path, parts[0]);
	if (whole && about)
		str_add_text(about, parts[1]);
	if (whole && text)
		str_add(text, parts[2], len);
	for (size_t i = 0; i < 3; i++)
		free(parts[i]);
	str_free(&in);
	return whole;
}

bool session_opmerking_kept(struct session *s, const struct opmerking *what, struct str *text)
{
	char *file = file_of(s, what);
	bool found = load(file, NULL, NULL, text);
	free(file);
	return found;
}

bool session_opmerking_waits(struct session *s, const char *plan, struct str *path, struct str *about)
{
	char *folder = drafts_dir(s);
	DIR *dir = opendir(folder);
	struct str start = {0}, file = {0};
	bool found = false;
	add_start(&start, plan);
	for (struct dirent *entry; !found && dir && (entry = readdir(dir));) {
		if (strncmp(entry->d_name, start.p, start.len) != 0 || strlen(entry->d_name) != start.len + 16)
			continue;
		str_clear(&file);
		str_addf(&file, "%s/%s", folder, entry->d_name);
		found = load(file.p, path, about, NULL);
	}
	if (dir)
		closedir(dir);
	str_free(&start);
	str_free(&file);
	free(folder);
	return found;
}
