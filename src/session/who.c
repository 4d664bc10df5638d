/* Who is at work: --als, else the git configuration, else what was asked once. */
#include "session/internal.h"

#include "base/taal.h"

#include <string.h>

enum { FILE_BYTES = 4096 };

static void trim(const char **from, const char **to)
{
	while (*from < *to && strchr(" \t\r\n", **from))
		++*from;
	while (*to > *from && strchr(" \t\r\n", (*to)[-1]))
		--*to;
}

/* Takes "Naam <adres>" apart. */
static bool take_apart(struct session *s, const char *text)
{
	const char *open = strrchr(text, '<'), *close = open ? strchr(open, '>') : NULL;
	if (!open || !close)
		return false;
	const char *name = text, *name_end = open, *address = open + 1, *address_end = close, *rest = close + 1, *end = text + strlen(text);
	trim(&name, &name_end);
	trim(&address, &address_end);
	trim(&rest, &end);
	if (name == name_end || address == address_end || rest != end || memchr(name, '<', (size_t)(name_end - name)))
		return false;
	free(s->name);
	free(s->address);
	s->name = mem_copy(name, (size_t)(name_end - name));
	s->address = mem_copy(address, (size_t)(address_end - address));
	return true;
}

static char *own_file(const struct session *s)
{
	struct str path = {0};
	str_addf(&path, "%s/wie", s->config_dir);
	return str_take(&path);
}

enum code who_find(struct session *s, const char *als, struct err *e)
{
	if (als)
		return take_apart(s, als) ? OK : err_set(e, ERR_USE, _("Schrijf achter --als een naam en een adres: --als 'Naam <adres>'."));
	struct err none;
	if (store_identity(s->store, &s->name, &s->address, &none) == OK)
		return OK;
	struct str text = {0};
	char *path = own_file(s);
	if (file_read(&text, path, FILE_BYTES, &none) == OK)
		take_apart(s, str_text(&text));
	free(path);
	str_free(&text);
	return OK;
}

const char *session_name(const struct session *s)
{
	return s->name;
}

const char *session_address(const struct session *s)
{
	return s->address;
}

enum code session_introduce(struct session *s, const char *name, const char *address, struct err *e)
{
	struct str line = {0};
	struct session answer = {0};
	str_addf(&line, "%s <%s>\n", name, address);
	bool fine = strchr(address, '@') && !strpbrk(address, "<> \t\n") && !strpbrk(name, "<>\n") && take_apart(&answer, line.p);
	enum code code = fine ? session_make_dir(s->config_dir, e)
	                      : err_set(e, ERR_USE, _("Vul een naam in, en een e-mailadres met een @ erin."));
	if (!code) {
		char *path = own_file(s);
		code = file_write(path, line.p, line.len, e);
		free(path);
	}
	if (!code) {
		free(s->name);
		free(s->address);
		s->name = mem_text(answer.name);
		s->address = mem_text(answer.address);
	}
	free(answer.name);
	free(answer.address);
	str_free(&line);
	return code;
}

enum code who_needed(const struct session *s, struct err *e)
{
	if (s->name)
		return OK;
	return err_set(e, ERR_USE, _("Buurtplan weet niet wie u bent. Geef uw naam op met --als 'Naam <adres>'. Er is niets bewaard."));
}

struct store_who who_now(const struct session *s)
{
	return (struct store_who){s->name ? s->name : "buurtplan", s->address ? s->address : "buurtplan@localhost", session_now(s)};
}
