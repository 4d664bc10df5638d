/* What a person set for themselves, kept beside who they are: lines "naam: waarde". */
#include "session/internal.h"

#include <string.h>
#include <strings.h>

enum { FILE_BYTES = 4096 };

static char *own_file(const struct session *s)
{
	struct str path = {0};
	str_addf(&path, "%s/instellingen", s->config_dir);
	return str_take(&path);
}

/* The line of `name`, and where its value begins; NULL where there is none. */
static const char *find(const char *text, const char *name, const char **value)
{
	for (const char *line = text; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		size_t len = strlen(name);
		if (strncmp(line, name, len) != 0 || line[len] != ':')
			continue;
		*value = line + len + 1 + strspn(line + len + 1, " ");
		return line;
	}
	return NULL;
}

/* Empty where nothing was set, or it can't be read: then all is as it is without. */
static void read_all(struct str *out, const struct session *s)
{
	struct err none;
	char *path = own_file(s);
	if (file_read(out, path, FILE_BYTES, &none))
		str_clear(out);
	free(path);
}

bool session_is_closed(const struct session *s)
{
	static const char *const no[] = {"nee", "no", "false", "off", "0"};
	char *given = store_setting(s->store, "buurtplan.programmas");
	bool closed = false;
	for (size_t i = 0; given && i < sizeof no / sizeof *no; i++)
		closed |= strcasecmp(given, no[i]) == 0;
	free(given);
	return closed;
}

bool session_is_set(const struct session *s, const char *name, const char *value)
{
	struct str text = {0};
	const char *there;
	read_all(&text, s);
	bool found = find(str_text(&text), name, &there);
	bool same = found && bytes_equal(there, strcspn(there, "\n"), value, strlen(value));
	str_free(&text);
	return same;
}

/* The same lines with this one among them, in place of the one that there was. */
static void put(struct str *made, const char *all, const char *name, const char *value)
{
	const char *there, *line = find(all, name, &there), *rest = line ? there + strcspn(there, "\n") : NULL;
	str_add(made, all, line ? (size_t)(line - all) : strlen(all));
	if (made->len && made->p[made->len - 1] != '\n')
		str_add_char(made, '\n');
	str_addf(made, "%s: %s\n", name, value);
	if (rest && *rest)
		str_add_text(made, rest + 1);
}

enum code session_set(struct session *s, const char *name, const char *value, struct err *e)
{
	struct str text = {0}, made = {0};
	char *path = own_file(s);
	enum code code = file_read(&text, path, FILE_BYTES, e);
	if (code == ERR_NOT_FOUND)
		code = session_make_dir(s->config_dir, e);
	if (!code) { /* else what stands there would be lost */
		put(&made, str_text(&text), name, value);
		code = file_write(path, made.p, made.len, e);
	}
	free(path);
	str_free(&text);
	str_free(&made);
	return code;
}
