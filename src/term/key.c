#include "term/key.h"

#include "base/taal.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

struct named {
	uint32_t key;
	const char *name;  /* in scripts */
	const char *label; /* for people */
};

static const struct named named[] = {
	{K_TAB, "Tab", N_("Tab")}, {K_ENTER, "Enter", N_("Enter")}, {K_ESC, "Esc", N_("Esc")}, {' ', "Space", N_("Spatie")},
	{K_UP, "Up", N_("Pijl-op")}, {K_DOWN, "Down", N_("Pijl-neer")}, {K_LEFT, "Left", N_("Pijl-links")},
	{K_RIGHT, "Right", N_("Pijl-rechts")}, {K_HOME, "Home", N_("Home")}, {K_END, "End", N_("End")},
	{K_PAGE_UP, "PgUp", N_("PgUp")}, {K_PAGE_DOWN, "PgDn", N_("PgDn")}, {K_BACKTAB, "Backtab", N_("Shift-Tab")},
	{K_BACKSPACE, "Backspace", N_("Backspace")}, {K_DELETE, "Delete", N_("Delete")},
	{K_WORD_LEFT, "Ctrl-Left", N_("Ctrl-links")}, {K_WORD_RIGHT, "Ctrl-Right", N_("Ctrl-rechts")},
	{K_SELECT_LEFT, "Shift-Left", N_("Shift-links")}, {K_SELECT_RIGHT, "Shift-Right", N_("Shift-rechts")},
	{K_SELECT_UP, "Shift-Up", N_("Shift-op")}, {K_SELECT_DOWN, "Shift-Down", N_("Shift-neer")},
	{K_TEXT_START, "Ctrl-Home", N_("Ctrl-Home")}, {K_TEXT_END, "Ctrl-End", N_("Ctrl-End")},
	{K_CLICK, "Click", N_("Klik")}, {K_WHEEL_UP, "Wheel-Up", N_("Muiswiel")}, {K_WHEEL_DOWN, "Wheel-Down", N_("Muiswiel")},
	{K_F1, "F1", N_("F1")}, {K_INSERT, "Insert", N_("Insert")},
};
enum { NAMED = sizeof named / sizeof named[0] };

bool key_is_text(uint32_t key)
{
	return key >= 0x20 && key != 0x7f && key < K_FIRST;
}

bool key_is_mouse(uint32_t key)
{
	return key >= K_CLICK && key <= K_WHEEL_DOWN;
}

/* A character, Ctrl and a letter, or nothing. */
static const char *plain_name(uint32_t key, char out[16])
{
	out[0] = '\0';
	if (key_is_text(key))
		out[text_encode(key, out)] = '\0';
	else if (key && key < 0x20)
		snprintf(out, 16, "Ctrl-%c", (char)(key + 0x40));
	return out;
}

const char *key_to_name(uint32_t key, char out[16])
{
	for (size_t i = 0; i < NAMED; i++)
		if (named[i].key == key)
			return strcpy(out, named[i].name);
	return plain_name(key, out);
}

const char *key_label(uint32_t key, char out[16])
{
	for (size_t i = 0; i < NAMED; i++)
		if (named[i].key == key)
			return strcpy(out, _(named[i].label));
	return plain_name(key, out);
}

uint32_t key_from_name(const char *name, size_t len)
{
	for (size_t i = 0; i < NAMED; i++)
		if (strlen(named[i].name) == len && strncasecmp(name, named[i].name, len) == 0)
			return named[i].key;
	if (len == 6 && strncasecmp(name, "Ctrl-", 5) == 0 && (name[5] & 0xdf) >= '@' && (name[5] & 0xdf) <= '_')
		return (uint32_t)(name[5] & 0x1f);
	uint32_t cp = 0;
	if (len && text_decode(name, len, &cp) == len && key_is_text(cp))
		return cp;
	return K_NONE;
}
