#include "store/graph.h"

#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

/* --- one version ------------------------------------------------------------------------ */

/* Any number can stand there; 8,000 years are enough, and fit in the index. */
static int64_t in_range(long long seconds)
{
	const long long most = (long long)1 << 38;
	return seconds > most ? most : seconds < -most ? -most : seconds;
}

/* "NAME <ADDRESS> SECONDS ZONE": whatever of it is there. */
static void read_person(struct store_commit *c, const char *s, size_t len)
{
	const char *open = memrchr(s, '<', len), *close = memrchr(s, '>', len);
	if (!open || !close || close < open)
		return;
	c->name = s;
	c->name_len = (size_t)(open - s);
	while (c->name_len && c->name[c->name_len - 1] == ' ')
		c->name_len--;
	c->address = open + 1;
	c->address_len = (size_t)(close - open - 1);
	char *end;
	c->when.seconds = in_range(strtoll(close + 1, &end, 10));
	long zone = strtol(end, NULL, 10);
	if (zone > -2400 && zone < 2400)
		c->when.offset = (int)(zone / 100 * 60 + zone % 100);
}

static int64_t read_time(const char *s, size_t len)
{
	const char *close = memrchr(s, '>', len);
	return close ? in_range(strtoll(close + 1, NULL, 10)) : 0;
}

static bool is_line(const char *line, size_t len, const char *word, const char **value, size_t *value_len)
{
	size_t n = strlen(word);
	if (len <= n || memcmp(line, word, n) != 0)
		return false;
	*value = line + n;
	*value_len = len - n;
	return true;
}

static bool read_line(struct store_commit *c, const char *line, size_t len)
{
	const char *value;
	size_t n;
	git_oid id;
	if (is_line(line, len, "tree ", &value, &n))
		return git_oid_fromstrn(&c->tree, value, n) == 0;
	if (is_line(line, len, "parent ", &value, &n)) {
		if (git_oid_fromstrn(&id, value, n) < 0)
			return false;
		c->parents = mem_resize(c->parents, c->parent_count + 1, sizeof *c->parents);
		c->parents[c->parent_count++] = id;
	} else if (is_line(line, len, "author ", &value, &n)) {
		read_person(c, value, n);
	} else if (is_line(line, len, "committer ", &value, &n)) {
		c->time = read_time(value, n);
	}
	return true;
}

static int parse(struct store_commit *c, const char *text, size_t len)
{
	size_t at = 0;
	while (at < len && text[at] != '\n') {
		const char *end = memchr(text + at, '\n', len - at);
		size_t n = end ? (size_t)(end - text) - at : len - at;
		if (!read_line(c, text + at, n))
			return GIT_ERROR;
		at += n + 1;
	}
	c->message = text + (at < len ? at + 1 : len);
	return git_oid_is_zero(&c->tree) ? GIT_ERROR : 0;
}

int store_commit_read(struct store_commit *out, git_odb *odb, const git_oid *id)
{
	*out = (struct store_commit){.id = *id, .name = "", .address = ""};
	int rc = git_odb_read(&out->raw, odb, id);
	if (!rc && git_odb_object_type(out->raw) != GIT_OBJECT_COMMIT)
		rc = GIT_ERROR;
	if (!rc)
		rc = parse(out, git_odb_object_data(out->raw), git_odb_object_size(out->raw));
	if (rc)
		store_commit_clear(out);
	return rc;
}

void store_commit_clear(struct store_commit *c)
{
	git_odb_object_free(c->raw);
	free(c->parents);
	*c = (struct store_commit){.name = "", .address = ""};
}

/* --- a set of ids ----------------------------------------------------------------------- */

static size_t place_of(const struct store_ids *s, const git_oid *id)
{
	uint64_t h;
	memcpy(&h, id->id, sizeof h); /* an id is a hash */
	size_t at = h & (s->room - 1);
	while (!git_oid_is_zero(&s->p[at].id) && !git_oid_equal(&s->p[at].id, id))
		at = (at + 1) & (s->room - 1);
	return at;
}

static void grow(struct store_ids *s)
{
	struct store_ids old = *s;
	s->room = old.room ? old.room * 2 : 1024;
	s->p = mem_alloc(s->room * sizeof *s->p);
	for (size_t i = 0; i < old.room; i++)
		if (!git_oid_is_zero(&old.p[i].id))
			s->p[place_of(s, &old.p[i].id)] = old.p[i];
	free(old.p);
}

bool store_ids_add(struct store_ids *s, const git_oid *id)
{
	if (s->count * 2 >= s->room)
		grow(s);
	size_t at = place_of(s, id);
	if (!git_oid_is_zero(&s->p[at].id))
		return false;
	s->p[at] = (struct store_numbered){*id, (uint32_t)s->count++};
	return true;
}

bool store_ids_find(const struct store_ids *s, const git_oid *id, uint32_t *number)
{
	size_t at = s->room ? place_of(s, id) : 0;
	bool found = s->room && !git_oid_is_zero(&s->p[at].id);
	*number = found ? s->p[at].number : 0;
	return found;
}

void store_ids_clear(struct store_ids *s)
{
	free(s->p);
	*s = (struct store_ids){0};
}

/* --- newest first ------------------------------------------------------------------------- */

struct store_graph {
	git_odb *odb;
	const struct store_ids *shallow;
	VEC(struct store_commit) heap;
	struct store_ids seen;
	struct store_commit now;
};

/* Of those of one moment as in the index (store_touch_compare). */
static bool goes_first(const struct store_commit *a, const struct store_commit *b)
{
	return a->time != b->time ? a->time > b->time : git_oid_cmp(&a->id, &b->id) > 0;
}

static void swap(struct store_commit *a, struct store_commit *b)
{
	struct store_commit x = *a;
	*a = *b;
	*b = x;
}

static void sift_up(struct store_commit *p, size_t at)
{
	while (at > 0 && goes_first(&p[at], &p[(at - 1) / 2])) {
		swap(&p[at], &p[(at - 1) / 2]);
		at = (at - 1) / 2;
	}
}

static void sift_down(struct store_commit *p, size_t count)
{
	for (size_t at = 0, child; (child = 2 * at + 1) < count; at = child) {
		if (child + 1 < count && goes_first(&p[child + 1], &p[child]))
			child++;
		if (!goes_first(&p[child], &p[at]))
			return;
		swap(&p[child], &p[at]);
	}
}

static int push(struct store_graph *g, const git_oid *id)
{
	struct store_commit c;
	if (!store_ids_add(&g->seen, id))
		return 0;
	int rc = store_commit_read(&c, g->odb, id);
	if (rc)
		return GIT_ERROR;
	uint32_t number;
	if (store_ids_find(g->shallow, id, &number))
		c.parent_count = 0;
	c.number = store_graph_number(g, id);
	vec_push(&g->heap, c);
	sift_up(g->heap.p, g->heap.count - 1);
	return 0;
}

int store_graph_open(struct store_graph **out, git_odb *odb, const git_oid *tip, const struct store_ids *shallow)
{
	struct store_graph *g = mem_alloc(sizeof *g);
	g->odb = odb;
	g->shallow = shallow;
	*out = g;
	return push(g, tip);
}

void store_graph_free(struct store_graph *g)
{
	if (!g)
		return;
	for (size_t i = 0; i < g->heap.count; i++)
		store_commit_clear(&g->heap.p[i]);
	vec_free(&g->heap);
	store_ids_clear(&g->seen);
	store_commit_clear(&g->now);
	free(g);
}

int store_graph_next(struct store_graph *g, const struct store_commit **out)
{
	if (!g->heap.count)
		return GIT_ITEROVER;
	store_commit_clear(&g->now);
	g->now = g->heap.p[0];
	g->heap.p[0] = g->heap.p[--g->heap.count];
	sift_down(g->heap.p, g->heap.count);
	*out = &g->now;
	return 0;
}

int store_graph_go_on(struct store_graph *g)
{
	int rc = 0;
	for (size_t i = 0; !rc && i < g->now.parent_count; i++)
		rc = push(g, &g->now.parents[i]);
	return rc;
}

const struct store_commit *store_graph_waiting(const struct store_graph *g, const git_oid *id)
{
	for (size_t i = 0; i < g->heap.count; i++)
		if (git_oid_equal(&g->heap.p[i].id, id))
			return &g->heap.p[i];
	return NULL;
}

uint32_t store_graph_found(const struct store_graph *g)
{
	return (uint32_t)g->seen.count;
}

uint32_t store_graph_number(const struct store_graph *g, const git_oid *id)
{
	uint32_t number;
	store_ids_find(&g->seen, id, &number);
	return number;
}
