/* Cuts a plan by its lines, without a parse: sure, or not at all.
 *
 * What makes a place where may be cut is that libyaml is in one state there whatever came before: a line with a key at the column of
 * its mapping, outside texts and brackets that run over line ends.  So every line is looked at for what it
 * opens: quotes and brackets must close on their line, lines of block texts are skipped, a line that goes on with a plain text
 * must look like nothing else.  A mistake of the writer need not be seen here: it stands in one part, and
 * parsing that part alone shows it.  Whatever is unusual, even if it were fine, makes the answer false. */
#include "plan/parts_internal.h"

#include "base/str.h"
#include "plan/value.h"

#include <string.h>

enum {
	KEY_MAX = 64,
	NONE = -1
};

struct scan {
	const char *bytes, *end;
	const char *line, *text, *eol; /* this line, behind its indentation, its end */
	const char *next;
	int indent;                    /* of this line */
	int column;                    /* of the innermost key or dash so far: libyaml's own indent */
	bool plain;                    /* a plain text may go on, on a line deeper than `column` */
	bool speerpunten;              /* under that key */
	int dash, item;                /* the columns of its dashes and of this item's keys, or NONE */
	size_t nodes;                  /* no more than these, so far */
	struct part_scan *out;
};

/* --- bytes -------------------------------------------------------------- */

enum {
	ENDS_FLOW = 1,  /* may end a plain text in brackets */
	NO_FLOW = 2,    /* no plain text in brackets that we want to know begins so */
	NO_PLAIN = 4,   /* no plain text begins so */
	MAYBE_PLAIN = 8, /* neither where a blank follows */
	KEY_CHAR = 16   /* of the keys that we cut at */
};

static const unsigned char classes[256] = {
	['\0'] = ENDS_FLOW | NO_FLOW | NO_PLAIN, ['\t'] = ENDS_FLOW | NO_FLOW | NO_PLAIN,
	[','] = ENDS_FLOW | NO_PLAIN, ['['] = ENDS_FLOW | NO_PLAIN, [']'] = ENDS_FLOW | NO_PLAIN, ['{'] = ENDS_FLOW | NO_PLAIN,
	['}'] = ENDS_FLOW | NO_PLAIN, [':'] = ENDS_FLOW | NO_FLOW | MAYBE_PLAIN, ['#'] = ENDS_FLOW | NO_FLOW | NO_PLAIN,
	['?'] = NO_FLOW | MAYBE_PLAIN, ['&'] = NO_FLOW | NO_PLAIN, ['*'] = NO_FLOW | NO_PLAIN, ['!'] = NO_FLOW | NO_PLAIN,
	['|'] = NO_FLOW | NO_PLAIN, ['>'] = NO_FLOW | NO_PLAIN, ['%'] = NO_FLOW | NO_PLAIN, ['@'] = NO_FLOW | NO_PLAIN,
	['`'] = NO_FLOW | NO_PLAIN, ['\''] = NO_PLAIN, ['"'] = NO_PLAIN, ['-'] = MAYBE_PLAIN | KEY_CHAR, ['_'] = KEY_CHAR,
	['0'] = KEY_CHAR, ['1'] = KEY_CHAR, ['2'] = KEY_CHAR, ['3'] = KEY_CHAR, ['4'] = KEY_CHAR, ['5'] = KEY_CHAR, ['6'] = KEY_CHAR,
	['7'] = KEY_CHAR, ['8'] = KEY_CHAR, ['9'] = KEY_CHAR,
	['a'] = KEY_CHAR, ['b'] = KEY_CHAR, ['c'] = KEY_CHAR, ['d'] = KEY_CHAR, ['e'] = KEY_CHAR, ['f'] = KEY_CHAR, ['g'] = KEY_CHAR,
	['h'] = KEY_CHAR, ['i'] = KEY_CHAR, ['j'] = KEY_CHAR, ['k'] = KEY_CHAR, ['l'] = KEY_CHAR, ['m'] = KEY_CHAR, ['n'] = KEY_CHAR,
	['o'] = KEY_CHAR, ['p'] = KEY_CHAR, ['q'] = KEY_CHAR, ['r'] = KEY_CHAR, ['s'] = KEY_CHAR, ['t'] = KEY_CHAR, ['u'] = KEY_CHAR,
	['v'] = KEY_CHAR, ['w'] = KEY_CHAR, ['x'] = KEY_CHAR, ['y'] = KEY_CHAR, ['z'] = KEY_CHAR,
	['A'] = KEY_CHAR, ['B'] = KEY_CHAR, ['C'] = KEY_CHAR, ['D'] = KEY_CHAR, ['E'] = KEY_CHAR, ['F'] = KEY_CHAR, ['G'] = KEY_CHAR,
	['H'] = KEY_CHAR, ['I'] = KEY_CHAR, ['J'] = KEY_CHAR, ['K'] = KEY_CHAR, ['L'] = KEY_CHAR, ['M'] = KEY_CHAR, ['N'] = KEY_CHAR,
	['O'] = KEY_CHAR, ['P'] = KEY_CHAR, ['Q'] = KEY_CHAR, ['R'] = KEY_CHAR, ['S'] = KEY_CHAR, ['T'] = KEY_CHAR, ['U'] = KEY_CHAR,
	['V'] = KEY_CHAR, ['W'] = KEY_CHAR, ['X'] = KEY_CHAR, ['Y'] = KEY_CHAR, ['Z'] = KEY_CHAR,
};

static bool is_of(char c, int wanted)
{
	return classes[(unsigned char)c] & wanted;
}

/* --- one line ----------------------------------------------------------- */

static bool read_line(struct scan *s)
{
	s->line = s->next;
	const char *lf = memchr(s->line, '\n', (size_t)(s->end - s->line));
	s->eol = lf ? lf : s->end;
	s->next = lf ? lf + 1 : s->end;
	for (s->text = s->line; s->text < s->eol && *s->text == ' ';)
		s->text++;
	s->indent = (int)(s->text - s->line);
	return s->eol == s->line || s->eol[-1] != '\r';
}

static const char *skip_spaces(const char *p, const char *eol)
{
	while (p < eol && *p == ' ')
		p++;
	return p;
}

static bool is_blank_at(const char *p, const char *eol)
{
	return p == eol || *p == ' ' || *p == '\t';
}

static bool is_dash(const char *p, const char *eol)
{
	return p < eol && *p == '-' && is_blank_at(p + 1, eol);
}

/* Nothing but blanks, or a comment that a blank parts from what is before it? */
static bool is_rest(const char *p, const char *eol)
{
	const char *token = skip_spaces(p, eol);
	return token == eol || (token > p && *token == '#');
}

static const char *skip_double(const char *p, const char *eol)
{
	while (p < eol && *p != '"')
		p += 1 + (*p == '\\');
	return p < eol ? p + 1 : NULL;
}

static const char *skip_single(const char *p, const char *eol)
{
	while ((p = memchr(p, '\'', (size_t)(eol - p))) && p + 1 < eol && p[1] == '\'')
		p += 2;
	return p ? p + 1 : NULL;
}

/* Behind a quoted text that begins at `p`; NULL where it does not end on this line. */
static const char *skip_quoted(const char *p, const char *eol)
{
	return *p == '"' ? skip_double(p + 1, eol) : skip_single(p + 1, eol);
}

/* Behind a plain text in brackets: at what ends it. */
static const char *skip_flow_plain(const char *p, const char *eol)
{
	for (; p < eol; p++) {
		if (!is_of(*p, ENDS_FLOW))
			continue;
		if (*p == ':' ? is_blank_at(p + 1, eol) || strchr(",?[]{}", p[1]) : *p != '#' || p[-1] == ' ')
			break;
	}
	return p;
}

/* Behind a list or mapping in brackets; NULL where it does not end on this line or anything in it is odd. */
static const char *skip_flow(const char *p, const char *eol)
{
	int depth = 0;
	bool full = false; /* a value stands before p: no other may follow at once */
	while ((p = skip_spaces(p, eol)) < eol) {
		char c = *p;
		if (c == ']' || c == '}') {
			p++;
			full = true;
			if (--depth == 0)
				return p;
		} else if (c == ',') {
			p++;
			full = false;
		} else if (c == ':' && p + 1 < eol && p[1] == ' ') {
			p++;
			full = false;
		} else if (full) {
			return NULL;
		} else if (c == '[' || c == '{') {
			p++;
			depth++;
		} else if (c == '\'' || c == '"') {
			if (!(p = skip_quoted(p, eol)))
				return NULL;
			full = true;
		} else if (is_of(c, NO_FLOW) || is_dash(p, eol)) {
			return NULL;
		} else {
			p = skip_flow_plain(p, eol);
			full = true;
		}
	}
	return NULL;
}

/* The column that lines of a block text stand at or behind: from its header, else 0; NONE where the header is odd. */
static int block_indicator(const struct scan *s, const char *p)
{
	int column = 0;
	for (p++; p < s->eol && !is_blank_at(p, s->eol); p++) {
		if (*p >= '1' && *p <= '9' && !column)
			column = s->column + *p - '0';
		else if (*p != '-' && *p != '+')
			return NONE;
	}
	return is_rest(p, s->eol) ? column : NONE;
}

/* Skips the lines of a block text with its header at `p`; the lines after this one. */
static bool skip_block(struct scan *s, const char *p)
{
	int column = block_indicator(s, p);
	if (column == NONE)
		return false;
	while (s->next < s->end) {
		const char *before = s->next;
		if (!read_line(s))
			return false;
		bool blank = s->text == s->eol;
		if (!column && blank && s->indent) /* a first line of blanks only makes libyaml count from there */
			return false;
		if (blank)
			continue;
		if (*s->text == '\t' && (!column || s->indent < column))
			return false;
		if (!column && s->indent > s->column)
			column = s->indent;
		if (!column || s->indent < column) {
			s->next = before;
			return true;
		}
	}
	return true;
}

/* What stands behind a key or dash, from `p` on. */
static bool scan_value(struct scan *s, const char *p)
{
	if (p == s->eol || *p == '#')
		return true;
	if (*p == '\'' || *p == '"' || *p == '[' || *p == '{') {
		s->nodes += *p == '[' || *p == '{' ? 2 * (size_t)(s->eol - p) : 0;
		const char *behind = *p == '\'' || *p == '"' ? skip_quoted(p, s->eol) : skip_flow(p, s->eol);
		return behind && is_rest(behind, s->eol);
	}
	if (*p == '|' || *p == '>')
		return skip_block(s, p);
	if (is_of(*p, NO_PLAIN) || (is_of(*p, MAYBE_PLAIN) && is_blank_at(p + 1, s->eol)))
		return false;
	s->plain = true;
	return true;
}

/* The colon behind a plain key that begins at `p`; NULL where there is none before the end or a comment. */
static const char *find_colon(const char *p, const char *eol)
{
	const char *colon = p;
	while ((colon = memchr(colon, ':', (size_t)(eol - colon))) && !is_blank_at(colon + 1, eol))
		colon++;
	for (const char *c = p; colon && (c = memchr(c, '#', (size_t)(colon - c))); c++)
		if (c > p && (c[-1] == ' ' || c[-1] == '\t'))
			return NULL;
	return colon;
}

/* A line that is neither blank nor a comment. */
static bool scan_line(struct scan *s)
{
	const char *p = s->text;
	if (s->plain && s->indent > s->column)
		return !is_of(*p, NO_PLAIN | MAYBE_PLAIN);
	s->plain = false;
	s->nodes += 4;
	bool below = true;
	for (; is_dash(p, s->eol); p = skip_spaces(p + 1, s->eol)) {
		s->column = (int)(p - s->line);
		s->nodes += 2;
		below = false;
	}
	if (p < s->eol && (*p == '|' || *p == '>') && below) /* from which column it counts is hard to say */
		return false;
	const char *colon = p < s->eol && !is_of(*p, NO_PLAIN) ? find_colon(p, s->eol) : NULL;
	if (!colon)
		return scan_value(s, p);
	if (*p == '?' || *p == ':')
		return false;
	s->column = (int)(p - s->line);
	return scan_value(s, skip_spaces(colon + 1, s->eol));
}

/* --- where is cut ------------------------------------------------------- */

/* The length of the plain key at `p`; 0 where there is none of a simple kind. */
static size_t simple_key(const struct scan *s, const char *p)
{
	const char *e = p;
	while (e < s->eol && is_of(*e, KEY_CHAR))
		e++;
	bool key = e > p && e - p <= KEY_MAX && *p != '-' && e < s->eol && *e == ':' && (e + 1 == s->eol || e[1] == ' ');
	return key ? (size_t)(e - p) : 0;
}

static void end_part(struct scan *s, const char *at)
{
	size_t count = s->out->list.parts.count;
	if (count && s->out->list.parts.p[count - 1].end == 0)
		s->out->list.parts.p[count - 1].end = (size_t)(at - s->bytes);
}

/* A new part from `p` on; false where no simple key stands there. */
static bool begin_part(struct scan *s, enum part_kind kind, const char *p)
{
	size_t len = simple_key(s, p);
	if (!len)
		return false;
	vec_push(&s->out->list.parts, (struct part){.kind = kind, .name = p, .len = len, .start = (size_t)(p - s->bytes),
	                                           .column = (size_t)(p - s->line)});
	return true;
}

static bool begin_key(struct scan *s)
{
	end_part(s, s->line);
	if (!begin_part(s, PART_KEY, s->text))
		return false;
	const struct part *p = &s->out->list.parts.p[s->out->list.parts.count - 1];
	s->speerpunten = bytes_equal(p->name, p->len, "speerpunten", 11);
	s->dash = s->item = NONE;
	return !s->speerpunten || is_rest(p->name + p->len + 1, s->eol);
}

/* Its name, the id, is filled in when all its keys are known. */
static bool begin_speerpunt(struct scan *s)
{
	const char *p = skip_spaces(s->text + 1, s->eol);
	end_part(s, s->line);
	s->item = (int)(p - s->line);
	vec_push(&s->out->list.parts, (struct part){.kind = PART_SPEERPUNT, .end = (size_t)(p - s->bytes)});
	return begin_part(s, PART_FIELD, p);
}

static bool begin_field(struct scan *s)
{
	end_part(s, s->line);
	return begin_part(s, PART_FIELD, s->text);
}

/* Cuts where this line begins a part. */
static bool cut_line(struct scan *s)
{
	bool dash = is_dash(s->text, s->eol);
	if (s->indent == 0 && !dash)
		return begin_key(s);
	if (!s->out->list.parts.count)
		return false;
	if (!s->speerpunten || (s->plain && s->indent > s->column))
		return true;
	if (s->dash == NONE)
		s->out->dash = (size_t)(s->dash = s->indent);
	if (s->indent == s->dash)
		return dash && begin_speerpunt(s);
	if (s->indent == s->item && !dash)
		return begin_field(s);
	return s->indent >= s->item;
}

/* --- ids ------------------------------------------------------------------ */

/* Nothing but blank lines and comments? */
static bool is_idle(const char *p, const char *end)
{
	while (p < end) {
		const char *lf = memchr(p, '\n', (size_t)(end - p)), *eol = lf ? lf : end;
		p = skip_spaces(p, eol);
		if (p < eol && *p != '#')
			return false;
		p = lf ? lf + 1 : end;
	}
	return true;
}

/* The id that stands in the bytes of a key `id`: alone, plain or in quotes, and a good one. */
static bool read_id(const struct scan *s, const struct part *field, struct part *speerpunt)
{
	const char *end = s->bytes + field->end, *lf = memchr(field->name, '\n', (size_t)(end - field->name));
	const char *eol = lf ? lf : end, *p = skip_spaces(field->name + field->len + 1, eol);
	const char *quote = p < eol && (*p == '\'' || *p == '"') ? p++ : NULL;
	speerpunt->name = p;
	while (p < eol && is_of(*p, KEY_CHAR))
		p++;
	speerpunt->len = (size_t)(p - speerpunt->name);
	if (quote && (p == eol || *p++ != *quote))
		return false;
	return value_is_id(speerpunt->name, speerpunt->len) && is_rest(p, eol) && is_idle(eol, end);
}

static bool read_ids(struct scan *s)
{
	struct part *parts = s->out->list.parts.p, *speerpunt = NULL;
	for (size_t i = 0; i < s->out->list.parts.count; i++) {
		struct part *p = &parts[i];
		if (p->kind != PART_FIELD) {
			if (speerpunt && !speerpunt->name)
				return false;
			speerpunt = p->kind == PART_SPEERPUNT ? p : NULL;
			continue;
		}
		p->above = (size_t)(speerpunt - parts);
		if (bytes_equal(p->name, p->len, "id", 2) && (speerpunt->name || !read_id(s, p, speerpunt)))
			return false;
	}
	return !speerpunt || speerpunt->name;
}

static bool names_differ(struct part_list *list)
{
	bool good = true;
	part_list_open(list, list->parts.count);
	for (size_t i = 0; good && i < list->parts.count; i++)
		good = part_list_put(list, i);
	return good;
}

static bool scan_lines(struct scan *s)
{
	while (s->next < s->end) {
		if (!read_line(s))
			return false;
		if (s->text == s->eol || *s->text == '#')
			continue;
		if (!cut_line(s) || !scan_line(s))
			return false;
	}
	end_part(s, s->end);
	return s->out->list.parts.count && s->nodes < DOC_MAX_NODES;
}

bool parts_scan(struct part_scan *out, const char *bytes, size_t len)
{
	struct scan s = {.bytes = bytes, .end = bytes + len, .next = bytes, .dash = NONE, .item = NONE, .out = out};
	*out = (struct part_scan){0};
	if (len > DOC_MAX_BYTES || !scan_lines(&s) || !read_ids(&s) || !names_differ(&out->list)) {
		part_list_clear(&out->list);
		return false;
	}
	out->head = out->list.parts.p[0].start;
	return true;
}
