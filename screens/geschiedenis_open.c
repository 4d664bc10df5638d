/* Opening the history of what a person chose in a form, of a plan, or of all plans. */
#include "screens/geschiedenis.h"

#include "base/mem.h"
#include "base/taal.h"
#include "plan/path.h"
#include "screens/open.h"
#include "screens/show.h"
#include "session/gezien.h"

#include <stdlib.h>
#include <string.h>

enum { STEP = 8 /* versions looked at in one go */, VERSION_DIGITS = 12 };

/* What a version is found by: what is known of it without a look at the plan, and its reason once that was looked up. */
static void add_part_words(struct str *out, const char *path)
{
	const struct field *f = NULL;
	for (size_t len; *path; path += len + (path[len] == '/')) {
		len = strcspn(path, "/");
		const struct field *child = schema_child(f, path, len);
		str_add_char(out, ' ');
		if (child)
			str_add_text(out, _((f = child)->label));
		else
			str_add(out, path, len);
	}
}

static void words_of(const void *ctx, size_t i, struct str *out)
{
	const struct geschiedenis *g = ctx;
	const struct history_row *row = history_row(g->history, i);
	const char *part = row->parts, *reason = geschiedenis_reason(g, i);
	date_long(out, row->when);
	str_addf(out, " %s %s", row->name ? row->name : "", row->plan ? row->plan : "");
	for (size_t k = 0; k < row->part_count; k++, part += strlen(part) + 1)
		add_part_words(out, part);
	if (reason)
		str_addf(out, " %s", reason);
}

static void open(struct ui *ui, struct session *s, struct clipboard *clip, struct work *w, const char *path, const char *name)
{
	struct geschiedenis *g = mem_alloc(sizeof *g);
	struct history *h;
	struct err e = {0};
	g->base.base.class = &geschiedenis_class;
	g->base.work = w;
	g->session = s;
	g->clip = clip;
	g->path = mem_text(path);
	g->name = mem_text(name);
	g->vraag.kind = -1;
	list_init(&g->list, &geschiedenis_list, g);
	filter_init(&g->filter, &g->list, words_of, NULL);
	if (geschiedenis_ask(g, &h, &e)) {
		ui_error(ui, "%s", e.text);
		geschiedenis_class.free(&g->base.base);
		return;
	}
	ui_open(ui, &g->base.base);
	geschiedenis_use(ui, g, h);
}

static bool goes_by_place(const char *path)
{
	for (size_t len; *path; path += len + (path[len] == '/')) {
		len = strcspn(path, "/");
		if (path_position(path, len))
			return true;
	}
	return false;
}

/* The plan as it stands on the record now. */
static enum code read_newest(struct doc **out, struct work *w, struct err *e)
{
	struct history *h;
	*out = NULL;
	enum code code = history_open(&h, w->session, &(struct history_query){.plan = sitting_plan(w->sitting)}, e);
	while (!code && !history_count(h) && !history_is_done(h))
		code = history_step(h, STEP, e);
	if (!code && !history_count(h))
		code = err_set(e, ERR_NOT_FOUND, "%s", _("Er is nog niets van bewaard."));
	if (!code)
		code = history_doc(h, 0, out, e);
	history_free(h);
	return code;
}

/* An item goes by its place, which is another one on the record where there are edits that are not saved, or others saved since. */
static enum code find_saved(struct str *out, struct work *w, const char *path, struct err *e)
{
	const struct doc *mine = sitting_doc(w->sitting);
	struct doc *newest;
	struct place p;
	struct match m;
	enum code code = path_resolve(&p, mine, path, e);
	if (!code)
		code = read_newest(&newest, w, e);
	if (code)
		return code;
	match_init(&m, mine, newest);
	const struct node *there = match_in_b(&m, p.above);
	if (there)
		path_of(out, there);
	else
		code = err_set(e, ERR_NOT_FOUND, "%s", _("Dit is nog niet bewaard. Er is nog geen geschiedenis van."));
	for (size_t i = 0; i < p.missing_count && !code; i++)
		str_addf(out, "/%s", p.missing[i]->key);
	match_clear(&m);
	doc_free(newest);
	return code;
}

void geschiedenis_open(struct ui *ui, struct work *w, const char *path)
{
	struct str saved = {0}, name = {0};
	struct err e = {0};
	show_place(&name, sitting_doc(w->sitting), path);
	enum code code = OK;
	if (goes_by_place(path))
		code = find_saved(&saved, w, path, &e);
	else
		str_add_text(&saved, path);
	if (code) {
		ui_message(ui, "%s", e.text);
	} else {
		gezien_mark(w->sitting, path);
		open(ui, w->session, w->clip, w, str_text(&saved), str_text(&name));
	}
	str_free(&saved);
	str_free(&name);
}

void geschiedenis_look(struct geschiedenis *g)
{
	size_t i = 0;
	while (g->wanted && i < g->list.count && strncmp(history_row(g->history, i)->version, g->wanted, VERSION_DIGITS) != 0)
		i++;
	if (!g->wanted || (i == g->list.count && geschiedenis_is_reading(g) && !g->list.chosen))
		return;
	if (i < g->list.count && !g->list.chosen)
		list_choose(&g->list, i);
	free(g->wanted);
	g->wanted = NULL;
}

void geschiedenis_open_at(struct ui *ui, struct work *w, const char *path, const char *version)
{
	geschiedenis_open(ui, w, path);
	if (ui_top(ui)->class != &geschiedenis_class)
		return;
	struct geschiedenis *g = (struct geschiedenis *)ui_top(ui);
	g->wanted = mem_text(version);
	geschiedenis_look(g);
}

void geschiedenis_open_all(struct ui *ui, struct session *s, struct clipboard *clip)
{
	open(ui, s, clip, NULL, "", _("alle plannen"));
}
