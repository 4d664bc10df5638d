#include "term/script.h"

#include "base/taal.h"
#include "base/text.h"
#include "term/shot.h"
#include "term/stack.h"
#include "term/terminal.h"

#include <stdlib.h>
#include <string.h>

struct script {
	const char *p, *end;
	int line;
	struct ui *ui;
	FILE *out;
};

struct word {
	const char *s;
	size_t len;
	bool quoted;
};

static void skip_blanks(struct script *sc)
{
	while (sc->p < sc->end) {
		if (*sc->p == '#')
			while (sc->p < sc->end && *sc->p != '\n')
				sc->p++;
		else if (strchr(" \t\r\n", *sc->p))
			sc->line += *sc->p++ == '\n';
		else
			return;
	}
}

/* Where a quoted word ends, or NULL: 'text' or "text", without its own quote in it. */
static const char *closing_quote(const struct script *sc)
{
	bool quote = *sc->p == '\'' || *sc->p == '"';
	return quote ? memchr(sc->p + 1, *sc->p, (size_t)(sc->end - sc->p - 1)) : NULL;
}

/* The next word; false at the end. */
static bool next_word(struct script *sc, struct word *w)
{
	skip_blanks(sc);
	if (sc->p >= sc->end)
		return false;
	const char *end = closing_quote(sc);
	w->quoted = end;
	w->s = sc->p + (end ? 1 : 0);
	if (!end)
		for (end = sc->p; end < sc->end && !strchr(" \t\r\n", *end);)
			end++;
	w->len = (size_t)(end - w->s);
	sc->p = end + w->quoted;
	return true;
}

static void handle(struct script *sc, const struct event *ev)
{
	if (sc->ui->quit)
		return;
	ui_handle(sc->ui, ev);
	if (!sc->ui->quit && sc->ui->dirty)
		frame_draw(sc->ui);
}

static void type_text(struct script *sc, struct word w)
{
	for (size_t at = 0; at < w.len;) {
		uint32_t cp;
		at += text_decode(w.s + at, w.len - at, &cp);
		handle(sc, &(struct event){.key = cp});
	}
}

static void paste(struct script *sc, struct word w)
{
	struct str text = {0};
	for (size_t i = 0; i < w.len; i++) {
		bool line_end = w.s[i] == '\\' && i + 1 < w.len && w.s[i + 1] == 'n';
		str_add_char(&text, line_end ? '\n' : w.s[i]);
		i += line_end;
	}
	handle(sc, &(struct event){.key = K_PASTE, .text = str_text(&text), .len = text.len});
	str_free(&text);
}

static bool set_size(struct script *sc, struct word w)
{
	char text[16] = "", after;
	int rows, cols;
	memcpy(text, w.s, w.len < sizeof text - 1 ? w.len : sizeof text - 1);
	if (sscanf(text, "%dx%d%c", &cols, &rows, &after) != 2 || rows < 1 || cols < 1 || rows > 500 || cols > 500)
		return false;
	resize_term(rows, cols);
	handle(sc, &(struct event){.key = K_RESIZE});
	return true;
}

static bool is(struct word w, const char *s)
{
	return !w.quoted && bytes_equal(w.s, w.len, s, strlen(s));
}

/* A click at "row,column". */
static bool click(struct script *sc, struct word w)
{
	char text[16] = "", after;
	struct event ev = {.key = K_CLICK};
	memcpy(text, w.s, w.len < sizeof text - 1 ? w.len : sizeof text - 1);
	if (sscanf(text, "%d,%d%c", &ev.y, &ev.x, &after) != 2)
		return false;
	handle(sc, &ev);
	return true;
}

/* The wheel, in the middle of the screen. */
static bool turn(struct script *sc, struct word w)
{
	bool up = is(w, "up");
	if (!up && !is(w, "down"))
		return false;
	handle(sc, &(struct event){.key = up ? K_WHEEL_UP : K_WHEEL_DOWN, .y = LINES / 2, .x = COLS / 2});
	return true;
}

/* Does what a word says; false where it says nothing we know. */
static bool do_word(struct script *sc, struct word w)
{
	struct word more;
	if (w.quoted) {
		type_text(sc, w);
		return true;
	}
	if (is(w, "SHOT"))
		return next_word(sc, &more) && (shot_write(sc->out, more.s, more.len), true);
	if (is(w, "SIZE"))
		return next_word(sc, &more) && set_size(sc, more);
	if (is(w, "CLICK"))
		return next_word(sc, &more) && click(sc, more);
	if (is(w, "WHEEL"))
		return next_word(sc, &more) && turn(sc, more);
	if (is(w, "ASCII")) {
		the_terminal.ascii = true;
		handle(sc, &(struct event){.key = K_RESIZE});
		return true;
	}
	if (is(w, "PASTE"))
		return next_word(sc, &more) && (paste(sc, more), true);
	if (is(w, "TICK")) {
		ui_tick(sc->ui);
		handle(sc, &(struct event){.key = K_TICK});
		return true;
	}
	uint32_t key = is(w, "HANGUP") ? K_HANGUP : key_from_name(w.s, w.len);
	handle(sc, &(struct event){.key = key});
	return key != K_NONE;
}

static enum code run(struct script *sc, struct err *e)
{
	struct word w;
	while (!sc->ui->quit && next_word(sc, &w))
		if (!do_word(sc, w))
			return err_at(e, ERR_USE, sc->line, 0, _("Regel %d van het script: '%.*s' is geen toets en geen opdracht."), sc->line, (int)w.len, w.s);
	if (sc->ui->quit)
		fputs("== end\n", sc->out);
	return OK;
}

enum code ui_script(struct screen *take_first, const char *script, size_t len, FILE *out, struct err *e)
{
	struct ui ui = {0};
	struct script sc = {.p = script, .end = script + len, .line = 1, .ui = &ui, .out = out};
	ui_open(&ui, take_first);
	enum code code = terminal_start_blind(e);
	if (!code) {
		resize_term(24, 80);
		frame_draw(&ui);
		code = run(&sc, e);
		terminal_stop();
	}
	ui_clear(&ui);
	return code;
}
