#include "plan/record.h"

#include "base/taal.h"
#include "plan/plan.h"
#include "plan/say.h"
#include "plan/value.h"

#include <string.h>

static const char between[] = " · ";

const struct node *record_text(const struct node *record, const struct field *f)
{
	const struct node *n = plan_get(record, f->key);
	return n && n->kind == NODE_SCALAR && n->len > 0 ? n : NULL;
}

/* What joins a field to the one before it; NULL where it stands by itself. */
static const char *joint(const struct field *f)
{
	static const struct {
		const char *key, *before;
	} joints[] = {{"eenheid", " "}, {"van_de", N_(" van de ")}, {"bij", ", "}};
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		if (strcmp(f->key, joints[i].key) == 0)
			return _(joints[i].before);
	return NULL;
}

bool record_is_period(const struct field *van)
{
	const struct field *tot = schema_next(van);
	return van->kind == KIND_MONTH && strcmp(van->key, "van") == 0 && tot && strcmp(tot->key, "tot") == 0;
}

/* "okt 2018 – dec 2018", "vanaf okt 2018", "tot en met dec 2018". */
static void say_period(struct str *out, const struct node *van, const struct node *tot)
{
	if (!van && !tot)
		return;
	if (!van)
		str_add_text(out, _("tot en met "));
	else if (!tot)
		str_add_text(out, _("vanaf "));
	if (van)
		plan_show_value(out, van);
	if (van && tot && !bytes_equal(van->text, van->len, tot->text, tot->len))
		str_add_text(out, " – ");
	else if (van)
		return;
	if (tot)
		plan_show_value(out, tot);
}

/* That yes is said before the figure it is about. */
static bool is_about(const struct field *f)
{
	return f->kind == KIND_YES_NO && strcmp(f->key, "ongeveer") == 0;
}

static void say_value(struct str *out, const struct field *f, const struct node *n)
{
	if (f->kind != KIND_YES_NO || !value_is_valid(f, n->text, n->len))
		plan_show_value(out, n);
	else if (node_is_text(n, "ja"))
		say_lower(out, _(f->label));
}

/* "ongeveer 44 %" */
static bool is_estimate(const struct field *f, const struct node *record)
{
	const struct node *about = strcmp(f->key, "waarde") == 0 ? node_get(record, "ongeveer") : NULL;
	return about && node_is_text(about, "ja");
}

static const struct field *say_value_with_company(struct str *out, const struct field *f, const struct node *record)
{
	const struct node *n = record_text(record, f);
	bool figure = strcmp(f->key, "waarde") == 0, said = n;
	if (n && is_estimate(f, record))
		str_add_text(out, _("ongeveer "));
	if (n)
		say_value(out, f, n);
	for (f = schema_next(f); f && (joint(f) || (figure && is_about(f))); f = schema_next(f)) {
		n = record_text(record, f);
		if (!n || (is_about(f) && said))
			continue;
		str_add_text(out, said ? joint(f) : "");
		say_value(out, f, n);
		said = true;
	}
	return f;
}

const struct field *record_say_field(struct str *out, const struct field *f, const struct node *record)
{
	if (!record_is_period(f))
		return say_value_with_company(out, f, record);
	const struct field *tot = schema_next(f);
	say_period(out, record_text(record, f), record_text(record, tot));
	return schema_next(tot);
}

void record_say(struct str *out, const struct field *parent, const struct node *record)
{
	size_t start = out->len;
	struct str said = {0};
	for (const struct field *f = schema_first(parent), *next; f; f = next) {
		str_clear(&said);
		next = record_say_field(&said, f, record);
		if (said.len == 0 || f->kind == KIND_SLUG)
			continue;
		str_add_text(out, out->len > start ? between : "");
		str_add(out, said.p, said.len);
	}
	str_free(&said);
}
