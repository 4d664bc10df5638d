/* The real thing: a screen on a pseudo-terminal, with this program as the person and the line. */
#include "test.h"

#include "base/guard.h"
#include "base/mem.h"
#include "base/str.h"
#include "term/ask.h"
#include "term/list.h"
#include "term/ui.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

struct demo {
	struct screen base;
	struct list list;
	int notes; /* 't' for a tick, 'l' for leave */
};

static void row_draw(const void *ctx, size_t row, struct area a, bool chosen)
{
	(void)ctx;
	char name[40];
	snprintf(name, sizeof name, "Gerard ter Borchbuurt %zu", row);
	draw_string(a, 0, 0, 30, chosen ? ROLE_CHOSEN : ROLE_TEXT, name);
	draw_string(a, 0, 32, 40, ROLE_TEXT, "Rivierenwijk     uitvoering");
}

static const struct list_class list_class = {NULL, row_draw, NULL};

static void demo_layout(struct screen *s, struct area a)
{
	list_layout(&((struct demo *)s)->list, a);
}

static void demo_draw(const struct screen *s, struct area a)
{
	list_draw(&((const struct demo *)s)->list, a, true);
}

static bool demo_key(struct ui *ui, struct screen *s, const struct event *ev)
{
	(void)ui;
	return list_key(&((struct demo *)s)->list, ev);
}

static bool note(struct screen *s, char what)
{
	return write(((struct demo *)s)->notes, &what, 1) == 1;
}

static int demo_tick(struct ui *ui, struct screen *s)
{
	(void)ui;
	note(s, 't');
	return -1;
}

static bool demo_leave(struct ui *ui, struct screen *s)
{
	(void)ui;
	return note(s, 'l');
}

static void demo_free(struct screen *s)
{
	free(s);
}

static void run_quit(struct ui *ui, struct screen *s)
{
	(void)s;
	ui_quit(ui);
}

static void run_crash(struct ui *ui, struct screen *s)
{
	(void)ui, (void)s;
	abort();
}

static bool accept(struct ui *ui, void *ctx, const char *text, size_t len, enum ask_how how)
{
	(void)ui, (void)ctx, (void)text, (void)len, (void)how;
	return true;
}

/* A text of 5,000 words, in paragraphs of 50. */
static void run_text(struct ui *ui, struct screen *s)
{
	static const struct ask_owner owner = {.accept = accept};
	static struct clipboard clip;
	struct str text = {0};
	for (int i = 1; i <= 5000; i++)
		str_add_text(&text, i % 50 == 0 ? "slot.\n\n" : i % 7 ? "buurt " : "één bewoner ");
	str_add_text(&text, "Einde");
	ask_text(ui, &(struct ask){.title = "Inleiding", .who = "Anna", .text = text.p, .len = text.len, .clip = &clip, .owner = &owner, .ctx = s});
	str_free(&text);
}

static const struct action actions[] = {
	{"tekst", {'t'}, NULL, "Een lange tekst", run_text, NULL},
	{"storten", {'c'}, NULL, "Stort in", run_crash, NULL},
	{"stop", {'q'}, "stop", "Stopt", run_quit, NULL},
	{0},
};

static const struct screen_class demo_class = {
	.name = "demo", .help = "Buurten.", .actions = actions, .layout = demo_layout, .draw = demo_draw, .key = demo_key,
	.tick = demo_tick, .leave = demo_leave, .free = demo_free,
};

static bool mouse_changed(bool on, void *ctx)
{
	note(ctx, on ? 'M' : 'm');
	return true;
}

/* A + in front of the type: with the mouse. */
static int run_demo(int notes, const char *type)
{
	bool mouse = *type == '+';
	type += mouse;
	struct demo *d = mem_alloc(sizeof *d);
	struct err e;
	d->base.class = &demo_class;
	d->notes = notes;
	list_init(&d->list, &list_class, d);
	list_set_count(&d->list, 100);
	setenv("TERM", type, 1);
	setenv("LINES", "7", 1); /* the terminal knows better */
	guard_crashes();
	const struct ui_setup setup = {.mouse = mouse, .mouse_changed = mouse_changed, .ctx = d};
	return (int)ui_run(&d->base, &setup, &e);
}

struct session {
	pid_t pid;
	int line, notes;
	struct termios before;
	struct str shown;
};

static void begin(struct session *t, const char *type)
{
	int notes[2];
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	*t = (struct session){0};
	CHECK(pipe(notes) == 0);
	int slave;
	CHECK(openpty(&t->line, &slave, NULL, NULL, &size) == 0);
	tcgetattr(slave, &t->before);
	fflush(stdout);
	t->pid = fork();
	if (t->pid == 0) {
		close(t->line);
		login_tty(slave);
		_exit(run_demo(notes[1], type));
	}
	close(slave);
	close(notes[1]);
	t->notes = notes[0];
}

/* What comes until it is silent for `quiet` ms. */
static const char *shown(struct session *t, int quiet)
{
	struct pollfd fd = {.fd = t->line, .events = POLLIN};
	char bytes[4096];
	str_clear(&t->shown);
	while (poll(&fd, 1, quiet) == 1) {
		ssize_t n = read(t->line, bytes, sizeof bytes);
		if (n <= 0)
			break;
		str_add(&t->shown, bytes, (size_t)n);
	}
	return str_text(&t->shown);
}

static const char *press(struct session *t, const char *keys, int quiet)
{
	CHECK(write(t->line, keys, strlen(keys)) > 0);
	return shown(t, quiet);
}

/* Its notes so far; and the end of it: the status, when it ended within a second. */
static const char *noted(struct session *t, char out[64])
{
	struct pollfd fd = {.fd = t->notes, .events = POLLIN};
	ssize_t n = poll(&fd, 1, 0) == 1 ? read(t->notes, out, 63) : 0;
	out[n > 0 ? n : 0] = '\0';
	return out;
}

static int end(struct session *t)
{
	int status = -1;
	for (int i = 0; i < 100 && waitpid(t->pid, &status, WNOHANG) == 0; i++) {
		status = -1;
		usleep(10000);
	}
	if (status == -1) {
		kill(t->pid, SIGKILL);
		waitpid(t->pid, NULL, 0);
	}
	if (t->line >= 0)
		close(t->line);
	close(t->notes);
	str_free(&t->shown);
	return status;
}

static bool same_modes(const struct session *t)
{
	struct termios now;
	tcgetattr(t->line, &now);
	return now.c_lflag == t->before.c_lflag && now.c_iflag == t->before.c_iflag && now.c_oflag == t->before.c_oflag;
}

static void check_restored(struct session *t)
{
	CHECK(strstr(str_text(&t->shown), "\033[?2004l"));
	CHECK(strstr(str_text(&t->shown), "\033[?1049l"));
	CHECK(same_modes(t));
}

TEST(the_end_gives_the_terminal_back)
{
	static const struct {
		const char *keys;
		int signal, status;
		const char *notes;
	} cases[] = {{"q", 0, 0, ""}, {"", SIGTERM, 0, "l"}, {"", SIGHUP, 0, "l"}, {"c", 0, SIGABRT, ""}};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct session t;
		char notes[64];
		begin(&t, "xterm");
		CHECK(strstr(shown(&t, 150), "\033[?2004h"));
		CHECK(!same_modes(&t));
		CHECK_TEXT(noted(&t, notes), "t"); /* the first tick comes at once */
		if (cases[i].signal)
			kill(t.pid, cases[i].signal);
		if (*cases[i].keys)
			press(&t, cases[i].keys, 100);
		else
			shown(&t, 100);
		check_restored(&t);
		CHECK_TEXT(noted(&t, notes), cases[i].notes);
		CHECK_NUMBER(end(&t) & 0x7f, cases[i].status);
	}
}

#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

/* However it ends, the terminal reports nothing any more; and it was not asked to where it can't, or the person said no. */
TEST(the_mouse_is_given_back)
{
	static const struct {
		const char *type, *keys;
		int signal;
		bool asked;
	} cases[] = {{"+xterm", "q", 0, true}, {"+xterm-256color", "", SIGTERM, true}, {"+tmux-256color", "", SIGHUP, true}, {"+xterm", "c", 0, true},
	             {"xterm", "q", 0, false}, {"+vt100", "q", 0, false}, {"+linux", "q", 0, false}, {"+dumb", "c", 0, false}, {"+nooit-van-gehoord", "q", 0, false}};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct session t;
		begin(&t, cases[i].type);
		const char *on = strstr(shown(&t, 200), MOUSE_ON);
		CHECK(cases[i].asked == (on != NULL));
		CHECK(cases[i].asked || !strstr(str_text(&t.shown), "?100"));
		CHECK(!strstr(str_text(&t.shown), "?1002h") && !strstr(str_text(&t.shown), "?1003h"));
		if (cases[i].signal)
			kill(t.pid, cases[i].signal);
		if (*cases[i].keys)
			press(&t, cases[i].keys, 150);
		else
			shown(&t, 150);
		if (!CHECK(cases[i].asked == (strstr(str_text(&t.shown), MOUSE_OFF) != NULL)))
			printf("  case %zu\n", i);
		CHECK(!strstr(str_text(&t.shown), "?1000h"));
		CHECK(same_modes(&t));
		end(&t);
	}
}

TEST(the_mouse_can_be_switched)
{
	struct session t;
	char notes[64];
	begin(&t, "+xterm");
	shown(&t, 150);
	CHECK(strstr(press(&t, "\033[<0;10;6M", 50), "\xe2\x96\xb8")); /* the sign of the chosen row moves */
	CHECK(t.shown.len < 200);
	noted(&t, notes);
	CHECK(strstr(press(&t, "?\033[F", 100), "muis")); /* the help tells of it */
	CHECK(strstr(press(&t, "\033", 200), "Gerard"));
	press(&t, ":muis uit\r", 150);
	CHECK(strstr(str_text(&t.shown), MOUSE_OFF) && strstr(str_text(&t.shown), "De muis doet niet meer mee"));
	CHECK(strchr(noted(&t, notes), 'm'));
	CHECK_TEXT(press(&t, "\033[<0;10;9M", 50), ""); /* what still comes is nothing */
	press(&t, ":muis aan\r", 150);
	CHECK(strstr(str_text(&t.shown), MOUSE_ON));
	CHECK(strchr(noted(&t, notes), 'M'));
	press(&t, "q", 100);
	CHECK(strstr(str_text(&t.shown), MOUSE_OFF));
	CHECK_NUMBER(end(&t), 0);
}

TEST(a_line_that_breaks)
{
	struct session t;
	char notes[64];
	begin(&t, "xterm");
	shown(&t, 150);
	noted(&t, notes);
	close(t.line);
	t.line = -1;
	for (int i = 0; i < 50 && !*noted(&t, notes); i++)
		usleep(10000);
	CHECK_TEXT(notes, "l");
	CHECK_NUMBER(end(&t), 0);
}

/* A line that is frozen takes nothing: the drawing of a screen waits there, and the person is not lost. */
TEST(a_line_that_freezes)
{
	static const int signals[] = {SIGTERM, SIGHUP};
	for (size_t i = 0; i < 2; i++) {
		struct session t;
		char notes[64] = "";
		begin(&t, "xterm");
		shown(&t, 150);
		noted(&t, notes);
		for (int n = 0; n < 60; n++) {
			CHECK(write(t.line, "\f", 1) == 1); /* Ctrl-L: all is drawn again */
			usleep(10000);
		}
		usleep(300000);
		noted(&t, notes);
		kill(t.pid, signals[i]);
		for (int n = 0; n < 100 && !strchr(noted(&t, notes), 'l'); n++)
			usleep(10000);
		CHECK(strchr(notes, 'l'));
		CHECK_NUMBER(end(&t), 0);
	}
}

/* What doesn't fit in the guard's room is left out. */
TEST(a_type_with_much_to_say)
{
	struct session t;
	struct str path = {0};
	str_addf(&path, "%s/terminfo", getenv("SCRATCH") ? getenv("SCRATCH") : "/tmp");
	FILE *tic = popen("tic -o \"${SCRATCH:-/tmp}/terminfo\" - 2>/dev/null", "w");
	fprintf(tic, "lang|says much,\n\trmkx=\\E[?1l%0600d, use=xterm,\n", 0);
	CHECK(pclose(tic) == 0);
	setenv("TERMINFO", str_text(&path), 1);
	begin(&t, "lang");
	CHECK(strstr(shown(&t, 150), "Gerard ter Borchbuurt 0"));
	press(&t, "q", 50);
	CHECK(same_modes(&t));
	CHECK_NUMBER(end(&t), 0);
	unsetenv("TERMINFO");
	str_free(&path);
}

TEST(a_key_costs_little)
{
	struct session t;
	begin(&t, "xterm-256color");
	shown(&t, 150);
	for (int i = 0; i < 30; i++) {
		press(&t, "\033[B", 15);
		CHECK(i >= 21 || t.shown.len <= 150); /* the list, before it scrolls */
		CHECK(t.shown.len > 0 && t.shown.len <= 300);
	}
	press(&t, "\033[6~", 50);
	CHECK(t.shown.len <= 4096);
	press(&t, "q", 20);
	CHECK_NUMBER(end(&t), 0);
}

TEST(typing_in_a_long_text_costs_little)
{
	struct session t;
	begin(&t, "xterm-256color");
	shown(&t, 150);
	CHECK(strstr(press(&t, "t", 100), "Einde"));
	for (const char *typed = " en nog een paar woorden op deze regel"; *typed; typed++)
		CHECK(strlen(press(&t, (char[]){*typed, '\0'}, 15)) <= 40);
	for (int i = 0; i < 20; i++)
		CHECK(strlen(press(&t, "\033[D", 15)) <= 40);
	CHECK(strlen(press(&t, "\033[A\033[A\033[A\033[A", 30)) <= 200);
	for (int i = 0; i < 8; i++) /* in the middle of a paragraph, before a line is full */
		CHECK(strlen(press(&t, "\177", 15)) <= 200);
	press(&t, "\033", 200);
	press(&t, "q", 20);
	CHECK_NUMBER(end(&t), 0);
}

TEST(sizes_come_and_go)
{
	struct session t;
	begin(&t, "xterm");
	shown(&t, 150);
	for (int i = 0; i < 30; i++) {
		struct winsize size = {.ws_row = (unsigned short)(1 + i * 7 % 60), .ws_col = (unsigned short)(1 + i * 31 % 200)};
		ioctl(t.line, TIOCSWINSZ, &size);
		press(&t, "\033[B", 10);
	}
	struct winsize home = {.ws_row = 24, .ws_col = 80};
	ioctl(t.line, TIOCSWINSZ, &home);
	CHECK(strstr(shown(&t, 100), "Gerard ter Borchbuurt"));
	press(&t, "q", 20);
	CHECK_NUMBER(end(&t), 0);
}

TEST(ticks_follow_the_keys)
{
	struct session t;
	char notes[64];
	begin(&t, "xterm");
	shown(&t, 400);
	CHECK_TEXT(noted(&t, notes), "t");
	press(&t, "j", 150);
	CHECK_TEXT(noted(&t, notes), ""); /* not yet */
	shown(&t, 250);
	CHECK_TEXT(noted(&t, notes), "t");
	shown(&t, 400);
	CHECK_TEXT(noted(&t, notes), ""); /* and no more while nothing happens */
	for (int i = 0; i < 28; i++) /* 2.2 s of keys, never 250 ms of silence */
		press(&t, i % 2 ? "j" : "k", 80);
	CHECK_TEXT(noted(&t, notes), "t");
	press(&t, "q", 20);
	CHECK_NUMBER(end(&t), 0);
}

TEST(poor_terminals)
{
	static const struct {
		const char *type, *sign;
	} cases[] = {{"vt100", ">"}, {"dumb", ">"}, {"../../evil", "▸"}, {"nergens", "▸"}, {"vte-256color", "▸"}};
	setenv("LC_ALL", "nl_NL.UTF-8", 1); /* whether it is installed or not */
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct session t;
		begin(&t, cases[i].type);
		const char *screen = shown(&t, 150);
		CHECK(strstr(screen, "Gerard ter Borchbuurt 0"));
		CHECK(strstr(screen, cases[i].sign));
		press(&t, "q", 50);
		CHECK(same_modes(&t));
		CHECK_NUMBER(end(&t), 0);
	}
}

TEST(no_terminal)
{
	fflush(stdout);
	pid_t pid = fork();
	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);
		dup2(null, STDIN_FILENO);
		_exit(run_demo(null, "xterm"));
	}
	int status = -1;
	waitpid(pid, &status, 0);
	CHECK_NUMBER(WEXITSTATUS(status), ERR_USE);
}
