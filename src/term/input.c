#include "term/input.h"

#include "base/text.h"
#include "term/signals.h"
#include "term/terminal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Units: bytes 0-255, key codes of ncurses, our own codes from CODE_FIRST, and these. */
enum { UNIT_NONE = -1, UNIT_SILENCE = -2, UNIT_HANGUP = -3, UNIT_REPAINT = -4, CODE_FIRST = 2000 };
enum { PASTE_BEGIN = K_NONE + 1, PASTE_END };
enum { SEQUENCE_WAIT = 100, LONE_ESC_WAIT = 1000, ERRORS_MAX = 3 };

struct sequence {
	const char *bytes;
	uint32_t key;
};

/* What terminals send that terminfo doesn't say, or says of another terminal. */
static const struct sequence sequences[] = {
	{"\033[A", K_UP}, {"\033[B", K_DOWN}, {"\033[C", K_RIGHT}, {"\033[D", K_LEFT},
	{"\033OA", K_UP}, {"\033OB", K_DOWN}, {"\033OC", K_RIGHT}, {"\033OD", K_LEFT},
	{"\033[H", K_HOME}, {"\033OH", K_HOME}, {"\033[1~", K_HOME}, {"\033[7~", K_HOME},
	{"\033[F", K_END}, {"\033OF", K_END}, {"\033[4~", K_END}, {"\033[8~", K_END},
	{"\033[2~", K_INSERT}, {"\033[3~", K_DELETE}, {"\033[5~", K_PAGE_UP}, {"\033[6~", K_PAGE_DOWN},
	{"\033[Z", K_BACKTAB}, {"\033OP", K_F1}, {"\033[11~", K_F1}, {"\033[[A", K_F1},
	{"\033[1;5C", K_WORD_RIGHT}, {"\033[1;5D", K_WORD_LEFT}, {"\033[5C", K_WORD_RIGHT}, {"\033[5D", K_WORD_LEFT},
	{"\033[1;3C", K_WORD_RIGHT}, {"\033[1;3D", K_WORD_LEFT}, {"\033Oc", K_WORD_RIGHT}, {"\033Od", K_WORD_LEFT},
	{"\033[1;2A", K_SELECT_UP}, {"\033[1;2B", K_SELECT_DOWN}, {"\033[1;2C", K_SELECT_RIGHT}, {"\033[1;2D", K_SELECT_LEFT},
	{"\033[a", K_SELECT_UP}, {"\033[b", K_SELECT_DOWN}, {"\033[c", K_SELECT_RIGHT}, {"\033[d", K_SELECT_LEFT},
	{"\033[1;5H", K_TEXT_START}, {"\033[7^", K_TEXT_START}, {"\033[1;5F", K_TEXT_END}, {"\033[8^", K_TEXT_END},
	/* the block of digits when it is an "application keypad" (PuTTY) */
	{"\033OM", K_ENTER}, {"\033Oj", '*'}, {"\033Ok", '+'}, {"\033Ol", ','}, {"\033Om", '-'}, {"\033On", '.'},
	{"\033Oo", '/'}, {"\033OX", '='}, {"\033Op", '0'}, {"\033Oq", '1'}, {"\033Or", '2'}, {"\033Os", '3'}, {"\033Ot", '4'},
	{"\033Ou", '5'}, {"\033Ov", '6'}, {"\033Ow", '7'}, {"\033Ox", '8'}, {"\033Oy", '9'},
	{"\033[200~", PASTE_BEGIN}, {"\033[201~", PASTE_END},
};
enum { SEQUENCES = sizeof sequences / sizeof sequences[0] };

static const char paste_end[] = "\033[201~";

static const struct {
	int code;
	uint32_t key;
} codes[] = {
	{KEY_UP, K_UP}, {KEY_DOWN, K_DOWN}, {KEY_LEFT, K_LEFT}, {KEY_RIGHT, K_RIGHT}, {KEY_HOME, K_HOME}, {KEY_END, K_END},
	{KEY_PPAGE, K_PAGE_UP}, {KEY_NPAGE, K_PAGE_DOWN}, {KEY_BTAB, K_BACKTAB}, {KEY_BACKSPACE, K_BACKSPACE}, {KEY_DC, K_DELETE},
	{KEY_IC, K_INSERT}, {KEY_ENTER, K_ENTER}, {KEY_F(1), K_F1}, {KEY_HELP, K_F1}, {KEY_SLEFT, K_SELECT_LEFT},
	{KEY_SRIGHT, K_SELECT_RIGHT}, {KEY_SR, K_SELECT_UP}, {KEY_SF, K_SELECT_DOWN}, {KEY_RESIZE, K_RESIZE},
};

void input_init(struct input *in, int fd)
{
	*in = (struct input){.fd = fd, .held = UNIT_NONE, .window = newpad(1, 1)};
	keypad(in->window, TRUE);
	nodelay(in->window, TRUE);
	meta(in->window, TRUE);
	for (size_t i = 0; i < SEQUENCES; i++)
		define_key(sequences[i].bytes, CODE_FIRST + (int)i);
}

void input_clear(struct input *in)
{
	delwin(in->window);
	str_free(&in->paste);
	str_free(&in->text);
}

int64_t input_clock(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool input_pending(const struct input *in)
{
	struct pollfd fd = {.fd = in->fd, .events = POLLIN};
	return in->held != UNIT_NONE || poll(&fd, 1, 0) == 1;
}

/* Waits for bytes: UNIT_NONE when reading may give something. */
static int wait_for_bytes(struct input *in, int timeout, bool watch_output)
{
	struct pollfd fds[2] = {{.fd = in->fd, .events = POLLIN}, {.fd = STDOUT_FILENO, .events = POLLOUT}};
	int ready = signals_poll(fds, watch_output ? 2 : 1, timeout);
	if (signals_take(SIGHUP) || signals_take(SIGTERM))
		return UNIT_HANGUP;
	if (signals_take(SIGTSTP))
		return terminal_suspend() ? UNIT_REPAINT : UNIT_NONE;
	if (signals_take(SIGCONT)) {
		terminal_resume();
		return UNIT_REPAINT;
	}
	if (ready == 0)
		return UNIT_SILENCE;
	if (ready < 0)
		return UNIT_NONE; /* a signal: SIGWINCH, and wgetch knows */
	if (fds[0].revents & POLLIN)
		return ++in->errors > ERRORS_MAX ? UNIT_HANGUP : UNIT_NONE;
	if (fds[0].revents)
		return UNIT_HANGUP;
	return UNIT_SILENCE;
}

static int read_unit(struct input *in, int timeout, bool watch_output)
{
	int unit = in->held;
	in->held = UNIT_NONE;
	if (unit != UNIT_NONE)
		return unit;
	int64_t until = input_clock() + timeout;
	for (;;) {
		unit = wgetch(in->window);
		if (unit != ERR) {
			in->errors = 0;
			return unit;
		}
		int64_t left = timeout < 0 ? -1 : until - input_clock();
		unit = wait_for_bytes(in, timeout >= 0 && left < 0 ? 0 : (int)left, watch_output);
		if (unit != UNIT_NONE)
			return unit;
	}
}

static uint32_t key_of_code(int code)
{
	if (code >= CODE_FIRST && code < CODE_FIRST + SEQUENCES)
		return sequences[code - CODE_FIRST].key;
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
		if (codes[i].code == code)
			return codes[i].key;
	return K_NONE;
}

/* The rest of ESC [ … or ESC O …, which no table knows: nothing of it is text.  ESC [ ends
 * with @ to ~ (and the Linux console has ESC [ [ and one more). */
static uint32_t swallow_sequence(struct input *in, int intro)
{
	char bytes[8];
	for (size_t n = 0;; n++) {
		int unit = read_unit(in, SEQUENCE_WAIT, false);
		if (unit == UNIT_SILENCE)
			return K_NONE;
		if (unit < 0x20 || unit > 0x7e) {
			in->held = unit; /* no part of it: a key, or worse */
			return K_NONE;
		}
		if (n < sizeof bytes)
			bytes[n] = (char)unit;
		if (unit < 0x40 || (n == 0 && intro == '[' && unit == '['))
			continue;
		bool paste = intro == '[' && n == 3 && memcmp(bytes, "200~", 4) == 0;
		return paste ? PASTE_BEGIN : K_NONE;
	}
}

static uint32_t take_esc(struct input *in)
{
	int next = read_unit(in, 0, false); /* wgetch has waited ESCDELAY for it */
	if (next == '[' || next == 'O')
		return swallow_sequence(in, next);
	if (next == UNIT_SILENCE)
		in->lone_esc = input_clock();
	else
		in->held = next;
	return K_ESC;
}

static uint32_t take_control(struct input *in, int byte)
{
	switch (byte) {
	case 0x1b:
		return take_esc(in);
	case 0x7f:
	case '\b':
		return K_BACKSPACE;
	case '\n':
		return K_ENTER;
	case 0:
		return K_NONE;
	default:
		return (uint32_t)byte;
	}
}

static int bytes_wanted(int lead)
{
	return lead >= 0xc2 && lead <= 0xdf ? 2 : (lead & 0xf0) == 0xe0 ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

/* One more byte of a character of several; K_NONE until it is whole, and where it is none. */
static uint32_t take_part(struct input *in, int byte)
{
	if ((byte & 0xc0) == 0x80) {
		if (!in->have)
			return K_NONE;
	} else {
		in->have = 0; /* what was torn is gone, this one begins anew */
		in->want = bytes_wanted(byte);
		if (!in->want)
			return K_NONE;
	}
	in->part[in->have++] = (char)byte;
	if (in->have < in->want)
		return K_NONE;
	uint32_t cp;
	size_t used = text_decode(in->part, (size_t)in->have, &cp);
	bool whole = used == (size_t)in->have && cp >= 0xa0 && (cp & 0xfffe) != 0xfffe;
	in->have = 0;
	return whole ? cp : K_NONE;
}

/* An arrow that the line tore apart comes as Esc, and later "[A". */
static bool ends_torn_sequence(struct input *in, int unit)
{
	int64_t since = in->lone_esc;
	in->lone_esc = 0;
	return since && (unit == '[' || unit == 'O') && input_clock() - since <= LONE_ESC_WAIT;
}

static uint32_t take_unit(struct input *in, int unit)
{
	if (ends_torn_sequence(in, unit))
		return swallow_sequence(in, unit);
	if (unit >= 0x80 && unit <= 0xff)
		return take_part(in, unit);
	in->have = 0;
	return unit < 0x80 ? take_control(in, unit) : key_of_code(unit);
}

static void keep_pasted(struct input *in, const char *bytes, size_t len)
{
	if (in->paste.len + len > INPUT_PASTE_MAX)
		in->cut = true;
	else if (!in->cut)
		str_add(&in->paste, bytes, len);
}

/* One more unit of a paste; true at its end.  The end may come as a key, or torn, as bytes; where it
 * never comes Ctrl-C after a silence is a person who is stuck. */
static bool take_pasted(struct input *in, int unit)
{
	int64_t now = input_clock(), silence = now - in->pasted_at;
	in->pasted_at = now;
	if (unit == K_CTRL_C && silence >= LONE_ESC_WAIT)
		return true;
	if (unit != paste_end[in->mark]) {
		keep_pasted(in, paste_end, (size_t)in->mark);
		in->mark = 0;
	}
	if (unit > 0xff)
		return key_of_code(unit) == PASTE_END;
	if (unit == paste_end[in->mark]) {
		in->mark++;
		return paste_end[in->mark] == '\0';
	}
	char byte = (char)unit;
	keep_pasted(in, &byte, 1);
	return false;
}

static void begin_paste(struct input *in)
{
	str_clear(&in->paste);
	in->pasting = true;
	in->cut = false;
	in->mark = 0;
	in->pasted_at = input_clock();
}

static bool may_paste(uint32_t cp)
{
	return cp == '\n' || cp == '\t' || (cp >= 0x20 && cp < 0x7f) || cp >= 0xa0;
}

/* Line ends become LF, other control characters go, bytes that are no text become U+FFFD. */
static void end_paste(struct input *in, struct event *ev)
{
	const char *s = str_text(&in->paste);
	size_t len = in->paste.len;
	in->pasting = false;
	str_clear(&in->text);
	for (size_t i = 0, n; i < len; i += n) {
		uint32_t cp;
		char out[4];
		n = text_decode(s + i, len - i, &cp);
		if (in->cut && cp == 0xfffd && n == 1 && len - i < sizeof out)
			break; /* the character that was cut in two */
		if (cp == '\r' && i + 1 < len && s[i + 1] == '\n')
			continue;
		if (cp == '\r')
			cp = '\n';
		if (may_paste(cp))
			str_add(&in->text, out, text_encode(cp, out));
	}
	*ev = (struct event){.key = K_PASTE, .text = str_text(&in->text), .len = in->text.len, .cut = in->cut};
}

static uint32_t take_key(struct input *in, int unit)
{
	uint32_t key = take_unit(in, unit);
	if (key == PASTE_BEGIN)
		begin_paste(in);
	return key < PASTE_BEGIN ? key : K_NONE;
}

void input_next(struct input *in, int timeout, bool watch_output, struct event *ev)
{
	*ev = (struct event){.key = K_NONE};
	while (ev->key == K_NONE) {
		int unit = read_unit(in, timeout, watch_output);
		if (unit == UNIT_SILENCE) {
			ev->key = K_TICK;
		} else if (unit == UNIT_HANGUP) {
			ev->key = K_HANGUP;
		} else if (unit == UNIT_REPAINT) {
			ev->key = K_RESIZE;
		} else if (!in->pasting || unit == KEY_RESIZE) {
			ev->key = take_key(in, unit);
		} else if (take_pasted(in, unit)) {
			end_paste(in, ev);
		}
	}
}
