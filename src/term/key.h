/* What comes in: a key, a paste, a new size, a tick or the end of the line. */
#ifndef TERM_KEY_H
#define TERM_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A code point below K_FIRST is itself (Ctrl-S is 0x13); the rest have names. */
enum key {
	K_CTRL_A = 0x01, K_CTRL_C = 0x03, K_CTRL_F = 0x06, K_CTRL_K = 0x0b, K_CTRL_L = 0x0c, K_CTRL_O = 0x0f, K_CTRL_P = 0x10,
	K_CTRL_S = 0x13, K_CTRL_V = 0x16, K_CTRL_X = 0x18, K_CTRL_Y = 0x19, K_CTRL_Z = 0x1a,
	K_TAB = 0x09, K_ENTER = 0x0d, K_ESC = 0x1b,
	K_FIRST = 0x110000,
	K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END, K_PAGE_UP, K_PAGE_DOWN, K_BACKTAB,
	K_BACKSPACE, K_DELETE, K_WORD_LEFT, K_WORD_RIGHT, K_SELECT_LEFT, K_SELECT_RIGHT, K_SELECT_UP, K_SELECT_DOWN,
	K_TEXT_START, K_TEXT_END, /* Ctrl-Home, Ctrl-End */
	K_F1, K_INSERT,
	K_CLICK, K_WHEEL_UP, K_WHEEL_DOWN, /* the mouse, at `y` and `x` */
	K_PASTE,  /* `text` holds it, line ends LF */
	K_RESIZE, /* the size is already the new one */
	K_TICK,   /* nothing came for a while: time for drafts and slices of long work */
	K_HANGUP, /* the line is gone or we are asked to leave: save the draft and go */
	K_NONE    /* bytes that mean nothing */
};

struct event {
	uint32_t key;
	/* K_CLICK and the wheel: the cell of the screen, from 0.  Who gets a click on what was chosen already sets *enter (which
	 * may be NULL): Enter is pressed there then. */
	int y, x;
	bool again; /* a click that follows at once on another in the same cell: perhaps meant for what stood there then */
	bool *enter;
	/* K_PASTE only; borrowed until the next event: UTF-8, line ends LF, no other control character than TAB. */
	const char *text;
	size_t len;
	bool cut; /* the paste was longer than INPUT_PASTE_MAX (the loop tells the person) */
};

enum { KEY_WHEEL_LINES = 3 }; /* that one turn of the wheel scrolls */
bool key_is_mouse(uint32_t key);
/* Is it a character to type, and no control or named key? */
bool key_is_text(uint32_t key);

/* The name in scripts ("Enter", "Ctrl-S", "Down", "é"); written into `out`, empty where it has none. */
const char *key_to_name(uint32_t key, char out[16]);
/* The name as people read it, in the key bar and the help ("Pijl-neer"). */
const char *key_label(uint32_t key, char out[16]);
/* The reverse; K_NONE where it names no key. */
uint32_t key_from_name(const char *name, size_t len);

#endif
