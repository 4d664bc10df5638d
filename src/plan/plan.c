#include "plan/plan.h"

#include "plan/value.h"

#include <stdlib.h>
#include <string.h>

const struct node *plan_get(const struct node *record, const char *key)
{
	if (record && record->kind == NODE_SCALAR && schema_is_item(record)) {
		const struct field *f = schema_of(record);
		return f && f->kind == KIND_RECORDS && strcmp(schema_first(f)->key, key) == 0 ? record : NULL;
	}
	const struct node *n = node_get(record, key);
	return node_is_absent(n) ? NULL : n;
}

const char *plan_text(const struct node *record, const char *key)
{
	const struct node *n = plan_get(record, key);
	return n && n->kind == NODE_SCALAR ? n->text : "";
}

const struct node *plan_list(const struct node *record, const char *key)
{
	const struct node *n = plan_get(record, key);
	return n && n->kind == NODE_LIST ? n : NULL;
}

const struct node *plan_speerpunten(const struct doc *d)
{
	const struct node *list = plan_list(d->root, "speerpunten");
	return list && list->count > 0 ? list : NULL;
}

const struct node *plan_find_id(const struct node *list, const char *id, size_t len)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct node *n = plan_get(list->items[i], "id");
		if (n && n->kind == NODE_SCALAR && bytes_equal(n->text, n->len, id, len))
			return list->items[i];
	}
	return NULL;
}

const char *plan_id(const struct node *item)
{
	const char *id = plan_text(item, "id");
	return *id ? id : NULL;
}

const char *plan_name(const struct node *item)
{
	const char *titel = plan_text(item, "titel");
	return *titel ? titel : plan_text(item, "id");
}

bool plan_is_read_only(const struct doc *d)
{
	const struct node *n = plan_get(d->root, "formaat");
	return n && n->kind == NODE_SCALAR && value_is_number(n->text, n->len) && strtod(n->text, NULL) > PLAN_FORMAAT;
}

static bool is_done(const struct node *speerpunt)
{
	const char *status = plan_text(speerpunt, "status");
	return strcmp(status, "afgerond") == 0 || strcmp(status, "overgedragen") == 0;
}

int plan_progress(const struct node *speerpunt)
{
	const struct node *list = plan_list(speerpunt, "activiteiten");
	size_t all = 0, done = 0;
	if (is_done(speerpunt))
		return 100;
	for (size_t i = 0; list && i < list->count; i++) {
		const char *status = plan_text(list->items[i], "status");
		all += strcmp(status, "vervallen") != 0;
		done += strcmp(status, "klaar") == 0;
	}
	return all ? (int)(100 * done / all) : 0;
}

static void count_speerpunten(struct plan_summary *out, const struct node *list)
{
	size_t counted = 0, sum = 0;
	for (size_t i = 0; i < list->count; i++) {
		const struct node *item = list->items[i];
		out->klaar += is_done(item);
		if (strcmp(plan_text(item, "status"), "gestopt") == 0)
			continue;
		counted++;
		sum += (size_t)plan_progress(item);
	}
	out->speerpunten = list->count;
	out->progress = counted ? (int)(sum / counted) : 0;
}

const char *plan_show_status(const char *value)
{
	const char *label = schema_choice_label(schema_find("status"), value, strlen(value));
	return label ? label : value;
}

void plan_summarise(struct plan_summary *out, const struct doc *d)
{
	const char *status = plan_text(d->root, "status");
	const struct node *list = plan_speerpunten(d);
	*out = (struct plan_summary){
		.buurt = plan_text(d->root, "buurt"),
		.wijk = plan_text(d->root, "wijk"),
		.gemeente = plan_text(d->root, "gemeente"),
		.status = plan_show_status(status),
		.status_value = status,
		.away = strcmp(plan_text(d->root, "opgeborgen"), "ja") == 0,
	};
	if (list)
		count_speerpunten(out, list);
}

/* An item of a list of records that is a bare text is its first field. */
static const struct field *text_field(const struct node *n)
{
	const struct field *f = schema_of(n);
	return f && f->kind == KIND_RECORDS && schema_is_item(n) ? schema_first(f) : f;
}

void plan_show_value(struct str *out, const struct node *n)
{
	if (n->kind == NODE_SCALAR)
		value_show(out, text_field(n), n->text, n->len);
}
