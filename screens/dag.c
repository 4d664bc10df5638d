/* The plan as it stood on a day: asks for it, and goes to the version that stood at the end of that day. */
#include "screens/geschiedenis.h"

#include "base/mem.h"
#include "base/taal.h"
#include "term/ask.h"

#include <stdlib.h>

void dag_look(struct ui *ui, struct geschiedenis *g)
{
	struct str when = {0};
	for (size_t i = 0; g->day.typed && i < g->list.count; i++) {
		const struct history_row *row = history_row(g->history, i);
		if (!list_shows(&g->list, i) || date_shown(row->when) >= g->day.until)
			continue;
		list_choose(&g->list, i);
		date_long(&when, row->when);
		ui_message(ui, _("%s: toen gold de versie van %s."), g->day.typed, when.p);
		free(g->day.typed);
		g->day.typed = NULL;
	}
	if (g->day.typed && !geschiedenis_is_reading(g)) {
		ui_message(ui, _("%s: toen was er nog geen versie."), g->day.typed);
		free(g->day.typed);
		g->day.typed = NULL;
	}
	str_free(&when);
}

static void say_day(void *ctx, const char *text, size_t len, struct str *out)
{
	int64_t from, until;
	(void)ctx;
	(void)len;
	if (*text && !date_read_span(text, &from, &until))
		str_add_text(out, _("nog geen datum; bijvoorbeeld: 8 maart 2019, 8-3-2019 of maart 2019"));
}

static bool accept_day(struct ui *ui, void *ctx, const char *text, size_t len, enum ask_how how)
{
	struct geschiedenis *g = ctx;
	int64_t from;
	if (how == ASK_BACK || len == 0)
		return true;
	if (!date_read_span(text, &from, &g->day.until)) {
		ui_error(ui, _("Dit is geen datum. Typ bijvoorbeeld 8 maart 2019, 8-3-2019 of maart 2019."));
		return false;
	}
	free(g->day.typed);
	g->day.typed = mem_text(text);
	return true;
}

static void day_taken(struct ui *ui, void *ctx, enum ask_how how)
{
	struct geschiedenis *g = ctx;
	if (how == ASK_BACK)
		return;
	if (filter_is_open(&g->filter))
		filter_close(&g->filter);
	if (vraag_is_set(&g->vraag)) { /* which one stood then is no matter of who wrote it, or of what */
		vraag_clear(&g->vraag);
		geschiedenis_ask_anew(ui, g);
	}
	dag_look(ui, g);
	ui_tick_soon(ui);
}

void dag_ask(struct ui *ui, struct geschiedenis *g)
{
	static const struct ask_owner owner = {.accept = accept_day, .taken = day_taken};
	ask_line(ui, &(struct ask){.title = _("Hoe stond het op een dag?"), .label = _("Datum"), .text = "", .meaning = say_day,
				   .help = _("Buurtplan kiest de versie die aan het eind van die dag gold. Met b ziet u die helemaal."),
				   .clip = g->clip, .owner = &owner, .ctx = g});
}
