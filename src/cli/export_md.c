/* The reading as Markdown (CommonMark, and the tables of GitHub). */
#include "cli/export.h"

#include "base/taal.h"
#include "base/text.h"
#include "plan/words.h"

#include <string.h>

/* --- text ---------------------------------------------------------------------------------- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Would a line that begins so be a heading, a list, a quotation, a rule, code? */
static size_t markup_at_start(const char *s, size_t len)
{
	size_t digits = 0;
	while (digits < len && is_digit(s[digits]))
		digits++;
	if (digits > 0)
		return digits < len && (s[digits] == '.' || s[digits] == ')') ? digits : (size_t)-1;
	return len > 0 && strchr("#-+>=~", s[0]) ? 0 : (size_t)-1;
}

/* "&amp;" and the like: an & by itself is just that. */
static bool is_entity(const char *s, size_t len)
{
	size_t i = 1;
	while (i < len && (s[i] == '#' || is_digit(s[i]) || (s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z')))
		i++;
	return s[0] == '&' && i > 1 && i < len && s[i] == ';';
}

/* Clean, on one line; `start`: where it would begin as markup. */
static void add_escaped(struct str *out, const char *s, size_t len, size_t start)
{
	for (size_t i = 0; i < len; i++) {
		if (i == start || strchr("\\`*_[]<|~#", s[i]) || is_entity(s + i, len - i))
			str_add_char(out, '\\');
		str_add_char(out, s[i]);
	}
}

/* One clean line, without the blanks around it. */
static void add_line(struct str *out, const char *s, size_t len)
{
	while (len > 0 && s[0] == ' ')
		s++, len--;
	while (len > 0 && s[len - 1] == ' ')
		len--;
	add_escaped(out, s, len, markup_at_start(s, len));
}

/* Any text; `between` stands where its lines end. */
static void add_text(struct str *out, const char *text, const char *between)
{
	struct str clean = {0};
	text_clean(&clean, text, strlen(text), true);
	for (const char *line = str_text(&clean); line;) {
		const char *lf = strchr(line, '\n');
		size_t before = out->len;
		add_line(out, line, lf ? (size_t)(lf - line) : strlen(line));
		if (lf && out->len > before) /* of empty lines between paragraphs one is enough */
			str_add_text(out, between);
		line = lf ? lf + 1 : NULL;
	}
	str_free(&clean);
}

/* Lines below the first are indented like it, so that they stay in the same item.  An empty one ends a paragraph. */
static void add_lines(struct str *out, const char *text, size_t indent)
{
	struct str between = {0};
	str_add_text(&between, "  \n");
	str_add_times(&between, ' ', indent);
	if (strstr(text, "\n\n")) {
		str_clear(&between);
		str_add_text(&between, "\n\n");
		str_add_times(&between, ' ', indent);
	}
	add_text(out, text, between.p);
	str_free(&between);
}

/* --- blocks --------------------------------------------------------------------------------- */

enum { DEEPEST = 8 };

static size_t indent_of(const struct block *b)
{
	return (size_t)(b->level < DEEPEST ? b->level : DEEPEST) * 4;
}

static void add_heading(struct str *out, const char *text, int level)
{
	str_add_times(out, '#', (size_t)level + 1);
	str_add_char(out, ' ');
	add_text(out, text, " ");
	str_add_char(out, '\n');
}

static void add_item(struct str *out, const struct block *b)
{
	size_t start = out->len;
	str_add_times(out, ' ', indent_of(b));
	if (b->number)
		str_addf(out, "%zu. ", b->number);
	else
		str_add_text(out, "- ");
	add_lines(out, b->text, out->len - start);
	if (b->note) {
		str_add_text(out, " (");
		add_text(out, b->note, " ");
		str_add_char(out, ')');
	}
	str_add_char(out, '\n');
}

/* In a list where something stands below it; else a line of its own. */
static bool is_line(const struct reading *r, size_t i)
{
	const struct block *b = &r->p[i], *next = i + 1 < r->count ? b + 1 : NULL;
	return b->kind == BLOCK_PAIR && b->level == 0 && !(next && next->kind != BLOCK_HEADING && next->level > 0);
}

static void add_pair(struct str *out, const struct reading *r, size_t i)
{
	const struct block *b = &r->p[i];
	bool line = is_line(r, i);
	str_add_times(out, ' ', indent_of(b));
	str_add_text(out, line ? "**" : "- **");
	add_text(out, b->label, " ");
	str_add_text(out, *b->text ? ":** " : ":**");
	add_lines(out, b->text, indent_of(b) + (line ? 0 : 2));
	str_add_text(out, line && i + 1 < r->count && is_line(r, i + 1) ? "  \n" : "\n");
}

static void add_cell(struct str *out, const char *text)
{
	str_add_char(out, ' ');
	add_text(out, text, "<br>");
	str_add_text(out, " |");
}

static void add_table(struct str *out, const struct table *t)
{
	str_add_char(out, '|');
	for (size_t c = 0; c < t->columns; c++)
		add_cell(out, t->heads[c]);
	str_add_text(out, "\n|");
	for (size_t c = 0; c < t->columns; c++)
		str_add_text(out, t->right[c] ? " --: |" : " --- |");
	for (size_t i = 0; i < t->rows * t->columns; i++) {
		str_add_text(out, i % t->columns ? "" : "\n|");
		add_cell(out, t->cells[i]);
	}
	str_add_char(out, '\n');
}

static void add_bar(struct str *out, const struct phases *all, size_t phase)
{
	enum { MOST = 36 };
	int pieces = all->months < MOST ? all->months : MOST;
	str_add_char(out, ' ');
	for (int i = 0; i < pieces; i++)
		str_add_text(out, phases_fill(all, phase, i, pieces) ? "▇" : "·");
	str_add_text(out, " |");
}

static bool have_notes(const struct phases *all)
{
	for (size_t i = 0; i < all->count; i++)
		if (*all->p[i].note)
			return true;
	return false;
}

static void add_phases(struct str *out, const struct phases *all)
{
	bool notes = have_notes(all), line = all->months > 0;
	str_addf(out, "| %s |", _("Fase"));
	if (line)
		str_addf(out, " %s |", _("Tijdlijn"));
	str_addf(out, " %s |", _("Periode"));
	if (notes)
		str_addf(out, " %s |", _("Toelichting"));
	str_addf(out, "\n| --- |%s --- |%s\n", line ? " --- |" : "", notes ? " --- |" : "");
	for (size_t i = 0; i < all->count; i++) {
		str_add_char(out, '|');
		add_cell(out, all->p[i].name);
		if (line)
			add_bar(out, all, i);
		add_cell(out, all->p[i].when);
		if (notes)
			add_cell(out, all->p[i].note);
		str_add_char(out, '\n');
	}
}

/* Between the marks no blank may stand beside them. */
static void add_marked(struct str *out, const struct hunk *h, const char *mark)
{
	struct str clean = {0};
	char *piece = mem_copy(h->text, h->len);
	for (char *lf = piece; (lf = memchr(lf, '\n', h->len - (size_t)(lf - piece)));)
		*lf = ' ';
	text_clean(&clean, piece, h->len, false);
	const char *s = str_text(&clean);
	size_t before = strspn(s, " "), len = clean.len;
	while (len > before && s[len - 1] == ' ')
		len--;
	str_add(out, s, before);
	if (len > before) {
		str_add_text(out, mark);
		add_escaped(out, s + before, len - before, (size_t)-1);
		str_add_text(out, mark);
	}
	str_add(out, s + len, clean.len - len);
	str_free(&clean);
	free(piece);
}

static void add_change(struct str *out, const struct block *b)
{
	static const char *const marks[] = {"", "~~", "**"};
	struct hunks hunks = {0};
	str_add_text(out, "- ");
	add_text(out, b->label, " ");
	str_add_text(out, ": ");
	words_compare(&hunks, b->was, strlen(b->was), b->text, strlen(b->text));
	for (size_t i = 0; i < hunks.count; i++) {
		if (i > 0 && hunks.p[i].kind == HUNK_ADDED && hunks.p[i - 1].kind == HUNK_REMOVED && out->p[out->len - 1] != ' ')
			str_add_char(out, ' ');
		add_marked(out, &hunks.p[i], marks[hunks.p[i].kind]);
	}
	str_add_char(out, '\n');
	vec_free(&hunks);
}

static void add_block(struct str *out, const struct reading *r, size_t i)
{
	const struct block *b = &r->p[i];
	switch (b->kind) {
	case BLOCK_TITLE:
		add_heading(out, b->text, 0);
		break;
	case BLOCK_HEADING:
		add_heading(out, b->text, b->level);
		break;
	case BLOCK_PARAGRAPH:
		str_add_times(out, ' ', indent_of(b));
		add_lines(out, b->text, indent_of(b));
		str_add_char(out, '\n');
		break;
	case BLOCK_ITEM:
		add_item(out, b);
		break;
	case BLOCK_PAIR:
		add_pair(out, r, i);
		break;
	case BLOCK_TABLE:
		add_table(out, b->table);
		break;
	case BLOCK_PHASES:
		add_phases(out, b->phases);
		break;
	case BLOCK_CHANGE:
		add_change(out, b);
		break;
	}
}

/* Does it stand right below the block before it? */
static bool goes_on(const struct reading *r, size_t i)
{
	const struct block *b = &r->p[i], *before = b - 1;
	bool listed = b->kind == BLOCK_ITEM || (b->kind == BLOCK_PAIR && !is_line(r, i));
	bool was_listed = before->kind == BLOCK_ITEM || (before->kind == BLOCK_PAIR && !is_line(r, i - 1));
	if (b->kind == BLOCK_CHANGE && before->kind == BLOCK_CHANGE)
		return true;
	return (listed && was_listed) || (is_line(r, i) && is_line(r, i - 1));
}

void export_markdown(struct str *out, const struct reading *r)
{
	for (size_t i = 0; i < r->count; i++) {
		if (i > 0 && !goes_on(r, i))
			str_add_char(out, '\n');
		add_block(out, r, i);
	}
}
