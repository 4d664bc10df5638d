/* What a person saw, as lines of text:
 *   gezien 1
 *   ID SECONDS                  where everything began
 *   ID SECONDS PLAN             a whole plan
 *   ID SECONDS PLAN PATH        a part of it
 * ID is a version, SECONDS its moment. */
#include "session/gezien_internal.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { MARKS_MOST = 2000, PATH_MOST = 400 };

static const char first_line[] = "gezien 1\n";

void seen_drop(struct seen *m, const char *plan)
{
	size_t kept = 0;
	for (size_t i = 0; i < m->count; i++) {
		if (plan && strcmp(m->p[i].plan, plan) != 0) {
			m->p[kept++] = m->p[i];
			continue;
		}
		free(m->p[i].plan);
		free(m->p[i].path);
	}
	m->count = kept;
}

void seen_clear(struct seen *m)
{
	seen_drop(m, NULL);
	vec_free(m);
}

static struct mark *find(const struct seen *m, const char *plan, const char *path)
{
	for (size_t i = 0; i < m->count; i++)
		if (strcmp(m->p[i].plan, plan) == 0 && strcmp(m->p[i].path, path) == 0)
			return &m->p[i];
	return NULL;
}

const struct mark *seen_find(const struct seen *m, const char *plan, const char *path)
{
	return find(m, plan, path);
}

void seen_put(struct seen *m, const char *plan, const char *path, const struct store_point *at)
{
	struct mark *known = find(m, plan, path);
	if (!known)
		vec_push(m, (struct mark){mem_text(plan), mem_text(path), *at});
	else if (at->seconds >= known->at.seconds)
		known->at = *at;
}

void seen_join(struct seen *m, const struct seen *other)
{
	for (size_t i = 0; i < other->count; i++)
		seen_put(m, other->p[i].plan, other->p[i].path, &other->p[i].at);
}

bool mark_covers(const char *path, const char *part)
{
	size_t len = strlen(path);
	return len == 0 || (strncmp(path, part, len) == 0 && (part[len] == '/' || part[len] == '\0'));
}

/* The words of a line: up to 4, the last one with its blanks. */
static size_t split(char *line, char *words[4])
{
	size_t count = 0;
	while (count < 4 && *line) {
		size_t len = count < 3 ? strcspn(line, " ") : strlen(line);
		words[count++] = line;
		line += len;
		if (*line)
			*line++ = '\0';
	}
	return count;
}

static bool is_id(const char *text)
{
	size_t len = strlen(text);
	return (len == 40 || len == 64) && strspn(text, "0123456789abcdef") == len;
}

static bool read_seconds(const char *text, int64_t *out)
{
	char *end;
	*out = strtoll(text, &end, 10);
	return *text && !*end && strlen(text) < 19;
}

static bool is_path(const char *text)
{
	size_t len = strlen(text);
	for (size_t i = 0; i < len; i++)
		if (iscntrl((unsigned char)text[i]))
			return false;
	return len <= PATH_MOST;
}

static void take_line(struct seen *m, char *line)
{
	char *words[4] = {NULL};
	size_t count = split(line, words);
	struct store_point at = {0};
	const char *plan = count > 2 ? words[2] : "", *path = count > 3 ? words[3] : "";
	if (count < 2 || !is_id(words[0]) || !read_seconds(words[1], &at.seconds) || (count > 2 && !store_is_name(plan)) || !is_path(path))
		return;
	memcpy(at.id, words[0], strlen(words[0]));
	seen_put(m, plan, path, &at);
}

bool seen_read(struct seen *m, const char *text, size_t len)
{
	size_t head = sizeof first_line - 1;
	if (len < head || memcmp(text, first_line, head) != 0)
		return false;
	for (size_t at = head; at < len && m->count < MARKS_MOST;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t stop = end ? (size_t)(end - text) : len;
		char *line = mem_copy(text + at, stop - at);
		if (strlen(line) == stop - at) /* else there is a NUL in it */
			take_line(m, line);
		free(line);
		at = stop + 1;
	}
	return true;
}

static int latest_first(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;
	bool begins = !*x->plan, other = !*y->plan;
	if (begins != other)
		return begins ? -1 : 1;
	if (x->at.seconds != y->at.seconds)
		return x->at.seconds < y->at.seconds ? 1 : -1;
	int order = strcmp(x->plan, y->plan);
	return order ? order : strcmp(x->path, y->path);
}

/* Who has more than the most of them sees something again; so does who saw what a line can't say. */
void seen_write(struct seen *m, struct str *out)
{
	if (m->count)
		qsort(m->p, m->count, sizeof *m->p, latest_first);
	str_add_text(out, first_line);
	for (size_t i = 0; i < m->count && i < MARKS_MOST; i++) {
		const struct mark *k = &m->p[i];
		if (!is_path(k->path))
			continue;
		str_addf(out, "%s %lld", k->at.id, (long long)k->at.seconds);
		if (*k->plan)
			str_addf(out, " %s", k->plan);
		if (*k->path)
			str_addf(out, " %s", k->path);
		str_add_char(out, '\n');
	}
}
