/* Rows on a list that is filtered: what each is found by, and its label where the rows above it are out of view. */
#include "screens/rows.h"

#include "base/taal.h"

static void add_words(struct str *out, const char *words)
{
	if (words && *words)
		str_addf(out, " %s", words);
}

/* An item is found by the label of its list, a field of a record in a record by that of the record too. */
void rows_words(const void *ctx, size_t i, struct str *out)
{
	const struct row *row = &((const struct rows *)ctx)->p[i];
	const struct field *parent = row->indent && row->field ? schema_parent(row->field) : NULL;
	const struct node *status = row->percent >= 0 ? node_get(row->node, "status") : NULL;
	add_words(out, parent ? _(parent->label) : NULL);
	add_words(out, row->field && row->number ? _(row->field->label) : NULL);
	add_words(out, row->label);
	add_words(out, row->text);
	add_words(out, row->finding);
	add_words(out, row->advice);
	if (status && status->kind == NODE_SCALAR)
		add_words(out, status->text);
}

void rows_lead(struct rows *rows, const struct list *list)
{
	const char *label = NULL;
	for (size_t i = 0; i < rows->count; i++) {
		struct row *row = &rows->p[i];
		if (row->number <= 1)
			label = row->label;
		row->lead = row->number > 1 ? label : NULL;
		if (list_shows(list, i))
			label = NULL;
	}
}
