#include "base/text.h"

#include "base/vec.h"

#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* One line from `at` in a paragraph without LF that ends at `len`; gives where the next one starts.  On
 * overflow at most `columns` of text are looked at again, so the whole is linear. */
static size_t wrap_line(const char *s, size_t len, size_t at, int columns, size_t *end)
{
	size_t blank = at;
	int used = 0;
	for (size_t pos = at, next; pos < len; pos = next) {
		next = text_next(s, len, pos);
		bool gap = is_blank(s[pos]) && next == pos + 1;
		used += text_width(s + pos, next - pos);
		if (used > columns) {
			if (gap)
				blank = pos;
			if (blank > at) {
				*end = blank;
				return blank + 1;
			}
			*end = pos > at ? pos : next;
			return *end;
		}
		if (gap)
			blank = pos;
	}
	*end = len;
	return len;
}

size_t text_wrap(const char *s, size_t len, int columns, struct text_line **lines)
{
	VEC(struct text_line) out = {0};
	size_t start = 0;
	for (;;) {
		const char *lf = start < len ? memchr(s + start, '\n', len - start) : NULL;
		size_t paragraph = lf ? (size_t)(lf - s) : len;
		size_t end;
		do { /* a blank that the last line broke at leaves an empty line, where the cursor can stand */
			size_t next = wrap_line(s, paragraph, start, columns, &end);
			vec_push(&out, (struct text_line){start, end});
			start = next;
		} while (end < paragraph);
		if (!lf)
			break;
		start = paragraph + 1;
	}
	*lines = out.p;
	return out.count;
}
