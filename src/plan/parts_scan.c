/* Cuts a plan by its lines, without a parse: sure, or not at all.
 *
 * What makes a place where may be cut is that libyaml is in one state there whatever came before: a line with a key at the column of
 * its mapping, outside texts and brackets that run over line ends.  So every line is looked at for what it
 * opens: quotes and brackets must close on their line, lines of block texts are skipped, a line that goes on with a plain text
 * must look like nothing else.  A mistake of the writer need not be seen here: it stands in one part, and
 * parsing that part alone shows it.  Whatever is unusual, even if it were fine, makes the answer false. */
#include "plan/parts_scan_internal.h"

#include "base/str.h"
#include "plan/value.h"

#include <string.h>

enum { KEY_MAX = 64 };

/* --- where is cut ------------------------------------------------------- */

/* The length of the plain key at `p`; 0 where there is none of a simple kind. */
static size_t simple_key(const struct scan *s, const char *p)
{
	const char *e = p;
	while (e < s->eol && scan_is_of(*e, KEY_CHAR))
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
	s->dash = s->item = SCAN_NONE;
	return !s->speerpunten || scan_is_rest(p->name + p->len + 1, s->eol);
}

/* Its name, the id, is filled in when all its keys are known. */
static bool begin_speerpunt(struct scan *s)
{
	const char *p = scan_skip_spaces(s->text + 1, s->eol);
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
	bool dash = scan_is_dash(s->text, s->eol);
	if (s->indent == 0 && !dash)
		return begin_key(s);
	if (!s->out->list.parts.count)
		return false;
	if (!s->speerpunten || (s->plain && s->indent > s->column))
		return true;
	if (s->dash == SCAN_NONE)
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
		p = scan_skip_spaces(p, eol);
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
	const char *eol = lf ? lf : end, *p = scan_skip_spaces(field->name + field->len + 1, eol);
	const char *quote = p < eol && (*p == '\'' || *p == '"') ? p++ : NULL;
	speerpunt->name = p;
	while (p < eol && scan_is_of(*p, KEY_CHAR))
		p++;
	speerpunt->len = (size_t)(p - speerpunt->name);
	if (quote && (p == eol || *p++ != *quote))
		return false;
	return value_is_id(speerpunt->name, speerpunt->len) && scan_is_rest(p, eol) && is_idle(eol, end);
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
		if (!scan_read_line(s))
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
	struct scan s = {.bytes = bytes, .end = bytes + len, .next = bytes, .dash = SCAN_NONE, .item = SCAN_NONE, .out = out};
	*out = (struct part_scan){0};
	if (len > DOC_MAX_BYTES || !scan_lines(&s) || !read_ids(&s) || !names_differ(&out->list)) {
		part_list_clear(&out->list);
		return false;
	}
	out->head = out->list.parts.p[0].start;
	return true;
}
