#include "store/internal.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static bool is_trimmed(char c)
{
	return c == ' ' || c == '.';
}

/* On one line, without what git's own format or a terminal would take for more than text.  Dots at the ends go, as
 * libgit2 1.5 would have it, so that newer ones record the same. */
static char *clean(const char *s)
{
	struct str flat = {0}, out = {0};
	text_normalise(&flat, s, strlen(s));
	for (size_t i = 0; i < flat.len; i++) {
		char c = flat.p[i] == '\n' || flat.p[i] == '\t' ? ' ' : flat.p[i];
		bool is_double = c == ' ' && out.len > 0 && out.p[out.len - 1] == ' ';
		if (c != '<' && c != '>' && !is_double && (out.len > 0 || !is_trimmed(c)))
			str_add_char(&out, c);
	}
	while (out.len > 0 && is_trimmed(out.p[out.len - 1]))
		str_splice(&out, out.len - 1, 1, NULL, 0);
	str_free(&flat);
	return str_take(&out);
}

enum code store_signature(git_signature **out, struct store_who who, struct err *e)
{
	char *name = clean(who.name), *address = clean(who.address);
	enum code code = OK;
	if (*name == '\0' || *address == '\0')
		code = err_set(e, ERR_USE, _("Bij een wijziging hoort wie haar maakte: een naam en een adres. Er is "
					     "niets bewaard; geef ze op als 'Naam <adres>'."));
	else if (git_signature_new(out, name, address, who.when.seconds, who.when.offset) < 0)
		code = err_set(e, ERR_USE, _("Met de naam '%s' en het adres '%s' kan niet worden bewaard. "
					     "Geef ze op als 'Naam <adres>'."), name, address);
	free(name);
	free(address);
	return code;
}

enum code store_message(struct str *out, const char *message, size_t len, struct err *e)
{
	text_normalise(out, message, len);
	for (size_t i = 0; i < out->len; i++) {
		if (out->p[i] == '\t')
			out->p[i] = ' ';
	}
	if (strspn(str_text(out), " \n") == out->len)
		return err_set(e, ERR_USE, _("Er is niets bewaard: een beschrijving van de wijziging ontbreekt."));
	str_add_char(out, '\n');
	return OK;
}

static int add_file(git_config *config, const char *folder, const char *file, git_config_level_t level,
		    git_repository *repo)
{
	struct str path = {0};
	if (!folder || folder[0] != '/')
		return 0;
	str_addf(&path, "%s/%s", folder, file);
	int rc = git_config_add_file_ondisk(config, path.p, level, repo, 0);
	str_free(&path);
	return rc == GIT_ENOTFOUND ? 0 : rc; /* not readable: not there, as git has it */
}

/* The files that git reads for a person, the last one first: the record's own, ~/.gitconfig, that of XDG. */
static int open_config(git_config **out, struct store *s)
{
	const char *home = getenv("HOME"), *xdg = getenv("XDG_CONFIG_HOME");
	int rc = git_config_new(out);
	if (!rc && s)
		rc = add_file(*out, s->common, "config", GIT_CONFIG_LEVEL_LOCAL, s->repo);
	if (!rc)
		rc = add_file(*out, home, ".gitconfig", GIT_CONFIG_LEVEL_GLOBAL, NULL);
	if (!rc)
		rc = xdg && *xdg ? add_file(*out, xdg, "git/config", GIT_CONFIG_LEVEL_XDG, NULL)
				 : add_file(*out, home, ".config/git/config", GIT_CONFIG_LEVEL_XDG, NULL);
	return rc;
}

/* Owned and cleaned; NULL where it is missing or empty. */
static char *config_text(git_config *config, const char *key)
{
	git_buf value = {0};
	char *text = git_config_get_string_buf(&value, config, key) == 0 ? clean(value.ptr) : NULL;
	git_buf_dispose(&value);
	if (text && *text == '\0') {
		free(text);
		text = NULL;
	}
	return text;
}

static enum code read_identity(struct store *s, char **name, char **address, struct err *e)
{
	git_config *config = NULL;
	enum code code = OK;
	int rc = open_config(&config, s);
	if (rc < 0) {
		code = store_fault(e, rc, NULL, _("Uw instellingen voor git kunnen niet worden gelezen"));
	} else {
		*name = config_text(config, "user.name");
		*address = config_text(config, "user.email");
		if (!*name || !*address)
			code = err_set(e, ERR_NOT_FOUND,
				       _("Buurtplan weet nog niet wie u bent. Geef een naam en adres op."));
	}
	git_config_free(config);
	return code;
}

enum code store_identity(struct store *s, char **name, char **address, struct err *e)
{
	*name = *address = NULL;
	enum code code = store_start(e); /* there may be no store that did */
	if (code != OK)
		return code;
	code = read_identity(s, name, address, e);
	store_stop();
	if (code == OK)
		return OK;
	free(*name);
	free(*address);
	*name = *address = NULL;
	return code;
}

char *store_setting(struct store *s, const char *key)
{
	git_config *config = NULL;
	git_buf value = {0};
	char *text = NULL;
	assert(strncmp(key, "buurtplan.", 10) == 0);
	if (git_repository_config(&config, s->repo) == 0 && git_config_get_string_buf(&value, config, key) == 0)
		text = mem_text(value.ptr);
	git_buf_dispose(&value);
	git_config_free(config);
	return text;
}
