/* How much of two versions is the same. */
#include "plan/parts_internal.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

static size_t count_of(const struct parts *p)
{
	return p->usual ? p->scan.list.parts.count : p->nodes.parts.count;
}

struct line_hashes {
	uint64_t *p;
	size_t count, room;
};

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return x < y ? -1 : x > y;
}

static void hash_lines(struct line_hashes *out, const struct parts *p)
{
	for (size_t at = 0, len; p->bytes && at < p->len; at += len + 1) {
		const char *end = memchr(p->bytes + at, '\n', p->len - at);
		len = (end ? (size_t)(end - p->bytes) : p->len) - at;
		vec_push(out, hash_bytes(p->bytes + at, len));
	}
	if (out->count)
		qsort(out->p, out->count, sizeof *out->p, by_number);
}

/* By their lines, where what they say can't be read. */
static int lines_alike(const struct parts *old, const struct parts *new)
{
	struct line_hashes a = {0}, b = {0};
	size_t same = 0;
	hash_lines(&a, old);
	hash_lines(&b, new);
	for (size_t i = 0, j = 0; i < a.count && j < b.count;) {
		same += a.p[i] == b.p[j];
		bool first = a.p[i] <= b.p[j], second = b.p[j] <= a.p[i];
		i += first;
		j += second;
	}
	int percent = a.count + b.count ? (int)(200 * same / (a.count + b.count)) : 0;
	vec_free(&a);
	vec_free(&b);
	return percent;
}

int parts_alike(struct parts *old, struct parts *new)
{
	struct str out = {0};
	size_t other = 0;
	bool readable = parts_differ(old, new, &out) == PARTS_OK;
	for (size_t at = 0; at < out.len; at += strlen(out.p + at) + 1)
		other += out.p[at] != PART_WENT;
	str_free(&out);
	if (!readable)
		return lines_alike(old, new);
	size_t has = count_of(new), all = count_of(old) + has, same = other < has ? has - other : 0;
	return all ? (int)(200 * same / all) : 0;
}
