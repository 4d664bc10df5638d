/* One version by what a person calls it: its number, its id, or a day. */
#include "session/history_internal.h"

#include "base/taal.h"

#include <ctype.h>
#include <string.h>

enum { STEP = 500, ID_LEAST = 7 };

static bool all(const char *s, int (*is)(int))
{
	while (*s && is((unsigned char)*s))
		s++;
	return !*s;
}

struct spec {
	size_t number;       /* 0: none */
	const char *id;      /* the first digits; NULL: none */
	int64_t until;       /* the end of the day or minute, as shown; 0: none */
};

static enum code read_spec(struct spec *out, const char *spec, struct err *e)
{
	size_t len = strlen(spec);
	int64_t from;
	*out = (struct spec){0};
	if (len && len < ID_LEAST && all(spec, isdigit))
		out->number = strtoul(spec, NULL, 10);
	else if (date_read_span(spec, &from, &out->until))
		return OK;
	else if (len >= ID_LEAST && len <= 64 && all(spec, isxdigit))
		out->id = spec;
	if (out->number || out->id)
		return OK;
	return err_set(e, ERR_USE, _("'%.100s' is geen versie. Geef een nummer (7), een datum (2019-03-08) of de eerste tekens van een versie."), spec);
}

static bool is_meant(const struct spec *x, struct history *h, size_t i)
{
	const struct history_row *row = history_row(h, i);
	if (x->number)
		return history_number(h, i) == x->number;
	return x->id ? strncasecmp(row->version, x->id, strlen(x->id)) == 0 : date_shown(row->when) < x->until;
}

/* The number needs all of them; the others the first that fits. */
static enum code look(struct history *h, const struct spec *x, size_t *at, struct err *e)
{
	size_t seen = 0;
	enum code code = OK;
	for (*at = (size_t)-1; !code && *at == (size_t)-1;) {
		bool done = history_is_done(h);
		for (; (!x->number || done) && seen < history_count(h) && *at == (size_t)-1; seen++)
			if (is_meant(x, h, seen))
				*at = seen;
		if (done)
			break;
		code = history_step(h, STEP, e);
	}
	return code;
}

enum code version_find(struct session *s, const char *plan, const char *spec, struct version_found *out, struct err *e)
{
	struct history *h = NULL;
	struct spec x;
	const struct history_detail *d;
	size_t at = (size_t)-1;
	*out = (struct version_found){0};
	enum code code = read_spec(&x, spec, e);
	if (!code)
		code = history_open(&h, s, &(struct history_query){.plan = plan}, e);
	if (!code)
		code = look(h, &x, &at, e);
	if (!code && at == (size_t)-1)
		code = err_set(e, ERR_NOT_FOUND, _("Het plan '%s' heeft geen versie '%.100s'."), plan, spec);
	if (!code)
		code = history_detail(h, at, &d, e);
	if (!code)
		*out = (struct version_found){mem_text(d->version), mem_text(history_row(h, at)->plan), history_number(h, at), history_row(h, at)->when};
	history_free(h);
	return code;
}

void version_found_clear(struct version_found *v)
{
	free(v->version);
	free(v->plan);
	*v = (struct version_found){0};
}

enum code version_read(struct session *s, const struct version_found *v, struct doc **out, struct err *e)
{
	struct store_version at = {0};
	struct str bytes = {0};
	*out = NULL;
	memcpy(at.id, v->version, strnlen(v->version, sizeof at.id - 1));
	enum code code = store_read(s->store, v->plan, &at, &bytes, NULL, e);
	if (code == ERR_NOT_FOUND)
		code = err_set(e, code, _("In die versie was het plan '%s' weggehaald. Kies een eerdere."), v->plan);
	if (!code)
		code = doc_parse(out, str_text(&bytes), bytes.len, e);
	str_free(&bytes);
	return code;
}
