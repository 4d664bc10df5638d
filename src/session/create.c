/* A new record, from a folder of plan files. */
#include "session/internal.h"

#include "base/io.h"
#include "base/taal.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_BYTES = 64 * 1024 * 1024 };

typedef void tell_fn(void *ctx, const char *name, const struct err *why);

struct gathering {
	VEC(struct store_file) files;
	tell_fn *tell;
	void *ctx;
	bool told;
};

static void tell(struct gathering *g, const char *name, const struct err *why)
{
	g->told = true;
	if (g->tell)
		g->tell(g->ctx, name, why);
}

static bool ends_in_yaml(const char *name)
{
	size_t len = strlen(name);
	return (len > 5 && strcmp(name + len - 5, ".yaml") == 0) || (len > 4 && strcmp(name + len - 4, ".yml") == 0);
}

/* One file: copied as it is, and named where it is no plan that can be read. */
static enum code gather_file(struct gathering *g, const char *path, const char *name, struct err *e)
{
	struct str bytes = {0}, plan = {0};
	struct err why = {0};
	struct doc *d = NULL;
	str_add(&plan, name, strlen(name) - (strcmp(name + strlen(name) - 4, ".yml") == 0 ? 4 : 5));
	enum code code = OK;
	if (strcmp(name + strlen(name) - 4, ".yml") == 0 || !store_is_name(plan.p)) {
		err_set(&why, ERR_USE, _("deze naam kan niet: een plan heet met kleine letters, cijfers en streepjes, en eindigt op .yaml; het is niet meegenomen"));
		tell(g, name, &why);
	} else if (!(code = file_read(&bytes, path, MOST_BYTES, e))) {
		if (doc_parse(&d, str_text(&bytes), bytes.len, &why))
			tell(g, name, &why);
		size_t len = bytes.len;
		vec_push(&g->files, (struct store_file){mem_text(plan.p), str_take(&bytes), len});
	}
	doc_free(d);
	str_free(&bytes);
	str_free(&plan);
	return code;
}

/* The .yaml files of `dir`, and of the folders in it once (a gemeente each). */
static enum code gather_folder(struct gathering *g, const char *dir, const char *gemeente, struct err *e)
{
	struct dirent **names = NULL;
	int count = scandir(dir, &names, NULL, alphasort);
	if (count < 0)
		return err_set(e, ERR_USE, _("De map %.300s kan niet worden gelezen: %s."), dir, io_words(errno));
	enum code code = OK;
	for (int i = 0; i < count; i++) {
		struct str path = {0}, name = {0};
		struct stat st;
		str_addf(&path, "%s/%s", dir, names[i]->d_name);
		str_addf(&name, "%s%s%s", gemeente ? gemeente : "", gemeente ? "/" : "", names[i]->d_name);
		if (!code && names[i]->d_name[0] != '.' && lstat(path.p, &st) == 0) {
			if (S_ISREG(st.st_mode) && ends_in_yaml(names[i]->d_name))
				code = gather_file(g, path.p, name.p, e);
			else if (S_ISDIR(st.st_mode) && !gemeente)
				code = gather_folder(g, path.p, names[i]->d_name, e);
		}
		str_free(&path);
		str_free(&name);
		free(names[i]);
	}
	free(names);
	return code;
}

enum code session_create(const char *dir, const char *from, const char *als, const struct world *world, tell_fn *tell_each, void *ctx, struct err *e)
{
	struct gathering g = {.tell = tell_each, .ctx = ctx};
	struct session *s = session_new(world);
	enum code code = who_find(s, als, e);
	if (!code && from)
		code = gather_folder(&g, from, NULL, e);
	if (!code)
		code = store_create(dir, g.files.p, g.files.count, who_now(s), "Plannen toegevoegd\n", e);
	for (size_t i = 0; i < g.files.count; i++) {
		free((char *)g.files.p[i].name);
		free((char *)g.files.p[i].bytes);
	}
	vec_free(&g.files);
	session_free(s);
	if (!code && g.told)
		code = err_set(e, ERR_NO, _("De plannen zijn overgenomen, maar niet elk bestand kon als plan worden gelezen: hierboven staat welke."));
	return code;
}
