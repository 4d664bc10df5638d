#include "session/internal.h"

#include "base/io.h"
#include "base/taal.h"
#include "base/text.h"

#include <string.h>
#include <time.h>

static struct moment clock_now(void *ctx)
{
	(void)ctx;
	struct timespec now;
	struct tm local;
	clock_gettime(CLOCK_REALTIME, &now);
	localtime_r(&now.tv_sec, &local);
	return (struct moment){now.tv_sec, (int)(local.tm_gmtoff / 60)};
}

static char *personal_dir(const char *given, const char *variable, const char *home_part)
{
	return given ? mem_text(given) : io_own_folder(variable, home_part);
}

struct session *session_new(const struct world *world)
{
	struct session *s = mem_alloc(sizeof *s);
	if (world)
		s->world = *world;
	if (!s->world.now)
		s->world.now = clock_now;
	s->state_dir = personal_dir(s->world.state_dir, "XDG_STATE_HOME", ".local/state");
	s->config_dir = personal_dir(s->world.config_dir, "XDG_CONFIG_HOME", ".config");
	return s;
}

enum code session_open(struct session **out, const char *dir, const char *als, const struct world *world, struct err *e)
{
	struct session *s = session_new(world);
	enum code code = store_open(&s->store, dir, e);
	if (!code)
		code = who_find(s, als, e);
	*out = code ? NULL : s;
	if (code)
		session_free(s);
	return code;
}

void session_free(struct session *s)
{
	if (!s)
		return;
	known_free(s->known);
	store_close(s->store);
	free(s->state_dir);
	free(s->config_dir);
	free(s->name);
	free(s->address);
	for (size_t i = 0; i < s->lost.count; i++)
		free(s->lost.p[i]);
	vec_free(&s->lost);
	free(s->asked);
	docs_clear(s);
	free(s);
}

struct moment session_clock(void)
{
	return clock_now(NULL);
}

struct moment session_now(const struct session *s)
{
	return s->world.now(s->world.ctx);
}

const char *session_read_only(const struct session *s)
{
	return store_read_only(s->store);
}

static int by_buurt(const void *a, const void *b)
{
	const struct plan_row *x = a, *y = b;
	struct str p = {0}, q = {0};
	const char *first = x->doc ? x->summary.buurt : x->name, *second = y->doc ? y->summary.buurt : y->name;
	text_fold(&p, first, strlen(first));
	text_fold(&q, second, strlen(second));
	int order = strcmp(str_text(&p), str_text(&q));
	str_free(&p);
	str_free(&q);
	return order ? order : strcmp(x->name, y->name);
}

static enum code read_row(struct session *s, const struct store_entry *entry, struct plan_row *row, struct err *e)
{
	*row = (struct plan_row){.name = mem_text(entry->name), .refused = mem_text(entry->refused)};
	if (row->refused)
		return OK;
	struct str bytes = {0};
	struct err why = {0};
	row->doc = docs_find(s, entry->name, entry->blob);
	if (row->doc) {
		plan_summarise(&row->summary, row->doc);
		return OK;
	}
	enum code code = store_read(s->store, entry->name, NULL, &bytes, NULL, e);
	if (!code && doc_parse(&row->doc, str_text(&bytes), bytes.len, &why) == OK) {
		plan_summarise(&row->summary, row->doc);
	} else if (!code) {
		row->refused = mem_text(why.text);
		row->line = why.line;
		row->column = why.column;
	} else if (code != ERR_NOT_FOUND) { /* one damaged plan leaves the others usable */
		row->refused = mem_text(e->text);
		code = OK;
	}
	str_free(&bytes);
	return code;
}

enum code session_plans(struct session *s, struct plan_rows *out, struct err *e)
{
	struct store_list list = {0};
	*out = (struct plan_rows){0};
	enum code code = store_list(s->store, &list, e);
	if (code)
		return code;
	s->seen = list.version;
	out->p = mem_alloc((list.count + 1) * sizeof *out->p);
	for (size_t i = 0; i < list.count && !code; i++)
		code = read_row(s, &list.entries[i], &out->p[out->count++], e);
	if (!code)
		docs_set(s, &list, out);
	store_list_clear(&list);
	if (code)
		plan_rows_clear(out);
	else
		qsort(out->p, out->count, sizeof *out->p, by_buurt);
	if (!code) {
		drafts_adopt(s, out);
		drafts_mark(s, out);
	}
	return code;
}

void plan_rows_away_last(struct plan_rows *rows)
{
	struct plan_row *sorted = mem_alloc((rows->count + 1) * sizeof *sorted);
	size_t at = 0;
	for (int away = 0; away < 2; away++)
		for (size_t i = 0; i < rows->count; i++)
			if (rows->p[i].summary.away == away)
				sorted[at++] = rows->p[i];
	free(rows->p);
	rows->p = sorted;
}

const char *plan_row_name(const struct plan_row *row)
{
	return row->doc && *row->summary.buurt ? row->summary.buurt : row->name;
}

void plan_rows_clear(struct plan_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		free(rows->p[i].name);
		free(rows->p[i].refused);
		doc_free(rows->p[i].doc);
	}
	free(rows->p);
	*rows = (struct plan_rows){0};
}

enum code session_read(struct session *s, const char *name, struct doc **out, struct err *e)
{
	struct str bytes = {0}, outside = {0}, base = {0};
	bool found = false;
	*out = NULL;
	enum code code = store_read(s->store, name, NULL, &bytes, NULL, e);
	if (!code)
		code = store_outside(s->store, name, &found, &outside, &base, e);
	const struct str *there = found ? &outside : &bytes;
	if (!code)
		code = doc_parse(out, str_text(there), there->len, e);
	str_free(&bytes);
	str_free(&outside);
	str_free(&base);
	return code;
}

bool session_is_stale(struct session *s)
{
	struct store_version newest;
	struct err e;
	return store_newest(s->store, &newest, &e) == OK && strcmp(newest.id, s->seen.id) != 0;
}
