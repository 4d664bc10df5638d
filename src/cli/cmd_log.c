#include "cli/command.h"

#include "base/taal.h"
#include "cli/json.h"
#include "cli/period.h"
#include "cli/print.h"
#include "cli/readable_version.h"
#include "plan/plan.h"

#include <string.h>

enum {
	STEP = 200,
	AT_ONCE = 10000 /* versions that are looked through before anybody notices */
};

/* --- of what ------------------------------------------------------------------------------ */

static void add_path(struct str *out, const struct cli *c, const char *before)
{
	str_clear(out);
	str_addf(out, "%s%s", before, c->args[1]);
	if (c->args[2])
		str_addf(out, "/%s", c->args[2]);
}

/* Was there ever a speerpunt that is called so? */
static enum code was_speerpunt(struct session *s, const char *plan, const char *id, bool *yes, struct err *e)
{
	struct history *h = NULL;
	struct str path = {0};
	str_addf(&path, "speerpunten/%s", id);
	enum code code = history_open(&h, s, &(struct history_query){.plan = plan, .path = str_text(&path)}, e);
	while (!code && !history_is_done(h) && !history_count(h))
		code = history_step(h, STEP, e);
	*yes = !code && history_count(h) > 0;
	history_free(h);
	str_free(&path);
	return code;
}

/* The second word is a speerpunt, or else another part of the plan. */
static enum code find_path(struct str *out, const struct cli *c, struct session *s, struct err *e)
{
	const char *word = c->args[1];
	bool speerpunt = true;
	enum code code = OK;
	if (!word)
		return OK;
	if (strchr(word, '/'))
		speerpunt = false;
	else if (schema_child(NULL, word, strlen(word)))
		code = was_speerpunt(s, c->args[0], word, &speerpunt, e);
	add_path(out, c, speerpunt ? "speerpunten/" : "");
	return code;
}

/* --- what is found ------------------------------------------------------------------------ */

static enum code write_row(struct cli *c, struct history *h, const char *path, size_t i, struct err *e)
{
	struct version_place at = {c->args[0], path, history_number(h, i), history_total(h)};
	const struct history_detail *d;
	if (c->given & OPTION_LIST) {
		readable_version_line(&c->out, &at, history_row(h, i));
		return OK;
	}
	enum code code = history_detail(h, i, &d, e);
	if (!code && i > 0)
		str_add_char(&c->out, '\n');
	if (!code)
		readable_version(&c->out, &at, history_row(h, i), d);
	return code;
}

/* Numbers count from the oldest: they are known where all is looked through in a moment.  Else each version comes as soon as it is found. */
static enum code write_history(struct cli *c, struct history *h, const char *path, struct err *e)
{
	int budget = c->args[0] ? AT_ONCE : STEP;
	size_t written = 0;
	enum code code;
	do {
		code = history_step(h, budget, e);
		budget = STEP;
		if (!history_is_done(h) && (c->given & OPTION_JSON || (c->args[0] && history_is_quick(h))))
			continue;
		for (; !code && !(c->given & OPTION_JSON) && written < history_count(h); written++) {
			code = write_row(c, h, path, written, e);
			if (!code && !(c->given & OPTION_LIST))
				code = print_flush(&c->out, e);
		}
		if (!code)
			code = print_flush(&c->out, e);
	} while (!code && !history_is_done(h));
	return code;
}

static void add_ids(struct str *out, struct session *s, const char *plan)
{
	struct doc *d = NULL;
	struct err none;
	const struct node *list = session_read(s, plan, &d, &none) ? NULL : plan_speerpunten(d);
	for (size_t i = 0; list && i < list->count; i++)
		if (plan_id(list->items[i]))
			str_addf(out, "%s%s", out->len ? ", " : "", plan_id(list->items[i]));
	doc_free(d);
}

static enum code never_was(const struct cli *c, struct session *s, const char *path, struct err *e)
{
	struct str ids = {0}, sentence = {0};
	bool speerpunt = strncmp(path, "speerpunten/", 12) == 0 && !c->args[2];
	str_addf(&sentence, speerpunt ? _("Het plan '%s' heeft geen speerpunt '%s', en had dat ook niet.") : _("In het plan '%s' staat niets op '%s', en dat was nooit zo."),
		 c->args[0], speerpunt ? path + 12 : path);
	add_ids(&ids, s, c->args[0]);
	if (speerpunt && ids.len)
		str_addf(&sentence, _(" U kunt kiezen uit: %s."), ids.p);
	enum code code = err_set(e, ERR_NOT_FOUND, "%s", sentence.p);
	str_free(&ids);
	str_free(&sentence);
	return code;
}

/* What has no version was never there; else there is none that fits. */
static enum code check_found(const struct cli *c, struct session *s, const struct history *h, const char *path, struct err *e)
{
	if (history_count(h))
		return OK;
	if (c->args[1] && !history_total(h))
		return never_was(c, s, path, e);
	return err_set(e, ERR_NO, _("Er is geen versie die hierbij past. Vraag een langere periode, of minder tegelijk."));
}

enum code cmd_log(struct cli *c, struct err *e)
{
	struct session *s = NULL;
	struct history *h = NULL;
	struct str path = {0};
	struct history_query q = {.plan = c->args[0], .author = c->author, .field = c->field, .text = c->text};
	c->about = c->args[0];
	enum code code = period_read(c, &q.since, &q.until, e);
	if (!code)
		code = session_open(&s, c->dir, c->als, NULL, e);
	if (!code)
		code = find_path(&path, c, s, e);
	q.path = str_text(&path);
	if (!code)
		code = history_open(&h, s, &q, e);
	if (!code)
		code = write_history(c, h, q.path, e);
	if (!code)
		code = check_found(c, s, h, q.path, e);
	if (c->given & OPTION_JSON && (!code || code == ERR_NO) && h) {
		struct err other;
		enum code written = json_write_history(&c->out, c->args[0], q.path, h, c->given & OPTION_LIST, code ? &other : e);
		code = code ? code : written;
	}
	str_free(&path);
	history_free(h);
	session_free(s);
	return code;
}
