/* What the help says of the fields on a screen: their own sentence in the schema, and what it says besides. */
#include "screens/rows.h"

#include "base/taal.h"

static void add_choices(struct str *out, const struct field *f)
{
	str_add_text(out, " ");
	str_add_text(out, _("U kunt kiezen uit:"));
	for (const struct choice *c = f->choices; c->value; c++)
		str_addf(out, "%s %s", c == f->choices ? "" : ",", _(c->label));
	str_add_char(out, '.');
}

static void add_help(struct str *out, const struct field *f)
{
	str_add_text(out, _(f->help));
	if (f->kind == KIND_CHOICE)
		add_choices(out, f);
	if (f->flags & FIELD_REASON)
		str_addf(out, " %s", _("Verandert u dit, dan vraagt buurtplan bij het bewaren om een reden."));
}

/* A section of several fields has no sentence of its own: it names them. */
static void add_names(struct str *out, const struct row *section)
{
	for (const struct field *f = section->field; f; f = f == section->last ? NULL : schema_next(f))
		if (f != schema_first(NULL)) /* the version of the format */
			str_addf(out, "%s%s", out->len ? ", " : "", _(f->label));
	str_add_char(out, '.');
}

static void tell_row(const struct row *row, bool chosen, help_field *tell, void *help)
{
	struct str text = {0};
	bool section = row->last != row->field;
	if (section)
		add_names(&text, row);
	else
		add_help(&text, row->field);
	tell(help, section ? row->label : _(row->field->label), str_text(&text), chosen);
	str_free(&text);
}

void rows_tell_fields(const struct rows *rows, size_t chosen, help_field *tell, void *help)
{
	for (size_t i = 0, next; i < rows->count; i = next) {
		const struct field *f = rows->p[i].field;
		next = i + 1;
		while (next < rows->count && f && rows->p[next].field == f) /* the items of a list */
			next++;
		if (f)
			tell_row(&rows->p[i], chosen >= i && chosen < next, tell, help);
	}
}
