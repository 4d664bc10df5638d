#include "term/sequences.h"

#include "base/err.h" /* before curses: both have an OK */

#include <curses.h>
#include <string.h>

enum { CODE_FIRST = 2000 }; /* behind the codes of ncurses */

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

static const struct {
	int code;
	uint32_t key;
} codes[] = {
	{KEY_UP, K_UP}, {KEY_DOWN, K_DOWN}, {KEY_LEFT, K_LEFT}, {KEY_RIGHT, K_RIGHT}, {KEY_HOME, K_HOME}, {KEY_END, K_END},
	{KEY_PPAGE, K_PAGE_UP}, {KEY_NPAGE, K_PAGE_DOWN}, {KEY_BTAB, K_BACKTAB}, {KEY_BACKSPACE, K_BACKSPACE}, {KEY_DC, K_DELETE},
	{KEY_IC, K_INSERT}, {KEY_ENTER, K_ENTER}, {KEY_F(1), K_F1}, {KEY_HELP, K_F1}, {KEY_SLEFT, K_SELECT_LEFT},
	{KEY_SRIGHT, K_SELECT_RIGHT}, {KEY_SR, K_SELECT_UP}, {KEY_SF, K_SELECT_DOWN}, {KEY_RESIZE, K_RESIZE},
};

void sequences_define(void)
{
	for (size_t i = 0; i < SEQUENCES; i++)
		define_key(sequences[i].bytes, CODE_FIRST + (int)i);
	keyok(KEY_MOUSE, FALSE); /* input.c reads its reports, whatever terminfo says of them */
}

uint32_t sequences_key(const char *bytes)
{
	for (size_t i = 0; i < SEQUENCES; i++)
		if (strcmp(sequences[i].bytes, bytes) == 0)
			return sequences[i].key;
	return K_NONE;
}

uint32_t sequences_key_of_code(int code)
{
	if (code >= CODE_FIRST && code < CODE_FIRST + SEQUENCES)
		return sequences[code - CODE_FIRST].key;
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
		if (codes[i].code == code)
			return codes[i].key;
	return K_NONE;
}
