/* A table that was pasted: what stands at the head of a column says what is in it. */
#include "plan/gegeven_internal.h"

#include <string.h>

enum { FAR_UP = 4000, LONGEST_LINE = 1000, LONGEST_NAME = 40 }; /* a long text takes no more time, and prose has no columns */

/* What stands between the cells of the line that `i` is in; NUL: nothing does. */
static char separator(const struct gegeven_text *r, size_t from, size_t to)
{
	static const char signs[] = "\t;|";
	for (const char *sign = signs; *sign; sign++)
		if (memchr(r->c + from, *sign, to - from))
			return *sign;
	for (size_t i = from; i < to; i++) /* in a sentence a blank is behind it */
		if (r->low[i] == ',' && read_word(r->low[i + 1]))
			return ',';
	return '\0';
}

static size_t line_start(const struct gegeven_text *r, size_t i)
{
	size_t from = i;
	while (from > 0 && i - from < LONGEST_LINE && r->low[from - 1] != '\n')
		from--;
	return from;
}

static size_t line_end(const struct gegeven_text *r, size_t i)
{
	size_t to = i;
	while (to < r->n && to - i < LONGEST_LINE && r->low[to] != '\n')
		to++;
	return to;
}

static bool has_letter(const struct gegeven_text *r, struct stretch s)
{
	for (size_t i = s.from; i < s.to; i++)
		if (read_letter(r->low[i]))
			return true;
	return false;
}

static bool has_digit(const struct gegeven_text *r, struct stretch s)
{
	for (size_t i = s.from; i < s.to; i++)
		if (read_digit(r->low[i]))
			return true;
	return false;
}

/* The first line of the table with the line from `line` on in it; that line itself: there is none above. */
static struct stretch head_of(const struct gegeven_text *r, size_t line, char sign)
{
	struct stretch head = {line, line_end(r, line)};
	size_t least = line > FAR_UP ? line - FAR_UP : 0;
	while (head.from > least) {
		size_t to = head.from - 1, from = line_start(r, to);
		if (r->low[to] != '\n')
			break;
		if (to == from || (sign && separator(r, from, to) != sign))
			break;
		if (!sign && has_letter(r, head))
			break;
		head = (struct stretch){from, to};
	}
	return head;
}

/* The cell with `column` cells before it. */
static struct stretch cell(const struct gegeven_text *r, struct stretch line, char sign, size_t column)
{
	size_t from = line.from, to;
	for (;; from = to + 1) {
		for (to = from; to < line.to && (!sign || r->c[to] != sign); to++)
			;
		if (column-- == 0)
			return (struct stretch){from, to};
		if (to == line.to)
			return (struct stretch){to, to};
	}
}

struct stretch gegeven_column(const struct gegeven_text *r, size_t i)
{
	size_t line = line_start(r, i), column = 0;
	struct stretch none = {i, i};
	char sign = separator(r, line, line_end(r, i));
	if (!sign && has_letter(r, (struct stretch){line, i}))
		return none;
	struct stretch head = head_of(r, line, sign);
	if (head.from == line)
		return none;
	for (size_t k = line; k < i; k++)
		column += sign && r->c[k] == sign;
	struct stretch name = cell(r, head, sign, column);
	while (name.to > name.from && !read_letter(r->low[name.to - 1]))
		name.to--;
	while (name.from < name.to && !read_letter(r->low[name.from]))
		name.from++;
	return name.to - name.from > LONGEST_NAME || has_digit(r, name) ? none : name;
}

bool gegeven_is_in_column(const struct gegeven_text *r, size_t i, const char *const words[])
{
	struct stretch name = gegeven_column(r, i);
	for (size_t at = name.to; at > name.from;) {
		struct stretch word = gegeven_word_before(r, at);
		if (word.from == word.to || word.from < name.from)
			return false;
		if (gegeven_is(r, word, words))
			return true;
		at = word.from;
	}
	return false;
}
