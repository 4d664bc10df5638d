#include "term/terminal.h"

#include "base/guard.h"
#include "base/taal.h"
#include "base/text.h"
#include "term/signals.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
/* Buttons pressed and the wheel, at any column; no motion, so that dragging with Shift copies as ever. */
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

struct terminal the_terminal;

/* The environment says which charset the terminal has: `nl_NL` and `C` have no UTF-8; saying
 * nothing is what ssh does when it passes no locale on, and then it mostly has. */
static bool speaks_utf8(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return strcasestr(value, "utf-8") || strcasestr(value, "utf8");
	}
	return true;
}

/* Terminals, and the consoles of old: their characters are few, and they have no mouse. */
static bool is_of_old(const char *type)
{
	static const char *const few[] = {"vt1", "vt2", "vt3", "vt4", "vt5", "dumb", "ansi", "cons", "linux", "xterm-mono", "unknown"};
	for (size_t i = 0; i < sizeof few / sizeof few[0]; i++)
		if (strncmp(type, few[i], strlen(few[i])) == 0)
			return true;
	return false;
}

/* TERM comes over the line as the client likes it, "../../x" too. */
static bool is_type_name(const char *type)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+._-";
	size_t len = type ? strlen(type) : 0;
	return len >= 1 && len <= 40 && strspn(type, allowed) == len;
}

static SCREEN *open_type(const char *type, FILE *out, FILE *in)
{
	SCREEN *screen = newterm(type, out, in);
	if (!screen || tigetstr("cup"))
		return screen;
	/* It can't place its cursor ("dumb"); whoever says so mostly can, as a vt100. */
	endwin();
	delscreen(screen);
	return newterm("vt100", out, in);
}

/* What puts the terminal back when there is no time for ncurses. */
static void tell_guard(struct terminal *t)
{
	static const char *const names[] = {"sgr0", "rmkx", "cnorm", "rmcup"};
	struct str bytes = {0};
	str_add_text(&bytes, t->mouse ? PASTE_OFF MOUSE_OFF : PASTE_OFF);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *s = tigetstr(names[i]);
		if (!s || s == (const char *)-1)
			continue;
		const char *padding = strstr(s, "$<");
		size_t len = padding ? (size_t)(padding - s) : strlen(s);
		if (bytes.len + len <= GUARD_BYTES)
			str_add(&bytes, s, len);
	}
	guard_terminal(STDOUT_FILENO, str_text(&bytes), bytes.len, &t->saved);
	str_free(&bytes);
}

static void write_out(const char *s)
{
	size_t len = strlen(s);
	while (len) {
		ssize_t n = write(STDOUT_FILENO, s, len);
		if (n <= 0)
			return; /* the line is gone: the next read says so */
		s += n;
		len -= (size_t)n;
	}
}

/* What we ask of it beside what ncurses does. */
static void ask_modes(const struct terminal *t, bool on)
{
	if (t->mouse && !on)
		write_out(MOUSE_OFF);
	write_out(on ? PASTE_ON : PASTE_OFF);
	if (t->mouse && on)
		write_out(MOUSE_ON);
}

void terminal_mouse(bool on)
{
	struct terminal *t = &the_terminal;
	on &= t->has_mouse;
	if (on == t->mouse)
		return;
	t->mouse = on;
	tell_guard(t);
	signals_write_begin();
	write_out(on ? MOUSE_ON : MOUSE_OFF);
	signals_write_end();
}

static void set_modes(void)
{
	raw();
	noecho();
	nonl();
	typeahead(-1); /* the loop decides when to draw */
	idlok(stdscr, TRUE);
	set_escdelay(100);
}

enum code terminal_start(struct err *e)
{
	struct terminal *t = &the_terminal;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || tcgetattr(STDIN_FILENO, &t->saved) != 0)
		return err_set(e, ERR_USE, _("Voor de schermen is een terminal nodig. In een script gebruikt u de opdrachten: zie 'buurtplan --help'."));
	text_use_utf8();
	unsetenv("LINES"); /* the terminal knows its size better */
	unsetenv("COLUMNS");
	const char *named = getenv("TERM"), *type = is_type_name(named) ? named : "xterm";
	signals_catch();
	t->screen = open_type(type, stdout, stdin);
	t->has_mouse = t->screen && !is_of_old(type);
	if (!t->screen)
		t->screen = open_type("xterm", stdout, stdin);
	if (!t->screen) {
		signals_release();
		return err_set(e, ERR_USE, _("Uw soort terminal (TERM is '%s') is hier niet bekend, en 'xterm' ook niet. Vraag de beheerder om het pakket ncurses-base."), named ? named : "");
	}
	set_modes();
	t->ascii = is_of_old(type) || !speaks_utf8();
	const char *no_colour = getenv("NO_COLOR");
	theme_init(t, has_colors() && !(no_colour && *no_colour));
	tell_guard(t);
	ask_modes(t, true);
	return OK;
}

enum code terminal_start_blind(struct err *e)
{
	struct terminal *t = &the_terminal;
	text_use_utf8();
	unsetenv("LINES");
	unsetenv("COLUMNS");
	t->in = fopen("/dev/null", "r");
	t->out = fopen("/dev/null", "w");
	t->screen = t->in && t->out ? newterm("xterm", t->out, t->in) : NULL;
	if (!t->screen) {
		terminal_stop();
		return err_set(e, ERR_IO, _("Het scherm voor het script kan niet gemaakt worden: de beschrijving van 'xterm' ontbreekt."));
	}
	t->blind = true;
	theme_init(t, false);
	return OK;
}

bool terminal_writable(void)
{
	struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
	return the_terminal.blind || poll(&out, 1, 0) == 1;
}

static void close_tty(struct terminal *t)
{
	signals_write_begin();
	if (terminal_writable()) {
		ask_modes(t, false);
		endwin();
	}
	signals_write_end();
	tcsetattr(STDIN_FILENO, TCSANOW, &t->saved);
	guard_terminal(-1, NULL, 0, NULL);
	signals_release();
}

void terminal_stop(void)
{
	struct terminal *t = &the_terminal;
	if (t->screen && t->blind)
		endwin();
	else if (t->screen)
		close_tty(t);
	if (t->screen)
		delscreen(t->screen);
	if (t->in)
		fclose(t->in);
	if (t->out)
		fclose(t->out);
	str_free(&t->clean);
	*t = (struct terminal){0};
}

/* It may have got another size while we were stopped, and nobody told us. */
static void measure(void)
{
	struct winsize size;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
		resize_term(size.ws_row, size.ws_col);
}

void terminal_resume(void)
{
	reset_prog_mode();
	signals_write_begin();
	ask_modes(&the_terminal, true);
	signals_write_end();
	measure();
	clearok(curscr, TRUE);
}

void terminal_lend(void)
{
	signals_write_begin();
	ask_modes(&the_terminal, false);
	endwin();
	signals_write_end();
}

bool terminal_suspend(void)
{
	if (getpgrp() == getsid(0))
		return false; /* no shell with jobs */
	terminal_lend();
	signals_stop_here();
	signals_take(SIGCONT);
	terminal_resume();
	return true;
}
