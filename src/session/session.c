/* The record and the person, for as long as they are at work. */
#include "session/internal.h"

#include "base/io.h"
#include "base/taal.h"

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
		store_set_cutter(s->store, &session_cutter);
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
	gezien_free(s->gezien);
	store_cache_free(s->koppen);
	store_cache_free(s->bekend);
	store_close(s->store);
	free(s->state_dir);
	free(s->config_dir);
	free(s->name);
	free(s->address);
	for (size_t i = 0; i < s->lost.count; i++)
		free(s->lost.p[i]);
	vec_free(&s->lost);
	free(s->asked);
	said_clear(s);
	docs_clear(&s->docs);
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
