#include "term/terminal.h"

/* How each role looks; `fg` -1 is the terminal's own.  The background is never touched, and what
 * a colour says is said by a sign, a word or an attribute as well. */
struct look {
	short fg;
	attr_t colour, mono;
};

static const struct look looks[ROLE_COUNT] = {
	[ROLE_TEXT] = {-1, A_NORMAL, A_NORMAL},
	[ROLE_HEADING] = {-1, A_BOLD, A_BOLD},
	[ROLE_LABEL] = {-1, A_NORMAL, A_NORMAL},
	[ROLE_DIM] = {-1, A_DIM, A_NORMAL},
	[ROLE_CHOSEN] = {-1, A_REVERSE, A_REVERSE},
	[ROLE_KEY] = {-1, A_BOLD, A_BOLD},
	[ROLE_ACTION] = {-1, A_NORMAL, A_NORMAL},
	[ROLE_ERROR] = {COLOR_RED, A_BOLD, A_BOLD},
	[ROLE_WARNING] = {COLOR_MAGENTA, A_BOLD, A_BOLD},
	[ROLE_GOOD] = {COLOR_GREEN, A_NORMAL, A_NORMAL},
	[ROLE_ADDED] = {COLOR_GREEN, A_UNDERLINE, A_UNDERLINE},
	[ROLE_REMOVED] = {COLOR_RED, A_NORMAL, A_DIM},
	[ROLE_FIELD] = {-1, A_UNDERLINE, A_UNDERLINE},
	[ROLE_SELECTED] = {-1, A_REVERSE, A_REVERSE},
};

void theme_init(struct terminal *t, bool colour)
{
	colour = colour && start_color() == OK && use_default_colors() == OK;
	for (int role = 0; role < ROLE_COUNT; role++) {
		const struct look *look = &looks[role];
		t->look[role] = colour ? look->colour : look->mono;
		if (!colour || look->fg < 0)
			continue;
		init_pair((short)(look->fg + 1), look->fg, -1);
		t->look[role] |= COLOR_PAIR(look->fg + 1);
	}
}
