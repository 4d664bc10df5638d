/* Plain git is told in two places: the commands stand in the config, which plans they are for in info/attributes.  Of
 * attributes that is the file that goes before all others, and the only one that git reads in a bare repository.  The
 * size of the markers stands there too, as the merge driver knows an inner merge by it.
 *
 * merge.buurtplan.recursive stays unset: git then asks the driver for the inner merges of a criss-cross as well.
 * diff.buurtplan.cachetextconv too: git would write what it showed in the record, and an auditor without a name of
 * their own would get no 'git show' at all. */
#include "store/internal.h"

#include "base/guard.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/taal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
	PATIENCE = 10000,           /* ms to wait for who is saving */
	ATTRIBUTES_MOST = 1 << 20
};

static const char *const lines[] = {
	"/plans/*.yaml merge=buurtplan diff=buurtplan conflict-marker-size=7",
	"/plans/*/*.yaml merge=buurtplan diff=buurtplan conflict-marker-size=7",
};
enum { LINES = sizeof lines / sizeof *lines };

/* For a shell: in single quotes, which keep all but themselves.  Git fills in what stands behind a percent sign in a
 * merge driver, not in the other two. */
static char *command_of(const char *program, bool fills_in, const char *words)
{
	struct str command = {0};
	str_add_char(&command, '\'');
	for (const char *c = program; *c; c++) {
		if (*c == '\'')
			str_add_text(&command, "'\\''");
		else if (*c == '%' && fills_in)
			str_add_text(&command, "%%");
		else
			str_add_char(&command, *c);
	}
	str_addf(&command, "' %s", words);
	return str_take(&command);
}

void store_setup_wanted(struct store_setup *out, const char *program)
{
	*out = (struct store_setup){
		.driver = command_of(program, true, "merge-driver %O %A %B %L %P"),
		.diff = command_of(program, false, "diff-driver"),
		.textconv = command_of(program, false, "textconv"),
	};
}

void store_setup_clear(struct store_setup *out)
{
	free(out->driver);
	free(out->diff);
	free(out->textconv);
	free(out->without);
	*out = (struct store_setup){0};
}

/* --- the config ---------------------------------------------------------------------- */

static bool stat_config(struct stat *out, git_repository *repo)
{
	struct str path = {0};
	str_addf(&path, "%sconfig", git_repository_commondir(repo));
	bool there = stat(path.p, out) == 0;
	str_free(&path);
	return there;
}

/* Owned; NULL where it is not set. */
static int read_setting(char **out, git_config *config, const char *key)
{
	git_buf value = {0};
	int rc = git_config_get_string_buf(&value, config, key);
	*out = rc == 0 ? mem_text(value.ptr) : NULL;
	git_buf_dispose(&value);
	return rc == GIT_ENOTFOUND ? 0 : rc;
}

/* A key that stands there more than once is written once, from scratch: git_config_set_multivar of libgit2 1.5.1 writes
 * values as they are, quotes and backslashes too, and nothing reads the file after that. */
static int write_setting(git_config *config, const char *key, const char *value)
{
	char *now = NULL;
	int rc = read_setting(&now, config, key);
	if (!rc && (!now || strcmp(now, value) != 0)) {
		rc = git_config_set_string(config, key, value);
		if (rc < 0 && store_fault_says("multivar") && (rc = git_config_delete_multivar(config, key, ".*")) == 0)
			rc = git_config_set_string(config, key, value);
	}
	free(now);
	return rc;
}

static int write_settings(git_repository *repo, const struct store_setup *wanted)
{
	const struct {
		const char *key, *value;
	} rows[] = {
		{"merge.buurtplan.name", _("plannen van aanpak, per veld")},
		{"merge.buurtplan.driver", wanted->driver},
		{"diff.buurtplan.command", wanted->diff},
		{"diff.buurtplan.textconv", wanted->textconv},
		{"diff.buurtplan.xfuncname", "^([a-z][a-z0-9_-]*:.*|[ ]*- +id:.*)$"},
	};
	git_config *config = NULL;
	int rc = git_repository_config(&config, repo);
	for (size_t i = 0; !rc && i < sizeof rows / sizeof *rows; i++)
		rc = write_setting(config, rows[i].key, rows[i].value);
	git_config_free(config);
	return rc;
}

/* libgit2 makes the file anew, as the umask has it; but who may read it, with the passwords that can stand in it,
 * stays. */
static int write_config(git_repository *repo, const struct store_setup *wanted)
{
	struct stat old;
	bool there = stat_config(&old, repo);
	mode_t before = umask(there ? 0777 & ~old.st_mode : 077);
	int rc = write_settings(repo, wanted);
	umask(before);
	return rc;
}

/* --- the attributes ------------------------------------------------------------------- */

static const char *const attributes[] = {"merge", "diff", "conflict-marker-size"};
static const char *const values[] = {"buurtplan", "buurtplan", "7"};
enum { ATTRIBUTES = sizeof attributes / sizeof *attributes };

static int has_values(git_repository *repo, const char *path, bool *has)
{
	int rc = 0;
	*has = true;
	for (size_t i = 0; !rc && *has && i < ATTRIBUTES; i++) {
		const char *value;
		rc = git_attr_get(&value, repo, GIT_ATTR_CHECK_NO_SYSTEM, path, attributes[i]);
		*has = !rc && GIT_ATTR_HAS_VALUE(value) && strcmp(value, values[i]) == 0;
	}
	return rc;
}

/* Both kinds of names that a plan can have, and each plan that there is. */
static int find_without(char **out, git_repository *repo, const struct store_list *list)
{
	static const char *const kinds[] = {"plans/buurt.yaml", "plans/gemeente/buurt.yaml"};
	enum { KINDS = sizeof kinds / sizeof *kinds };
	int rc = git_attr_cache_flush(repo);
	for (size_t i = 0; !rc && !*out && i < KINDS + list->count; i++) {
		bool has;
		if (i >= KINDS && list->entries[i - KINDS].refused)
			continue;
		char *path = i < KINDS ? mem_text(kinds[i]) : store_path(list->entries[i - KINDS].name);
		rc = has_values(repo, path, &has);
		if (!rc && !has)
			*out = path;
		else
			free(path);
	}
	return rc;
}

/* ".../info/", owned. */
static int info_folder(char **out, git_repository *repo)
{
	git_buf folder = {0};
	int rc = git_repository_item_path(&folder, repo, GIT_REPOSITORY_ITEM_INFO);
	if (!rc)
		*out = mem_text(folder.ptr);
	git_buf_dispose(&folder);
	return rc;
}

static bool is_ours(const char *line, size_t len)
{
	while (len > 0 && strchr(" \t\r\n", line[len - 1]))
		len--;
	for (size_t i = 0; i < LINES; i++) {
		if (bytes_equal(line, len, lines[i], strlen(lines[i])))
			return true;
	}
	return false;
}

/* Our lines go to the end, where they win from all that stand before them. */
static void put_lines(struct str *out, const struct str *old)
{
	const char *line = str_text(old), *end = line + old->len;
	while (line < end) {
		const char *lf = memchr(line, '\n', (size_t)(end - line)), *next = lf ? lf + 1 : end;
		if (!is_ours(line, (size_t)(next - line)))
			str_add(out, line, (size_t)(next - line));
		line = next;
	}
	bool crlf = old->len > 1 && strstr(str_text(old), "\r\n");
	if (out->len > 0 && out->p[out->len - 1] != '\n')
		str_add_text(out, crlf ? "\r\n" : "\n");
	for (size_t i = 0; i < LINES; i++)
		str_addf(out, "%s%s", lines[i], crlf ? "\r\n" : "\n");
}

static bool has_lines(const struct str *old)
{
	size_t count = 0;
	const char *line = str_text(old);
	while (*line) {
		size_t len = strcspn(line, "\n");
		count += is_ours(line, len);
		line += len + (line[len] == '\n');
	}
	return count == LINES;
}

/* Gives errno. */
static int write_attributes(const char *folder, bool effective)
{
	struct str path = {0}, old = {0}, new = {0};
	str_addf(&path, "%sattributes", folder);
	int why = mkdir(folder, 0777) < 0 && errno != EEXIST ? errno : io_read_file(&old, AT_FDCWD, path.p, ATTRIBUTES_MOST);
	if (why == ENOENT)
		why = 0;
	if (!why && !(effective && has_lines(&old))) {
		put_lines(&new, &old);
		why = io_replace(AT_FDCWD, path.p, new.p, new.len, 0666);
	}
	str_free(&path);
	str_free(&old);
	str_free(&new);
	return why;
}

/* --- both ------------------------------------------------------------------------------ */

static enum code set_up(struct store *s, const struct store_setup *wanted, const struct store_list *list, struct err *e)
{
	char *without = NULL, *folder = NULL;
	int rc = write_config(s->repo, wanted), why = 0;
	if (!rc)
		rc = find_without(&without, s->repo, list);
	if (!rc)
		rc = info_folder(&folder, s->repo);
	if (!rc)
		why = write_attributes(folder, !without);
	free(without);
	free(folder);
	if (why)
		return err_set(e, ERR_IO, _("Het bestand info/attributes in %s kan niet worden aangepast: %s. "
					    "Aan de plannen is niets veranderd."), s->dir, io_words(why));
	return rc < 0 ? store_fault(e, rc, s->dir, _("De instellingen van git in %s kunnen niet worden aangepast"), s->dir) : OK;
}

enum code store_setup(struct store *s, const char *program, struct err *e)
{
	struct store_list list = {0};
	struct store_setup wanted;
	struct store_lock lock;
	enum code code = store_list(s, NULL, &list, e);
	if (code == OK)
		code = store_lock_take(s, &lock, store_now() + PATIENCE, e);
	if (code == OK) {
		store_setup_wanted(&wanted, program);
		guard_begin(s->dir);
		code = set_up(s, &wanted, &list, e);
		guard_end();
		store_lock_drop(&lock);
		store_setup_clear(&wanted);
	}
	store_list_clear(&list);
	return code;
}

bool store_config_is_own(git_repository *repo)
{
	struct stat st;
	return stat_config(&st, repo) && (st.st_uid == geteuid() || st.st_uid == 0);
}

static int read_config(git_repository *repo, struct store_setup *out)
{
	git_config *config = NULL;
	int rc = git_repository_config(&config, repo);
	if (!rc)
		rc = read_setting(&out->driver, config, "merge.buurtplan.driver");
	if (!rc)
		rc = read_setting(&out->diff, config, "diff.buurtplan.command");
	if (!rc)
		rc = read_setting(&out->textconv, config, "diff.buurtplan.textconv");
	git_config_free(config);
	return rc;
}

enum code store_setup_read(struct store *s, struct store_setup *out, struct err *e)
{
	struct store_list list = {0};
	*out = (struct store_setup){0};
	enum code code = store_list(s, NULL, &list, e);
	if (code != OK)
		return code;
	guard_begin(s->dir);
	int rc = read_config(s->repo, out);
	if (!rc)
		rc = find_without(&out->without, s->repo, &list);
	if (rc < 0)
		code = store_fault(e, rc, NULL, _("De instellingen van git in %s kunnen niet worden gelezen"), s->dir);
	guard_end();
	out->attributes = !out->without;
	out->own = store_config_is_own(s->repo);
	store_list_clear(&list);
	if (code != OK)
		store_setup_clear(out);
	return code;
}
