#include "term/input.h"

#include "base/text.h"
#include "term/sequences.h"
#include "term/signals.h"
#include "term/terminal.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Units: bytes 0-255, codes of keys (ncurses' and those of sequences.c), and these. */
enum { UNIT_NONE = -1, UNIT_SILENCE = -2, UNIT_HANGUP = -3, UNIT_REPAINT = -4 };
/* Milliseconds.  Nobody types ESC [ in one go, so that what comes after it may take its time; after a lone Esc a [
 * may be one that was typed. */
enum { SEQUENCE_WAIT = 1000, TORN_WAIT = 100, LONE_ESC_WAIT = 1000, PASTE_WAIT = 2000, DOUBLE_CLICK = 500 };
enum { ERRORS_MAX = 3, SEQUENCE_MAX = 24 };

static const char paste_end[] = "\033[201~";

void input_init(struct input *in, int fd)
{
	*in = (struct input){.fd = fd, .held = UNIT_NONE, .window = newpad(1, 1)};
	keypad(in->window, TRUE);
	nodelay(in->window, TRUE);
	meta(in->window, TRUE);
	sequences_define();
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
	return in->held != UNIT_NONE || in->resized || poll(&fd, 1, 0) == 1;
}

static bool asked_to_go(void)
{
	return signals_take(SIGHUP) || signals_take(SIGTERM);
}

/* Waits for bytes: UNIT_NONE when reading may give something. */
static int wait_for_bytes(struct input *in, int timeout, bool watch_output)
{
	struct pollfd fds[2] = {{.fd = in->fd, .events = POLLIN}, {.fd = STDOUT_FILENO, .events = POLLOUT}};
	if (asked_to_go()) /* while we drew */
		return UNIT_HANGUP;
	int ready = signals_poll(fds, watch_output ? 2 : 1, timeout);
	if (asked_to_go())
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

/* The next unit of a sequence.  A new size that comes in between is for later. */
static int read_part(struct input *in, int timeout)
{
	for (;;) {
		int unit = read_unit(in, timeout, false);
		if (unit != KEY_RESIZE && unit != UNIT_REPAINT)
			return unit;
		in->resized = true;
	}
}

/* What a report of the mouse says: the button pressed or the wheel turned, at a column and line from 1.  Shift, Alt and Ctrl
 * make no difference; that a button was let go or the mouse moved is nothing to us. */
static uint32_t take_mouse(struct input *in, int code, int column, int line)
{
	enum { MODIFIERS = 4 | 8 | 16, LEFT_BUTTON = 0, WHEEL_UP = 64, WHEEL_DOWN = 65 };
	if (column < 1 || line < 1)
		return K_NONE;
	in->x = column - 1;
	in->y = line - 1;
	switch (code & ~MODIFIERS) {
	case LEFT_BUTTON: return K_CLICK;
	case WHEEL_UP: return K_WHEEL_UP;
	case WHEEL_DOWN: return K_WHEEL_DOWN;
	default: return K_NONE;
	}
}

/* As terminals of old report it: ESC [ M and three bytes of any value, 32 more than the number. */
static uint32_t take_old_mouse(struct input *in)
{
	int values[3];
	for (int i = 0; i < 3; i++) {
		values[i] = read_part(in, SEQUENCE_WAIT);
		if (values[i] == UNIT_SILENCE)
			return K_NONE;
		if (values[i] < 0x20 || values[i] > 0xff) {
			in->held = values[i];
			return K_NONE;
		}
	}
	return take_mouse(in, values[0] - 0x20, values[1] - 0x20, values[2] - 0x20);
}

/* ESC [ < button ; column ; line M, with m where it was let go. */
static uint32_t key_of_sequence(struct input *in, const char *bytes)
{
	int code, column, line;
	char last, after;
	if (sscanf(bytes, "\033[<%4d;%4d;%4d%c%c", &code, &column, &line, &last, &after) == 4 && last == 'M')
		return take_mouse(in, code, column, line);
	return sequences_key(bytes);
}

/* The rest of ESC [ … or ESC O …, torn or unknown to ncurses: nothing of it is text.  ESC [ ends
 * with @ to ~ (and the Linux console has ESC [ [ and one more). */
static uint32_t take_sequence(struct input *in, int intro, int wait)
{
	char bytes[SEQUENCE_MAX] = {0x1b, (char)intro};
	for (size_t n = 2;; n++) {
		int unit = read_part(in, wait);
		if (unit == UNIT_SILENCE)
			return K_NONE;
		if (unit < 0x20 || unit > 0x7e) {
			in->held = unit; /* no part of it: a key, or worse */
			return K_NONE;
		}
		if (n < sizeof bytes - 1)
			bytes[n] = (char)unit;
		if (unit < 0x40 || (n == 2 && intro == '[' && unit == '['))
			continue;
		if (n == 2 && intro == '[' && unit == 'M')
			return take_old_mouse(in);
		return n < sizeof bytes - 1 ? key_of_sequence(in, bytes) : K_NONE;
	}
}

/* The rest of an answer of the terminal (OSC, DCS, SOS, PM, APC), up to BEL or ESC \.  True: another Esc came
 * in it, and what follows that is held. */
static bool swallow_string(struct input *in)
{
	int64_t until = input_clock() + SEQUENCE_WAIT;
	for (;;) {
		int64_t left = until - input_clock();
		int unit = left > 0 ? read_part(in, (int)left) : UNIT_SILENCE;
		if (unit == '\a' || unit == UNIT_SILENCE)
			return false;
		if (unit == 0x1b) {
			in->held = read_part(in, 0);
			if (in->held != '\\')
				return true;
			in->held = UNIT_NONE;
			return false;
		}
		if (unit < 0x20 || unit > 0xff) {
			in->held = unit;
			return false;
		}
	}
}

static uint32_t take_esc(struct input *in)
{
	for (;;) {
		int next = read_part(in, 0); /* wgetch has waited ESCDELAY for it */
		if (next == '[' || next == 'O')
			return take_sequence(in, next, SEQUENCE_WAIT);
		if (next > 0 && next < 0x80 && strchr("]PX^_", next)) {
			if (swallow_string(in))
				continue;
			return K_NONE;
		}
		if (next >= 0x20 && next <= 0xff && next != 0x7f)
			return K_NONE; /* Alt and a character: not Esc, and not the character */
		if (next == UNIT_SILENCE)
			in->lone_esc = input_clock();
		else
			in->held = next;
		return K_ESC;
	}
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
		return take_sequence(in, unit, TORN_WAIT);
	if (unit >= 0x80 && unit <= 0xff)
		return take_part(in, unit);
	in->have = 0;
	return unit < 0x80 ? take_control(in, unit) : sequences_key_of_code(unit);
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
		return sequences_key_of_code(unit) == PASTE_END;
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

/* How long to wait for the next unit: a paste ends by itself. */
static int patience(const struct input *in, int timeout)
{
	if (!in->pasting)
		return timeout;
	int64_t left = in->pasted_at + PASTE_WAIT - input_clock();
	left = left > 0 ? left : 0;
	return timeout < 0 || left < timeout ? (int)left : timeout;
}

/* A paste under way ends when its end has got lost, and when the line breaks: what came of it is text. */
static bool breaks_paste(struct input *in, int unit)
{
	if (!in->pasting || (unit != UNIT_SILENCE && unit != UNIT_HANGUP))
		return false;
	if (unit == UNIT_SILENCE)
		return input_clock() - in->pasted_at >= PASTE_WAIT;
	in->held = unit;
	return true;
}

/* The event of a key; of a click, whether it is the second of two quick ones. */
static struct event event_of(struct input *in, uint32_t key)
{
	struct event ev = {.key = key, .y = in->y, .x = in->x};
	if (key != K_CLICK)
		return ev;
	int64_t now = input_clock();
	ev.again = in->clicked_at && now - in->clicked_at < DOUBLE_CLICK && in->clicked_y == in->y && in->clicked_x == in->x;
	in->clicked_at = now;
	in->clicked_y = in->y;
	in->clicked_x = in->x;
	return ev;
}

void input_next(struct input *in, int timeout, bool watch_output, struct event *ev)
{
	*ev = (struct event){.key = K_NONE};
	while (ev->key == K_NONE) {
		int unit = in->resized ? KEY_RESIZE : read_unit(in, patience(in, timeout), watch_output);
		if (breaks_paste(in, unit)) {
			end_paste(in, ev);
		} else if (unit == UNIT_SILENCE) {
			ev->key = K_TICK;
		} else if (unit == UNIT_HANGUP) {
			ev->key = K_HANGUP;
		} else if (unit == UNIT_REPAINT || unit == KEY_RESIZE) {
			ev->key = K_RESIZE;
			in->resized = false;
		} else if (!in->pasting) {
			*ev = event_of(in, take_key(in, unit));
		} else if (take_pasted(in, unit)) {
			end_paste(in, ev);
		}
	}
}
