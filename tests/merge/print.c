/* A plan as a person types it.  How a thing is written follows from its uid and the hand, so that an edit by the same
 * hand leaves the rest of the file as it was. */
#include "tests/merge/scenario.h"

#include <ctype.h>
#include <string.h>

struct printer {
	struct str *out;
	const struct hand *hand;
};

enum style { PLAIN, SINGLE, DOUBLE, LITERAL, FOLDED, PLAIN_LINES };

static unsigned mixed(const struct printer *p, unsigned uid, unsigned what)
{
	unsigned long long x = (p->hand->salt + uid) * 0x9E3779B97F4A7C15ull + what * 0xC2B2AE3D27D4EB4Full;
	x ^= x >> 29;
	x *= 0xBF58476D1CE4E5B9ull;
	return (unsigned)(x >> 33);
}

static bool styled(const struct printer *p, unsigned uid, unsigned what, unsigned percent)
{
	return mixed(p, uid, what) % 100 < percent;
}

static void line_end(const struct printer *p)
{
	str_add_text(p->out, p->hand->crlf ? "\r\n" : "\n");
}

static void line_start(const struct printer *p, unsigned column)
{
	line_end(p);
	str_add_times(p->out, ' ', column);
}

/* The text of a thing on one line, "\n" where a paragraph ends. */
static void text_of_thing(struct str *out, const struct thing *t)
{
	if (t->kind != THING_TEXT) {
		thing_words(out, t);
		return;
	}
	for (size_t i = 0; i < t->count; i++) {
		struct str part = {0};
		thing_words(&part, t->items[i]);
		if (part.len && out->len)
			str_add_char(out, '\n');
		str_add_text(out, str_text(&part));
		str_free(&part);
	}
}

static bool can_be_plain(const char *s, bool flow)
{
	size_t len = strlen(s);
	if (!len || (!isalnum((unsigned char)s[0]) && !((unsigned char)s[0] & 0x80)) || s[len - 1] == ':' || s[len - 1] == ' ')
		return false;
	return !strstr(s, ": ") && !strstr(s, " #") && !strchr(s, '\t') && !(flow && strpbrk(s, ",[]{}:#"));
}

static bool can_be_broken(const char *s) /* at any blank, in folded and plain lines */
{
	for (; *s; s++)
		if (*s == ' ' && (strchr(" #-?:|>&*!%@`\t\n", s[1]) || !s[1]))
			return false;
	return true;
}

static void add_single(struct str *out, const char *s)
{
	str_add_char(out, '\'');
	for (; *s; s++) {
		if (*s == '\'')
			str_add_char(out, '\'');
		str_add_char(out, *s);
	}
	str_add_char(out, '\'');
}

static void add_double(struct str *out, const char *s)
{
	str_add_char(out, '"');
	for (; *s; s++) {
		if (*s == '\n') {
			str_add_text(out, "\\n\\n");
			continue;
		}
		if (*s == '"' || *s == '\\')
			str_add_char(out, '\\');
		str_add_char(out, *s);
	}
	str_add_char(out, '"');
}

/* Words with line breaks where the next would pass `wrap`. */
static void add_wrapped(const struct printer *p, const char *s, size_t len, unsigned column, unsigned wrap)
{
	unsigned at = column;
	for (size_t i = 0; i < len;) {
		size_t from = i;
		while (i < len && (s[i] != ' ' || i == from))
			i++;
		unsigned width = (unsigned)(i - from);
		if (from && wrap && at + width > wrap) {
			line_start(p, column);
			from++;
			at = column;
			width--;
		}
		str_add(p->out, s + from, i - from);
		at += width;
	}
}

static void add_block(const struct printer *p, const char *s, unsigned column, enum style style)
{
	for (const char *end; s; s = *end ? end + 1 : NULL) {
		end = s + strcspn(s, "\n");
		line_start(p, column);
		add_wrapped(p, s, (size_t)(end - s), column, style == FOLDED ? 70 : p->hand->wrap);
		if (*end) {
			line_end(p);
			if (style == FOLDED)
				line_end(p);
		}
	}
}

static enum style style_for(const struct printer *p, const struct thing *t, const char *s, bool flow)
{
	bool plain = can_be_plain(s, flow), lines = strchr(s, '\n');
	unsigned pick = mixed(p, t->uid, 1) % 5;
	bool fancy = styled(p, t->uid, 2, p->hand->fancy);
	if (flow)
		return lines ? DOUBLE : fancy && pick < 3 ? (pick ? SINGLE : DOUBLE) : plain ? PLAIN : SINGLE;
	if (t->kind != THING_TEXT)
		return fancy && pick < 3 ? (pick ? SINGLE : DOUBLE) : plain ? PLAIN : SINGLE;
	if (fancy && pick == 0)
		return DOUBLE;
	if (fancy && pick == 1 && !lines)
		return SINGLE;
	if (fancy && pick == 2 && can_be_broken(s))
		return FOLDED;
	if (fancy && pick == 3 && plain && !lines && !t->behind && can_be_broken(s))
		return PLAIN_LINES;
	if (lines || (t->key && strlen(s) > 60 && mixed(p, t->uid, 3) % 3))
		return LITERAL;
	return plain ? PLAIN : SINGLE;
}

static void behind(const struct printer *p, const struct thing *t)
{
	if (t->behind)
		str_addf(p->out, " # %s", t->behind);
}

static void print_scalar(const struct printer *p, const struct thing *t, unsigned column, bool flow)
{
	struct str text = {0};
	text_of_thing(&text, t);
	const char *s = str_text(&text);
	enum style style = style_for(p, t, s, flow);
	switch (style) {
	case PLAIN: str_add_text(p->out, s); break;
	case SINGLE: add_single(p->out, s); break;
	case DOUBLE: add_double(p->out, s); break;
	case LITERAL:
	case FOLDED:
		str_add_text(p->out, style == FOLDED ? ">-" : "|-");
		behind(p, t);
		add_block(p, s, column, style);
		break;
	case PLAIN_LINES: add_wrapped(p, s, text.len, column, 76); break;
	}
	if (style != LITERAL && style != FOLDED && !flow)
		behind(p, t);
	str_free(&text);
}

/* Small and without comments inside? */
static bool fits_flow(const struct thing *t, bool top)
{
	if (t->kind == THING_MAP || t->kind == THING_LIST) {
		bool fits = top || (t->kind == THING_LIST && t->count == 0);
		for (size_t i = 0; fits && i < t->count; i++)
			fits = !t->items[i]->above && !t->items[i]->behind && fits_flow(t->items[i], false);
		return fits && t->count < 7;
	}
	return t->kind == THING_ATOM || (t->count == 1 && t->items[0]->count == 1 && t->items[0]->items[0]->count < 9);
}

static void print_flow(const struct printer *p, const struct thing *t)
{
	if (t->kind != THING_MAP && t->kind != THING_LIST) {
		print_scalar(p, t, 0, true);
		return;
	}
	str_add_char(p->out, t->kind == THING_MAP ? '{' : '[');
	for (size_t i = 0; i < t->count; i++) {
		if (i)
			str_add_text(p->out, ", ");
		if (t->items[i]->key)
			str_addf(p->out, "%s: ", t->items[i]->key);
		print_flow(p, t->items[i]);
	}
	str_add_char(p->out, t->kind == THING_MAP ? '}' : ']');
}

static void print_entries(const struct printer *p, const struct thing *t, unsigned column, bool first_inline);

static void print_value(const struct printer *p, const struct thing *t, unsigned column, bool key)
{
	unsigned deeper = column + p->hand->indent;
	if (t->kind != THING_MAP && t->kind != THING_LIST) {
		str_add_char(p->out, ' ');
		print_scalar(p, t, deeper, false);
		return;
	}
	if (t->count == 0 || (fits_flow(t, true) && styled(p, t->uid, 4, t->kind == THING_MAP ? 40 : 15))) {
		str_add_char(p->out, ' ');
		print_flow(p, t);
		behind(p, t);
		return;
	}
	if (key) {
		behind(p, t);
		print_entries(p, t, t->kind == THING_LIST && p->hand->flush ? column : deeper, false);
		return;
	}
	bool above = t->items[0]->above;
	if (!above)
		str_add_char(p->out, ' ');
	print_entries(p, t, column + 2, !above);
}

static void print_entries(const struct printer *p, const struct thing *t, unsigned column, bool first_inline)
{
	for (size_t i = 0; i < t->count; i++) {
		const struct thing *item = t->items[i];
		bool top = !t->parent;
		if (top && i && styled(p, item->uid, 5, 12))
			line_end(p);
		if (item->above) {
			line_start(p, column);
			str_addf(p->out, "# %s", item->above);
		}
		if (!(i == 0 && first_inline))
			line_start(p, column);
		if (item->key)
			str_addf(p->out, "%s:", item->key);
		else
			str_add_char(p->out, '-');
		print_value(p, item, column, item->key);
	}
}

void print_plan(struct str *out, const struct thing *root, const struct hand *hand)
{
	struct str body = {0};
	struct printer p = {&body, hand};
	if (root->count)
		print_entries(&p, root, 0, false);
	else
		str_add_text(&body, hand->crlf ? "\r\n{}" : "\n{}");
	size_t skip = hand->crlf ? 2 : 1; /* every line starts with the end of the one before it */
	if (hand->bom)
		str_add_text(out, "\xef\xbb\xbf");
	str_add(out, body.p + skip, body.len - skip);
	if (!hand->no_end)
		str_add_text(out, hand->crlf ? "\r\n" : "\n");
	str_free(&body);
}

struct hand hand_plain(void)
{
	return (struct hand){.indent = 2, .fancy = 0};
}

bool hand_same(const struct hand *a, const struct hand *b)
{
	return a->salt == b->salt && a->indent == b->indent && a->wrap == b->wrap && a->fancy == b->fancy && a->flush == b->flush &&
	       a->crlf == b->crlf && a->bom == b->bom && a->no_end == b->no_end;
}

struct hand hand_any(struct world *w)
{
	struct hand h = hand_plain();
	h.salt = roll(w, 1u << 30);
	h.indent = roll(w, 8) ? 2 : 4;
	h.flush = roll(w, 4) == 0;
	h.fancy = roll(w, 2) ? 0 : roll(w, 60);
	h.wrap = roll(w, 4) ? 0 : 60 + roll(w, 40);
	h.crlf = roll(w, 12) == 0;
	h.bom = roll(w, 25) == 0;
	h.no_end = roll(w, 15) == 0;
	return h;
}
