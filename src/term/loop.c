#include "term/ui.h"

#include "base/taal.h"
#include "term/input.h"
#include "term/stack.h"
#include "term/terminal.h"

#include <stdint.h>
#include <unistd.h>

enum { SILENCE = 250, TYPING = 2000, DRAW_LATE = 50 };

/* When ticks are due, by input_clock; NEVER: not before the next key. */
#define NEVER INT64_MAX
struct rhythm {
	int64_t wanted; /* a screen asked for it */
	int64_t quiet;  /* a while after the last key … */
	int64_t latest; /* … but not later, however many keys come */
	int64_t drawn;
};

static int64_t lesser(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static void after_key(struct rhythm *r, const struct ui *ui)
{
	if (!ui_wants_ticks(ui))
		return;
	int64_t now = input_clock();
	r->latest = lesser(r->latest, now + TYPING);
	r->quiet = lesser(now + SILENCE, r->latest);
}

static void do_tick(struct rhythm *r, struct ui *ui)
{
	int wait = ui_tick(ui);
	r->quiet = r->latest = NEVER;
	r->wanted = wait < 0 ? NEVER : input_clock() + wait;
}

/* Keys that wait go before drawing, unless that leaves the screen too far behind. */
static void draw_if_asked(struct rhythm *r, struct ui *ui, const struct input *in)
{
	if (!ui->dirty || !terminal_writable())
		return;
	if (input_pending(in) && input_clock() - r->drawn < DRAW_LATE)
		return;
	frame_draw(ui);
	r->drawn = input_clock();
}

/* How long to wait for a key; -1: for ever. */
static int patience(const struct rhythm *r, const struct ui *ui)
{
	int64_t due = lesser(r->wanted, r->quiet), left = due - input_clock();
	if (ui->dirty) /* what came last may have been no key */
		left = lesser(left, DRAW_LATE);
	else if (due == NEVER)
		return -1;
	return left > 0 ? (int)lesser(left, INT32_MAX) : 0;
}

static void run(struct ui *ui, struct input *in)
{
	struct rhythm r = {.wanted = NEVER, .quiet = NEVER, .latest = NEVER};
	while (!ui->quit) {
		if (r.quiet <= input_clock())
			do_tick(&r, ui); /* drafts first: drawing waits where the line does */
		draw_if_asked(&r, ui, in);
		if (ui->soon && ui_wants_ticks(ui))
			r.wanted = input_clock();
		ui->soon = false;
		struct event ev;
		input_next(in, patience(&r, ui), ui->dirty, &ev);
		if (ev.key != K_TICK) {
			ui_handle(ui, &ev);
			after_key(&r, ui);
		} else if (input_clock() >= lesser(r.wanted, r.quiet)) {
			do_tick(&r, ui);
		}
	}
}

enum code ui_run(struct screen *take_first, struct err *e)
{
	struct ui ui = {0};
	ui_open(&ui, take_first);
	enum code code = terminal_start(e);
	if (!code) {
		struct input in;
		input_init(&in, STDIN_FILENO);
		run(&ui, &in);
		input_clear(&in);
		terminal_stop();
	}
	if (ui.unkept)
		code = err_set(e, ERR_IO, _("Bij het stoppen kon wat nog niet bewaard was niet als concept worden weggeschreven."));
	ui_clear(&ui);
	return code;
}
