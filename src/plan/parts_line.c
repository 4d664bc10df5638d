/* What one line of a plan opens and closes: keys, dashes, quotes, brackets, block texts. */
#include "plan/parts_scan_internal.h"

#include <string.h>

const unsigned char scan_classes[256] = {
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

bool scan_read_line(struct scan *s)
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

const char *scan_skip_spaces(const char *p, const char *eol)
{
	while (p < eol && *p == ' ')
		p++;
	return p;
}

static bool is_blank_at(const char *p, const char *eol)
{
	return p == eol || *p == ' ' || *p == '\t';
}

bool scan_is_dash(const char *p, const char *eol)
{
	return p < eol && *p == '-' && is_blank_at(p + 1, eol);
}

bool scan_is_rest(const char *p, const char *eol)
{
	const char *token = scan_skip_spaces(p, eol);
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
		if (!scan_is_of(*p, ENDS_FLOW))
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
	while ((p = scan_skip_spaces(p, eol)) < eol) {
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
		} else if (scan_is_of(c, NO_FLOW) || scan_is_dash(p, eol)) {
			return NULL;
		} else {
			p = skip_flow_plain(p, eol);
			full = true;
		}
	}
	return NULL;
}

/* The column that lines of a block text stand at or behind: from its header, else 0; SCAN_NONE where the header is odd. */
static int block_indicator(const struct scan *s, const char *p)
{
	int column = 0;
	for (p++; p < s->eol && !is_blank_at(p, s->eol); p++) {
		if (*p >= '1' && *p <= '9' && !column)
			column = s->column + *p - '0';
		else if (*p != '-' && *p != '+')
			return SCAN_NONE;
	}
	return scan_is_rest(p, s->eol) ? column : SCAN_NONE;
}

/* Skips the lines of a block text with its header at `p`; the lines after this one. */
static bool skip_block(struct scan *s, const char *p)
{
	int column = block_indicator(s, p);
	if (column == SCAN_NONE)
		return false;
	while (s->next < s->end) {
		const char *before = s->next;
		if (!scan_read_line(s))
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
		return behind && scan_is_rest(behind, s->eol);
	}
	if (*p == '|' || *p == '>')
		return skip_block(s, p);
	if (scan_is_of(*p, NO_PLAIN) || (scan_is_of(*p, MAYBE_PLAIN) && is_blank_at(p + 1, s->eol)))
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

bool scan_line(struct scan *s)
{
	const char *p = s->text;
	if (s->plain && s->indent > s->column)
		return !scan_is_of(*p, NO_PLAIN | MAYBE_PLAIN);
	s->plain = false;
	s->nodes += 4;
	bool below = true;
	for (; scan_is_dash(p, s->eol); p = scan_skip_spaces(p + 1, s->eol)) {
		s->column = (int)(p - s->line);
		s->nodes += 2;
		below = false;
	}
	if (p < s->eol && (*p == '|' || *p == '>') && below) /* from which column it counts is hard to say */
		return false;
	const char *colon = p < s->eol && !scan_is_of(*p, NO_PLAIN) ? find_colon(p, s->eol) : NULL;
	if (!colon)
		return scan_value(s, p);
	if (*p == '?' || *p == ':')
		return false;
	s->column = (int)(p - s->line);
	return scan_value(s, scan_skip_spaces(colon + 1, s->eol));
}
