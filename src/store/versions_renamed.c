/* What became of a name. */
#include "store/versions_internal.h"

#include <string.h>

enum {
	VERSIONS_A_STEP = 500, STEPS_MOST = 20, /* that are looked at where there is no index */
	NAMES_MOST = 10                         /* that one plan had, one after the other */
};

/* The newest row, of those newer than row `before`, in which the plan of that name went; `before`: none. */
static size_t find_end(const struct store_versions *v, const char *name, size_t before)
{
	struct store_version_row row;
	for (size_t i = 0; i < before; i++) {
		store_versions_row(v, i, &row);
		if (store_short_is_none(&v->rows.p[i].t.after) && strcmp(row.plan, name) == 0)
			return i;
	}
	return before;
}

/* The row, of the version of row `end`, in which a plan got its name that was called `name`; the number of rows: none. */
static size_t find_new_name(const struct store_versions *v, size_t end, const char *name)
{
	struct store_version_row row;
	for (size_t i = 0; i < v->rows.count; i++) {
		store_versions_row(v, i, &row);
		if (row.was && store_short_is(&v->rows.p[i].t.commit, &v->rows.p[end].t.commit) && strcmp(row.was, name) == 0)
			return i;
	}
	return v->rows.count;
}

/* From name to name, until there is one that did not go since: another plan that got such a name later is not meant. */
static char *follow_names(const struct store_versions *v, const char *name)
{
	struct store_version_row row;
	size_t before = v->rows.count;
	const char *now = NULL;
	for (int i = 0; i < NAMES_MOST; i++) {
		size_t end = find_end(v, now ? now : name, before);
		if (end == before)
			return mem_text(now);
		size_t made = find_new_name(v, end, now ? now : name);
		if (made == v->rows.count)
			return NULL;
		store_versions_row(v, made, &row);
		now = row.plan;
		before = end;
	}
	return NULL;
}

enum code store_renamed(struct store *s, const char *name, char **to, struct err *e)
{
	struct store_versions *v = NULL;
	*to = NULL;
	if (!store_is_name(name))
		return OK;
	enum code code = store_versions_open(s, NULL, &v, e);
	for (int i = 0; !code && i < STEPS_MOST && !store_versions_is_done(v); i++)
		code = store_versions_step(v, VERSIONS_A_STEP, e);
	if (!code)
		*to = follow_names(v, name);
	store_versions_free(v);
	return code;
}
