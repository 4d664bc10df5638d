#include "term/stack.h"

#include "base/taal.h"
#include "term/action.h"
#include "term/filter.h"

#include <stdarg.h>
#include <stdio.h>

struct screen *ui_top(const struct ui *ui)
{
	return ui->top;
}

uint32_t ui_last_key(const struct ui *ui)
{
	return ui->last_key;
}

void ui_redraw(struct ui *ui)
{
	ui->dirty = true;
}

void ui_tick_soon(struct ui *ui)
{
	ui->soon = true;
}

void ui_quit(struct ui *ui)
{
	ui->quit = true;
}

void ui_open(struct ui *ui, struct screen *take)
{
	struct screen *lowest = take;
	while (lowest->below)
		lowest = lowest->below;
	lowest->below = ui->top;
	ui->top = take;
	ui->on_bar = false;
	ui->soon = true;
	ui->dirty = true;
}

void ui_close(struct ui *ui)
{
	struct screen *s = ui->top;
	if (!s)
		return;
	ui->top = s->below;
	s->below = ui->closed;
	ui->closed = s;
	ui->on_bar = false;
	ui->dirty = true;
	if (!ui->top)
		ui->quit = true;
	else if (ui->top->class->resumed)
		ui->top->class->resumed(ui, ui->top);
}

static void free_all(struct screen **stack)
{
	while (*stack) {
		struct screen *s = *stack;
		*stack = s->below;
		if (s->class->free)
			s->class->free(s);
	}
}

void ui_clear(struct ui *ui)
{
	free_all(&ui->closed);
	free_all(&ui->top);
	str_free(&ui->text);
}

static void set_notice(struct ui *ui, enum notice notice, const char *fmt, va_list ap)
{
	char text[1200]; /* a struct err and more */
	vsnprintf(text, sizeof text, fmt, ap);
	str_clear(&ui->text);
	str_add_text(&ui->text, text);
	ui->notice = notice;
	ui->answered = false;
	ui->dirty = true;
}

void ui_message(struct ui *ui, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	set_notice(ui, NOTICE_MESSAGE, fmt, ap);
	va_end(ap);
}

void ui_error(struct ui *ui, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	set_notice(ui, NOTICE_ERROR, fmt, ap);
	va_end(ap);
}

static bool give_to_screen(struct ui *ui, const struct event *ev)
{
	struct screen *s = ui->top;
	return s->class->key && s->class->key(ui, s, ev);
}

static bool run_row(struct ui *ui, const struct action *rows, uint32_t key)
{
	const struct action *a = action_find(rows, ui->top, key);
	if (a)
		action_run(a, ui);
	return a;
}

/* The order that screen.h promises. */
static bool used_by_screen(struct ui *ui, const struct event *ev)
{
	const struct action *own = ui->top->class->actions;
	struct filter *f = filter_of(ui->top);
	if (filter_is_open(f) && filter_key(f, ui, ev))
		return true;
	if (!screen_is_typing(ui->top))
		return run_row(ui, own, ev->key) || give_to_screen(ui, ev);
	return give_to_screen(ui, ev) || key_is_text(ev->key) || run_row(ui, own, ev->key);
}

static void handle_paste(struct ui *ui, const struct event *ev)
{
	struct filter *f = filter_of(ui->top);
	ui->on_bar = false;
	if (!(filter_is_open(f) && filter_key(f, ui, ev)) && !give_to_screen(ui, ev))
		ui_message(ui, _("Plakken kan alleen in een tekstveld. Er is niets geplakt."));
	else if (ev->cut)
		ui_error(ui, _("De geplakte tekst was te lang: alleen de eerste 256 KB staat er nu. Plak de rest in delen."));
}

/* An error goes at Enter or Esc.  That is all the key does, but for an Enter after something else was typed: that is an
 * answer to the error, not the end of reading it. */
static bool dismisses_error(struct ui *ui, const struct event *ev)
{
	bool answered = ui->answered;
	ui->answered = true;
	if (ev->key != K_ENTER && ev->key != K_ESC)
		return false;
	ui->notice = NOTICE_NONE;
	return ev->key == K_ESC || !answered;
}

static void hang_up(struct ui *ui)
{
	for (struct screen *s = ui->top; s; s = s->below)
		if (s->class->leave && !s->class->leave(ui, s))
			ui->unkept = true;
	ui->quit = true;
}

/* A click on the key bar does what stands there; elsewhere it is the screen's, and on what was chosen already it is Enter. */
static void handle_click(struct ui *ui, struct event ev)
{
	bool enter = false, bar = ui->on_bar, error = ui->notice == NOTICE_ERROR;
	ui->notice = NOTICE_NONE;
	if (error || keybar_click(ui, &ev))
		return; /* an error was read: that is all it does */
	ui->on_bar = false;
	ev.enter = &enter;
	give_to_screen(ui, &ev);
	if (enter && !bar)
		used_by_screen(ui, &(struct event){.key = K_ENTER});
}

/* What nobody uses of the mouse does nothing; the wheel leaves what is said where it is. */
static void handle_mouse(struct ui *ui, const struct event *ev)
{
	if (ev->key == K_CLICK)
		handle_click(ui, *ev);
	else
		give_to_screen(ui, ev);
}

static void handle_key(struct ui *ui, const struct event *ev)
{
	if (frame_is_too_small()) { /* nobody types blind */
		if (ev->key == K_CTRL_C)
			hang_up(ui);
		return;
	}
	if (key_is_mouse(ev->key)) {
		handle_mouse(ui, ev);
		return;
	}
	if (ui->notice == NOTICE_ERROR && dismisses_error(ui, ev))
		return;
	if (ui->notice == NOTICE_MESSAGE)
		ui->notice = NOTICE_NONE;
	if (ev->key == K_PASTE) {
		handle_paste(ui, ev);
		return;
	}
	if ((ui->on_bar && keybar_key(ui, ev)) || used_by_screen(ui, ev) || run_row(ui, common_actions, ev->key))
		return;
	if (ev->key == K_DOWN || ev->key == K_TAB || ev->key == K_RIGHT) {
		ui->on_bar = true;
		ui->bar = 0;
	} else if (ev->key == K_ESC) {
		action_tell_how_to_stop(ui); /* the first screen: Esc never quits */
	}
}

bool ui_wants_ticks(const struct ui *ui)
{
	for (struct screen *s = ui->top; s; s = s->below)
		if (s->class->tick)
			return true;
	return false;
}

int ui_tick(struct ui *ui)
{
	int soonest = -1;
	for (struct screen *s = ui->top, *below; s; s = below) {
		below = s->below;
		int wait = s->class->tick ? s->class->tick(ui, s) : -1;
		if (wait >= 0 && (soonest < 0 || wait < soonest))
			soonest = wait;
	}
	return soonest;
}

void ui_handle(struct ui *ui, const struct event *ev)
{
	switch (ev->key) {
	case K_NONE:
	case K_TICK:
		break;
	case K_RESIZE:
		ui->repaint = true;
		ui->dirty = true;
		break;
	case K_HANGUP:
		hang_up(ui);
		break;
	default:
		ui->last_key = ev->key;
		ui->dirty = true;
		handle_key(ui, ev);
	}
	free_all(&ui->closed);
}
