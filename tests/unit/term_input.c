#include "test.h"

#include "base/text.h"
#include "term/input.h"
#include "term/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* ncurses on /dev/null, with a pipe for a keyboard. */
struct keyboard {
	SCREEN *screen;
	FILE *out, *from;
	int to;
	struct input in;
	struct str seen;
};

static void plug_in(struct keyboard *k)
{
	int ends[2];
	*k = (struct keyboard){0};
	CHECK(pipe(ends) == 0);
	text_use_utf8();
	k->to = ends[1];
	k->from = fdopen(ends[0], "r");
	k->out = fopen("/dev/null", "w");
	k->screen = newterm("xterm", k->out, k->from);
	set_escdelay(100);
	raw();
	nonl();
	input_init(&k->in, ends[0]);
}

static void plug_out(struct keyboard *k)
{
	input_clear(&k->in);
	endwin();
	delscreen(k->screen);
	fclose(k->from);
	fclose(k->out);
	if (k->to >= 0)
		close(k->to);
	str_free(&k->seen);
}

static void note(struct str *seen, const struct event *ev)
{
	char name[16];
	if (seen->len)
		str_add_char(seen, ' ');
	if (ev->key == K_PASTE)
		str_addf(seen, "<%s>%s", ev->text, ev->cut ? "cut" : "");
	else if (ev->key == K_RESIZE)
		str_add_text(seen, "RESIZE");
	else if (ev->key == K_HANGUP)
		str_add_text(seen, "HANGUP");
	else
		str_add_text(seen, key_to_name(ev->key, name));
	if (key_is_mouse(ev->key))
		str_addf(seen, "@%d,%d%s", ev->y, ev->x, ev->again ? "again" : "");
}

/* What comes out until nothing more does, as names. */
static const char *events(struct keyboard *k, int wait)
{
	struct event ev;
	str_clear(&k->seen);
	for (input_next(&k->in, wait, false, &ev); ev.key != K_TICK; input_next(&k->in, wait, false, &ev)) {
		note(&k->seen, &ev);
		if (ev.key == K_HANGUP)
			break;
	}
	return str_text(&k->seen);
}

static void type(struct keyboard *k, const char *bytes, size_t len)
{
	CHECK(write(k->to, bytes, len) == (ssize_t)len);
}

TEST(bytes_become_events)
{
	static const struct {
		const char *bytes, *want;
	} cases[] = {
		{"q", "q"}, {"\x13\x1a\x03", "Ctrl-S Ctrl-Z Ctrl-C"}, {"\r\n", "Enter Enter"}, {"\t\x7f\b", "Tab Backspace Backspace"},
		{"é€😀", "é € 😀"},
		/* both forms of the arrows, and of their relatives */
		{"\033[A\033[B\033[C\033[D", "Up Down Right Left"}, {"\033OA\033OB\033OC\033OD", "Up Down Right Left"},
		{"\033[H\033OH\033[1~\033[7~", "Home Home Home Home"}, {"\033[F\033OF\033[4~\033[8~", "End End End End"},
		{"\033[5~\033[6~\033[3~\033[2~\033[Z", "PgUp PgDn Delete Insert Backtab"},
		{"\033[1;5C\033[1;5D\033[1;2C\033[1;2D", "Ctrl-Right Ctrl-Left Shift-Right Shift-Left"},
		{"\033[1;5H\033[1;5F\033OP\033[11~", "Ctrl-Home Ctrl-End F1 F1"}, {"\033OM\033Oq", "Enter 1"},
		/* sequences nobody knows are swallowed whole */
		{"\033[99;7~q", "q"}, {"\033[?1;2cq", "q"}, {"\033Oe\033[Eq", "q"}, {"\033[[Eq", "q"}, {"\033[12;\033[Aq", "Up q"},
		/* bad bytes never take a key with them */
		{"\xe9q", "q"}, {"\xc3\033[A", "Up"}, {"\xe2\x82q", "q"}, {"\xf0\x9f\x98é", "é"}, {"\x80\xbf\xff\xfeq", "q"},
		{"\xc0\xafq", "q"}, {"\xed\xa0\x80q", "q"}, {"\xf4\x90\x80\x80q", "q"}, {"\xc2\x9bq", "q"}, {"\xe2\x82\xe2\x82\xac", "€"},
		/* reports of the mouse: pressed and turned, not let go or moved; and answers of the terminal */
		{"\033[<0;3;4Mq", "Click@3,2 q"}, {"\033[<0;3;4mq", "q"}, {"\033[<64;300;100M\033[<69;1;1M", "Wheel-Up@99,299 Wheel-Down@0,0"},
		{"\033[<65;3;4mq", "q"}, {"\033[<2;3;4Mq", "q"}, {"\033[<32;3;4Mq", "q"}, {"\033[<35;3;4Mq", "q"}, {"\033[<0;0;4Mq", "q"}, {"\033[<0;3Mq", "q"},
		{"\033[<0;3;4;5Mq", "q"}, {"\033[<0;99999;4Mq", "q"}, {"\033[<0;3;4M\033[<0;3;4M\033[<0;3;5M", "Click@3,2 Click@3,2again Click@4,2"},
		{"\033[32;3;4Mq", "q"}, {"\033[M !!q", "Click@0,0 q"}, {"\033[M`\xa1\"q", "Wheel-Up@1,128 q"}, {"\033[M\xa0\xff!q", "q"}, {"\033[M \033[A", "Up"},
		{"\033]11;rgb:0000/0000/0000\aq", "q"}, {"\033]0;é\033\\q", "q"}, {"\033P>|xterm(1)\033\\q", "q"},
		{"\033_a\033\\\033^b\033\\\033Xc\033\\q", "q"}, {"\033]11;\033[Aq", "Up q"}, {"\033]1\033]2\aq", "q"}, {"\033]11;\rq", "Enter q"},
		/* Alt and a character is neither of them; another Esc is one */
		{"\033qx", "x"}, {"\033éx", "x"}, {"\033\033[A", "Esc Up"},
		/* pastes: CR and CRLF are LF, controls go, what looks like a key is none */
		{"\033[200~a\rb\r\nc\td\033[201~q", "<a\nb\nc\td> q"}, {"\033[200~\033[A\033q\x03\x01z\033[201~", "<qz>"},
		{"\033[200~\xe9\033[201~", "<\xef\xbf\xbd>"}, {"\033[200~\033[20\033[201~", "<[20>"}, {"\033[201~q", "q"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct keyboard k;
		plug_in(&k);
		type(&k, cases[i].bytes, strlen(cases[i].bytes));
		CHECK_TEXT(events(&k, 0), cases[i].want);
		plug_out(&k);
	}
}

/* The same, torn by the line. */
TEST(torn_sequences)
{
	static const struct {
		const char *first, *then, *want_first, *want_then;
	} cases[] = {
		{"\xc3", "\xa9q", "", "é q"},            /* half an é waits for the rest */
		{"\xe2\x82", "\xac", "", "€"},
		{"\xe2\x82", "q", "", "q"},
		{"\033", "[A", "Esc", "Up"},             /* an arrow that comes too late is no text */
		{"\033", "OA", "Esc", "Up"},
		{"\033", "[1;5Cq", "Esc", "Ctrl-Right q"},
		{"\033", "[99;7~q", "Esc", "q"},
		{"\033", "q", "Esc", "q"},
		{"\033", "[200~paste\033[201~", "Esc", "<paste>"},
		{"\033[200~paste\033[20", "1~q", "", "<paste> q"},
		{"\033[200~one ", "two\033[201~", "", "<one two>"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct keyboard k;
		plug_in(&k);
		type(&k, cases[i].first, strlen(cases[i].first));
		CHECK_TEXT(events(&k, 120), cases[i].want_first);
		type(&k, cases[i].then, strlen(cases[i].then));
		CHECK_TEXT(events(&k, 0), cases[i].want_then);
		plug_out(&k);
	}
}

/* Writes `first`, and `then` after a while. */
static void type_later(struct keyboard *k, const char *first, const char *then, int wait)
{
	fflush(stdout);
	pid_t pid = fork();
	if (pid == 0) {
		bool wrote = write(k->to, first, strlen(first)) > 0;
		usleep((useconds_t)wait * 1000);
		_exit(wrote && write(k->to, then, strlen(then)) > 0 ? 0 : 1);
	}
	CHECK(pid > 0);
}

/* Nobody types ESC [ in one go: what comes long after it is no text, and the key is not lost. */
TEST(sequences_torn_behind_their_beginning)
{
	static const struct {
		const char *first, *then, *want;
	} cases[] = {
		{"\033[", "A", "Up"}, {"\033O", "B", "Down"}, {"\033[1;", "5Cq", "Ctrl-Right q"}, {"\033[99;", "7~q", "q"},
		{"\033[200", "~q\r\033[201~", "<q\n>"}, {"\033[2", "00~q\033[201~x", "<q> x"}, {"\033[200", "~a", ""},
		{"\033[<0;", "3;4Mq", "Click@3,2 q"}, {"\033[M ", "!!q", "Click@0,0 q"}, {"\033]11;rgb", ":0/0/0\aq", "q"},
		{"\033[12345678901234567890", "~q", "q"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct keyboard k;
		plug_in(&k);
		type_later(&k, cases[i].first, cases[i].then, 300);
		if (!CHECK_TEXT(events(&k, 400), cases[i].want))
			printf("  case %zu\n", i);
		wait(NULL);
		plug_out(&k);
	}
}

/* A string that never ends takes a second of what is typed, no more. */
TEST(a_string_has_an_end)
{
	struct keyboard k;
	plug_in(&k);
	type_later(&k, "\033]11;", "q", 1300);
	CHECK_TEXT(events(&k, 600), "q");
	wait(NULL);
	plug_out(&k);
}

TEST(a_new_size_tears_nothing)
{
	struct keyboard k;
	plug_in(&k);
	type(&k, "\xc3", 1);
	CHECK_TEXT(events(&k, 0), "");
	ungetch(KEY_RESIZE);
	CHECK_TEXT(events(&k, 0), "RESIZE");
	type(&k, "\xa9", 1);
	CHECK_TEXT(events(&k, 0), "é");
	plug_out(&k);
}

TEST(a_paste_that_is_cut_off)
{
	struct keyboard k;
	plug_in(&k);
	type(&k, "\033[200~een\033[20", 13); /* its end never comes */
	CHECK_TEXT(events(&k, 1000), "");
	CHECK_TEXT(events(&k, 1500), "<een>");
	type(&k, "q\033[200~lange tekst", 18);
	close(k.to);
	k.to = -1;
	CHECK_TEXT(events(&k, -1), "q <lange tekst> HANGUP");
	plug_out(&k);
}

TEST(a_paste_has_an_end)
{
	struct keyboard k;
	struct event ev;
	plug_in(&k);
	type(&k, "\033[200~", 6);
	char block[4096];
	memset(block, 'a', sizeof block);
	block[sizeof block - 2] = '\xc3'; /* é: the cap must not cut one in two */
	block[sizeof block - 1] = '\xa9';
	for (int i = 0; i < 68; i++) {
		type(&k, block, sizeof block);
		events(&k, 0);
	}
	type(&k, "\033[201~", 6);
	input_next(&k.in, 0, false, &ev);
	CHECK_NUMBER(ev.key, K_PASTE);
	CHECK(ev.cut);
	CHECK(ev.len > INPUT_PASTE_MAX - 4 && ev.len <= INPUT_PASTE_MAX);
	CHECK(ev.len && memmem(ev.text, ev.len, "\xef\xbf\xbd", 3) == NULL);
	/* and where its end never comes, Ctrl-C after a while is one */
	type(&k, "\033[200~a\x03", 8);
	CHECK_TEXT(events(&k, 1050), "");
	type(&k, "\x03q", 2);
	CHECK_TEXT(events(&k, 0), "<a> q");
	plug_out(&k);
}

TEST(silence_and_the_end)
{
	struct keyboard k;
	struct event ev;
	plug_in(&k);
	int64_t before = input_clock();
	input_next(&k.in, 60, false, &ev);
	CHECK_NUMBER(ev.key, K_TICK);
	CHECK(input_clock() - before >= 59);
	type(&k, "q", 1);
	close(k.to);
	k.to = -1;
	CHECK_TEXT(events(&k, -1), "q HANGUP");
	plug_out(&k);
}

/* Whatever bytes but Esc come, the next key comes through. */
TEST(random_bytes)
{
	unsigned long long seed = test_seed();
	struct keyboard k;
	plug_in(&k);
	for (int round = 0; round < 500; round++) {
		char bytes[24];
		size_t len = 1 + test_random(&seed, sizeof bytes - 4);
		for (size_t i = 0; i < len; i++)
			do
				bytes[i] = (char)test_random(&seed, 256);
			while (bytes[i] == '\033');
		memcpy(bytes + len, "\033[A", 3);
		type(&k, bytes, len + 3);
		const char *seen = events(&k, 0);
		size_t n = strlen(seen);
		if (!CHECK(n >= 2 && strcmp(seen + n - 2, "Up") == 0))
			break;
	}
	plug_out(&k);
}

TEST(names_of_keys)
{
	static const uint32_t keys[] = {K_ENTER, K_TAB, K_ESC, K_UP, K_PAGE_DOWN, K_CTRL_S, K_F1, K_WORD_LEFT, 'q', '?', ' ', 0xe9, 0x1f600, 0x1c};
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		char name[16];
		key_to_name(keys[i], name);
		CHECK_NUMBER(key_from_name(name, strlen(name)), keys[i]);
	}
	CHECK_NUMBER(key_from_name("ctrl-s", 6), K_CTRL_S);
	CHECK_NUMBER(key_from_name("Nergens", 7), K_NONE);
	CHECK_NUMBER(key_from_name("", 0), K_NONE);
}
