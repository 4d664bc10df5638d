#include "cli/json.h"

#include "base/date.h"
#include "base/taal.h"
#include "base/text.h"
#include "cli/readable.h"
#include "plan/check.h"
#include "plan/message.h"
#include "plan/path.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { JSON_SCHEMA = 1 };

/* Bytes that are no UTF-8 (a name of an old version, a file's name) become U+FFFD. */
static json_t *text_of(const char *text, size_t len)
{
	struct str whole = {0};
	for (size_t at = 0; at < len;) {
		uint32_t cp;
		char bytes[4];
		at += text_decode(text + at, len - at, &cp);
		str_add(&whole, bytes, text_encode(cp, bytes));
	}
	json_t *j = json_stringn(str_text(&whole), whole.len);
	str_free(&whole);
	return j;
}

static json_t *text(const char *s)
{
	return s ? text_of(s, strlen(s)) : json_null();
}

static json_t *node_value(const struct node *n)
{
	if (n->kind == NODE_SCALAR)
		return text_of(n->text, n->len);
	json_t *j = n->kind == NODE_MAP ? json_object() : json_array();
	for (size_t i = 0; i < n->count; i++) {
		if (n->kind == NODE_MAP)
			json_object_set_new(j, n->items[i]->key, node_value(n->items[i]));
		else
			json_array_append_new(j, node_value(n->items[i]));
	}
	return j;
}

static json_t *begin(void)
{
	json_t *j = json_object();
	json_object_set_new(j, "schema", json_integer(JSON_SCHEMA));
	return j;
}

static void finish(struct str *out, json_t *take)
{
	char *dumped = json_dumps(take, JSON_INDENT(2) | JSON_ENSURE_ASCII);
	json_decref(take);
	for (const char *c = dumped; *c; c++) {
		if (*c == 0x7f) /* ASCII to jansson */
			str_add_text(out, "\\u007f");
		else
			str_add_char(out, *c);
	}
	str_add_char(out, '\n');
	free(dumped);
}

static json_t *plan_row(const struct plan_row *row)
{
	json_t *j = json_object();
	json_object_set_new(j, "name", text(row->name));
	if (row->refused) {
		json_object_set_new(j, "refused", text(row->refused));
		json_object_set_new(j, "line", row->line ? json_integer(row->line) : json_null());
		json_object_set_new(j, "column", row->line ? json_integer(row->column) : json_null());
		return j;
	}
	json_object_set_new(j, "buurt", text(row->summary.buurt));
	json_object_set_new(j, "wijk", text(row->summary.wijk));
	json_object_set_new(j, "gemeente", text(row->summary.gemeente));
	json_object_set_new(j, "status", text(row->summary.status_value));
	json_object_set_new(j, "opgeborgen", json_boolean(row->summary.away));
	json_object_set_new(j, "speerpunten", json_integer((json_int_t)row->summary.speerpunten));
	json_object_set_new(j, "afgerond", json_integer((json_int_t)row->summary.klaar));
	return j;
}

void json_write_plans(struct str *out, const struct plan_rows *rows)
{
	json_t *j = begin(), *plans = json_array();
	for (size_t i = 0; i < rows->count; i++)
		json_array_append_new(plans, plan_row(&rows->p[i]));
	json_object_set_new(j, "plans", plans);
	finish(out, j);
}

void json_write_value(struct str *out, const char *plan, const char *path, const struct node *value)
{
	json_t *j = begin();
	json_object_set_new(j, "plan", text(plan));
	json_object_set_new(j, "path", text(path));
	json_object_set_new(j, "value", value ? node_value(value) : json_null());
	finish(out, j);
}

/* Null for a moment that no calendar has. */
static json_t *moment(struct moment m)
{
	struct str iso = {0};
	json_t *j = date_iso(&iso, m) ? json_string(iso.p) : json_null();
	str_free(&iso);
	return j;
}

static const char *kind_word(enum change_kind kind)
{
	static const char *const words[] = {"set", "added", "removed", "moved", "renamed"};
	return words[kind];
}

static json_t *change(const struct change *c)
{
	json_t *j = json_object();
	struct str path = {0}, line = {0};
	path_of(&path, c->new ? c->new : c->old);
	readable_change_line(&line, c);
	json_object_set_new(j, "kind", json_string(kind_word(c->kind)));
	json_object_set_new(j, "path", text(str_text(&path)));
	json_object_set_new(j, "text", text(str_text(&line)));
	json_object_set_new(j, "old", c->old ? node_value(c->old) : json_null());
	json_object_set_new(j, "new", c->new ? node_value(c->new) : json_null());
	if (c->kind == CHANGE_MOVED) {
		json_object_set_new(j, "from", json_integer((json_int_t)c->old->index + 1));
		json_object_set_new(j, "to", json_integer((json_int_t)c->new->index + 1));
	} else if (c->kind == CHANGE_RENAMED) {
		json_object_set_new(j, "old_key", text_of(c->old->key, c->old->key_len));
		json_object_set_new(j, "new_key", text_of(c->new->key, c->new->key_len));
	}
	str_free(&path);
	str_free(&line);
	return j;
}

static json_t *change_list(const struct change *changes, size_t count)
{
	json_t *list = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, change(&changes[i]));
	return list;
}

/* What is known of a version without a look at the plan. */
static json_t *version(const struct history_row *row, size_t number, const char *id, const char *reason)
{
	json_t *j = json_object();
	json_object_set_new(j, "version", text(id));
	json_object_set_new(j, "number", number ? json_integer((json_int_t)number) : json_null());
	json_object_set_new(j, "plan", text(row->plan));
	json_object_set_new(j, "name", text(row->name));
	json_object_set_new(j, "address", text(row->address));
	json_object_set_new(j, "when", moment(row->when));
	json_object_set_new(j, "reason", text(reason));
	json_object_set_new(j, "was", text(row->was));
	return j;
}

static json_t *paths(const struct history_row *row)
{
	json_t *list = json_array();
	const char *part = row->parts;
	for (size_t i = 0; i < row->part_count; i++, part += strlen(part) + 1)
		json_array_append_new(list, text(part));
	return list;
}

static enum code brief_version(json_t *into, struct history *h, size_t i, struct err *e)
{
	char *id = NULL, *reason = NULL;
	enum code code = history_message(h, i, &id, &reason, e);
	if (!code) {
		json_t *j = version(history_row(h, i), history_number(h, i), id, reason);
		json_object_set_new(j, "fields", paths(history_row(h, i)));
		json_array_append_new(into, j);
	}
	free(id);
	free(reason);
	return code;
}

static enum code whole_version(json_t *into, struct history *h, size_t i, struct err *e)
{
	const struct history_detail *d;
	enum code code = history_detail(h, i, &d, e);
	if (code)
		return code;
	json_t *j = version(history_row(h, i), history_number(h, i), d->version, d->reason);
	json_object_set_new(j, "first", json_boolean(d->first));
	json_object_set_new(j, "gone", json_boolean(d->gone));
	json_object_set_new(j, "from", text(d->from));
	json_object_set_new(j, "readable", json_boolean(d->readable));
	json_object_set_new(j, "changes", change_list(d->changes.p, d->changes.count));
	json_array_append_new(into, j);
	return OK;
}

enum code json_write_history(struct str *out, const char *plan, const char *path, struct history *h, bool brief, struct err *e)
{
	json_t *j = begin(), *versions = json_array();
	const char *id = strncmp(path, "speerpunten/", 12) == 0 ? path + 12 : NULL;
	enum code code = OK;
	for (size_t i = 0; !code && i < history_count(h); i++)
		code = brief ? brief_version(versions, h, i, e) : whole_version(versions, h, i, e);
	json_object_set_new(j, "plan", text(plan));
	json_object_set_new(j, "speerpunt", id ? text_of(id, strcspn(id, "/")) : json_null());
	json_object_set_new(j, "path", text(path));
	json_object_set_new(j, "total", plan ? json_integer((json_int_t)history_total(h)) : json_null());
	json_object_set_new(j, "versions", versions);
	if (code)
		json_decref(j);
	else
		finish(out, j);
	return code;
}

static json_t *unit(const struct herkomst *h, size_t i)
{
	const struct herkomst_unit *u = herkomst_unit(h, i);
	const struct history_row *row = u->state == HERKOMST_FOUND ? history_row(herkomst_history(h), u->row) : NULL;
	json_t *j = json_object();
	json_object_set_new(j, "path", text(u->path));
	json_object_set_new(j, "sentence", u->nth ? json_integer((json_int_t)u->nth) : json_null());
	json_object_set_new(j, "value", u->to ? text_of(u->node->text + u->from, u->to - u->from) : node_value(u->node));
	json_object_set_new(j, "version", text(row ? row->version : NULL));
	json_object_set_new(j, "name", text(row ? row->name : NULL));
	json_object_set_new(j, "address", text(row ? row->address : NULL));
	json_object_set_new(j, "when", row ? moment(row->when) : json_null());
	json_object_set_new(j, "reason", text(u->reason));
	return j;
}

void json_write_herkomst(struct str *out, const char *plan, const char *path, const struct herkomst *h)
{
	json_t *j = begin(), *units = json_array();
	for (size_t i = 0; i < herkomst_count(h); i++)
		json_array_append_new(units, unit(h, i));
	json_object_set_new(j, "plan", text(plan));
	json_object_set_new(j, "path", text(path));
	json_object_set_new(j, "units", units);
	finish(out, j);
}

static json_t *person(const struct opmerking *o)
{
	json_t *j = json_object();
	json_object_set_new(j, "name", text(o->name));
	json_object_set_new(j, "address", text(o->address));
	json_object_set_new(j, "when", moment(o->when));
	return j;
}

static json_t *marks(const struct opmerking_row *row, enum opmerking_kind kind)
{
	json_t *list = json_array();
	for (size_t i = 0; i < row->marks.count; i++)
		if (row->marks.p[i]->kind == kind)
			json_array_append_new(list, person(row->marks.p[i]));
	return list;
}

static json_t *remark(const struct opmerking_row *row)
{
	json_t *j = person(row->said);
	json_object_set_new(j, "id", text(row->id));
	json_object_set_new(j, "answer_to", text(row->said->about));
	json_object_set_new(j, "path", text(row->said->path));
	json_object_set_new(j, "version", text(row->said->version));
	json_object_set_new(j, "text", text(row->said->text));
	json_object_set_new(j, "waiting", json_boolean(row->waiting));
	json_object_set_new(j, "seen", marks(row, GEZIEN));
	json_object_set_new(j, "agreed", marks(row, AKKOORD));
	return j;
}

void json_write_remarks(struct str *out, const char *plan, const struct opmerkingen *o)
{
	json_t *j = begin(), *threads = json_array(), *answers = NULL;
	for (size_t i = 0; i < o->count; i++) {
		json_t *row = remark(&o->p[i]);
		bool first = o->p[i].thread == i;
		json_array_append_new(first ? threads : answers, row);
		if (first)
			json_object_set_new(row, "answers", answers = json_array());
	}
	json_object_set_new(j, "plan", text(plan));
	json_object_set_new(j, "waiting", json_integer((json_int_t)o->waiting));
	json_object_set_new(j, "remarks", threads);
	finish(out, j);
}

void json_write_remark(struct str *out, const char *id)
{
	json_t *j = begin();
	json_object_set_new(j, "saved", json_boolean(*id));
	json_object_set_new(j, "id", *id ? text(id) : json_null());
	finish(out, j);
}

static json_t *report(const struct report *r)
{
	json_t *j = json_object();
	json_object_set_new(j, r->is_file ? "file" : "plan", text(r->about));
	json_object_set_new(j, "path", text(r->path));
	json_object_set_new(j, "line", r->line ? json_integer(r->line) : json_null());
	json_object_set_new(j, "column", r->line ? json_integer(r->column) : json_null());
	json_object_set_new(j, "level", text(r->is_advice ? "advice" : "error"));
	json_object_set_new(j, "kind", text(r->kind));
	json_object_set_new(j, "text", text(r->text));
	return j;
}

static json_t *search_row(const struct search_row *row)
{
	const struct node *n = row->hit.node;
	struct str path = {0};
	json_t *j = json_object();
	path_of(&path, n);
	json_object_set_new(j, "plan", text(row->plan->name));
	json_object_set_new(j, "path", text(str_text(&path)));
	json_object_set_new(j, "value", text_of(n->text, n->len));
	json_object_set_new(j, "match", text_of(n->text + row->hit.start, row->hit.end - row->hit.start));
	str_free(&path);
	return j;
}

void json_write_search(struct str *out, const char *query, const struct searching *g)
{
	json_t *j = begin(), *hits = json_array();
	json_object_set_new(j, "query", text(query));
	for (size_t i = 0; i < searching_count(g); i++) {
		struct search_row row = searching_row(g, i);
		json_array_append_new(hits, search_row(&row));
	}
	json_object_set_new(j, "hits", hits);
	finish(out, j);
}

void json_write_reports(struct str *out, const struct reports *reports)
{
	json_t *j = begin(), *findings = json_array();
	for (size_t i = 0; i < reports->count; i++)
		json_array_append_new(findings, report(&reports->p[i]));
	json_object_set_new(j, "findings", findings);
	finish(out, j);
}

void json_write_changes(struct str *out, const char *a, const char *b, const struct diff *d)
{
	json_t *j = begin();
	json_object_set_new(j, "old", text(a));
	json_object_set_new(j, "new", text(b));
	json_object_set_new(j, "changes", change_list(d->changes.p, d->changes.count));
	finish(out, j);
}

static const char *take_word(enum take take)
{
	static const char *const words[] = {NULL, "ours", "theirs", "both", "base", "text"};
	return words[take];
}

static json_t *choice(const struct merge_choice *c)
{
	json_t *j = json_object();
	json_object_set_new(j, "id", text(c->id));
	json_object_set_new(j, "kind", text(choice_word(c->kind)));
	json_object_set_new(j, "path", text(c->path));
	json_object_set_new(j, "label", text(c->label));
	json_object_set_new(j, "base", text(c->base));
	json_object_set_new(j, "ours", text(c->ours));
	json_object_set_new(j, "theirs", text(c->theirs));
	json_object_set_new(j, "suggestion", text(c->suggestion));
	json_object_set_new(j, "why", text(c->why));
	json_object_set_new(j, "taken", text(take_word(c->taken)));
	return j;
}

static void add_choices(json_t *j, const struct merge *m)
{
	json_t *choices = json_array();
	for (size_t i = 0; m && i < m->choices.count; i++)
		json_array_append_new(choices, choice(&m->choices.p[i]));
	json_object_set_new(j, "open", json_integer(m ? (json_int_t)m->open : 0));
	json_object_set_new(j, "choices", choices);
}

void json_write_merge(struct str *out, const struct merge *m)
{
	json_t *j = begin();
	add_choices(j, m);
	finish(out, j);
}

static void add_gegevens(json_t *j, const struct gegevens *g)
{
	json_t *list = json_array();
	for (size_t i = 0; g && i < g->count; i++) {
		json_t *one = json_object();
		json_object_set_new(one, "kind", text(gegeven_word(g->p[i].kind)));
		json_object_set_new(one, "path", text(g->p[i].path));
		json_object_set_new(one, "label", text(g->p[i].where));
		json_object_set_new(one, "text", text(g->p[i].text));
		json_array_append_new(list, one);
	}
	json_object_set_new(j, "personal", list);
}

void json_write_save(struct str *out, bool saved, const struct merge *m, const struct gegevens *g)
{
	json_t *j = begin();
	json_object_set_new(j, "saved", json_boolean(saved));
	add_gegevens(j, g);
	add_choices(j, m);
	finish(out, j);
}

void json_write_unresolved(struct str *out, const struct unresolved *u)
{
	json_t *j = begin(), *plans = json_array();
	for (size_t i = 0; i < u->count; i++)
		json_array_append_new(plans, text(u->names[i]));
	json_object_set_new(j, "plans", plans);
	json_object_set_new(j, "next", text(u->go_on));
	finish(out, j);
}

void json_write_setup(struct str *out, const struct setup_report *r)
{
	json_t *j = begin(), *parts = json_array();
	for (size_t i = 0; i < SETUP_PARTS; i++) {
		const struct setup_part *p = &r->parts[i];
		json_t *part = json_object();
		json_object_set_new(part, "part", text(p->word));
		json_object_set_new(part, "setting", text(p->setting));
		json_object_set_new(part, "value", text(p->value));
		json_object_set_new(part, "works", json_boolean(!p->why));
		json_object_set_new(part, "text", text(p->why));
		json_array_append_new(parts, part);
	}
	json_object_set_new(j, "works", json_boolean(r->works));
	json_object_set_new(j, "parts", parts);
	finish(out, j);
}

/* --- answers --------------------------------------------------------------------------- */

static bool take_of(enum take *out, const char *word)
{
	if (strcmp(word, "mine") == 0)
		word = "ours";
	for (enum take take = TAKE_OURS; take <= TAKE_TEXT; take++) {
		if (strcmp(word, take_word(take)) == 0) {
			*out = take;
			return true;
		}
	}
	return false;
}

static bool is_given(const struct json_answers *a, const char *id)
{
	for (size_t i = 0; i < a->all.count; i++)
		if (strcmp(a->all.p[i].id, id) == 0)
			return true;
	return false;
}

/* An object with "id", `word` and, for a text of one's own, "text".  Without an answer (null) it says nothing. */
static enum code read_answer(struct json_answers *out, const json_t *j, const char *word, struct err *e)
{
	const char *id = json_string_value(json_object_get(j, "id"));
	const json_t *take = json_object_get(j, word), *own = json_object_get(j, "text");
	struct answer a = {0};
	if (!id || !take)
		return err_set(e, ERR_USE, _("In de antwoorden hoort bij elk een \"id\" en een \"%s\". Er is niets "
		                             "veranderd."), word);
	if (json_is_null(take))
		return OK;
	if (!json_is_string(take) || !take_of(&a.take, json_string_value(take)))
		return err_set(e, ERR_USE, _("Bij antwoord '%.40s' kan \"%s\" alleen \"mine\", \"theirs\", \"both\", "
		                             "\"base\" of \"text\" zijn. Er is niets veranderd."), id, word);
	if ((a.take == TAKE_TEXT) != json_is_string(own))
		return err_set(e, ERR_USE,
		               a.take == TAKE_TEXT ? _("Bij antwoord '%.40s' ontbreekt \"text\". Er is niets veranderd.")
		                                   : _("Bij antwoord '%.40s' hoort alleen een \"text\" als u \"text\" "
		                                       "kiest. Er is niets veranderd."),
		               id);
	if (is_given(out, id))
		return err_set(e, ERR_USE, _("Antwoord '%.40s' staat er twee keer. Er is niets veranderd."), id);
	a.id = arena_copy(&out->texts, id, strlen(id));
	a.len = own ? json_string_length(own) : 0;
	a.text = own ? arena_copy(&out->texts, json_string_value(own), a.len) : NULL;
	vec_push(&out->all, a);
	return OK;
}

static enum code read_answers(struct json_answers *out, const json_t *j, struct err *e)
{
	const json_t *answers = json_object_get(j, "answers"), *choices = json_object_get(j, "choices");
	const json_t *list = answers ? answers : choices;
	enum code code = OK;
	if (json_integer_value(json_object_get(j, "schema")) != JSON_SCHEMA || !json_is_array(list))
		return err_set(e, ERR_USE, _("De antwoorden hebben niet de goede vorm: {\"schema\": 1, \"answers\": "
		                             "[{\"id\": \"…\", \"take\": \"mine\"}]}. Er is niets veranderd."));
	for (size_t i = 0; i < json_array_size(list) && !code; i++)
		code = read_answer(out, json_array_get(list, i), answers ? "take" : "taken", e);
	return code;
}

enum code json_read_answers(struct json_answers *out, const char *bytes, size_t len, struct err *e)
{
	json_error_t why;
	*out = (struct json_answers){0};
	json_t *j = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, &why);
	if (!j)
		return err_set(e, ERR_USE, _("De antwoorden zijn geen JSON (regel %d, kolom %d). Er is niets veranderd."),
		               why.line, why.column);
	enum code code = read_answers(out, j, e);
	json_decref(j);
	return code;
}

void json_answers_clear(struct json_answers *a)
{
	vec_free(&a->all);
	arena_clear(&a->texts);
}
