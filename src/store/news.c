#include "store/news.h"

#include "store/internal.h"

#include "base/guard.h"
#include "base/taal.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

enum {
	VERSIONS_MOST = 5000,
	SLACK = 64 /* versions of the past that are looked at once nothing else is left: clocks differ */
};

struct item {
	git_oid id;
	size_t parents;      /* where they begin in n->parents, … */
	unsigned parent_count;
	bool old;            /* in the past of `since` */
	struct store_news_version version;
};

/* A version that was met and not looked at yet; as old as the one it was met from. */
struct waiting {
	git_commit *commit;
	bool old;
};

struct store_news {
	struct store *s;
	VEC(struct item) items;
	VEC(git_oid) parents;
	size_t *slots, room;  /* by the id: number + 1; `room` is a power of two */
	VEC(struct waiting) waiting;
	size_t fresh;         /* of those, that are not old */
	int slack;
	git_oid tip, was_tip, since;
	struct moment tip_when;
	bool met_since, met_was_tip, lost; /* lost: `since` is not there any more, and its moment counts */
	bool done, is_void;
	int64_t seconds;
};

/* --- the versions by their id ------------------------------------------------------------ */

/* By the first `len` bytes of it. */
static size_t slot_of(const struct store_news *n, const git_oid *id, size_t len)
{
	uint32_t at;
	memcpy(&at, id->id, sizeof at);
	for (at &= (uint32_t)(n->room - 1); n->slots[at] && memcmp(n->items.p[n->slots[at] - 1].id.id, id->id, len) != 0;)
		at = (at + 1) & (uint32_t)(n->room - 1);
	return at;
}

static size_t find_begin(const struct store_news *n, const git_oid *id, size_t len)
{
	size_t found = n->room ? n->slots[slot_of(n, id, len)] : 0;
	return found ? found - 1 : n->items.count;
}

static size_t find(const struct store_news *n, const git_oid *id)
{
	return find_begin(n, id, GIT_OID_RAWSZ);
}

static void make_room(struct store_news *n)
{
	if (n->items.count * 2 < n->room)
		return;
	n->room = n->room ? n->room * 2 : 256;
	free(n->slots);
	n->slots = mem_alloc(n->room * sizeof *n->slots);
	for (size_t i = 0; i < n->items.count; i++)
		n->slots[slot_of(n, &n->items.p[i].id, GIT_OID_RAWSZ)] = i + 1;
}

/* --- the walk ------------------------------------------------------------------------------ */

static int await(struct store_news *n, const git_oid *id, bool old)
{
	git_commit *commit;
	int rc = git_commit_lookup(&commit, n->s->repo, id);
	if (rc < 0)
		return old ? 0 : rc; /* what we don't show need not be there (a shallow clone) */
	vec_push(&n->waiting, (struct waiting){commit, old});
	n->fresh += !old;
	return 0;
}

/* Of one second the old ones first: what is in the past must not be looked at as news before that is known. */
static bool goes_before(const struct waiting *a, const struct waiting *b)
{
	git_time_t x = git_commit_time(a->commit), y = git_commit_time(b->commit);
	return x != y ? x > y : a->old && !b->old;
}

static struct waiting take_newest(struct store_news *n)
{
	size_t best = 0;
	for (size_t i = 1; i < n->waiting.count; i++)
		if (goes_before(&n->waiting.p[i], &n->waiting.p[best]))
			best = i;
	struct waiting w = n->waiting.p[best];
	n->waiting.p[best] = n->waiting.p[--n->waiting.count];
	n->fresh -= !w.old;
	return w;
}

static int await_parents(struct store_news *n, size_t parents, unsigned count, bool old)
{
	int rc = 0;
	for (unsigned i = 0; !rc && i < count; i++) {
		git_oid id = n->parents.p[parents + i];
		rc = await(n, &id, old);
	}
	return rc;
}

static int add_item(struct store_news *n, const struct waiting *w)
{
	const git_signature *author = git_commit_author(w->commit);
	struct item item = {
		.id = *git_commit_id(w->commit), .parents = n->parents.count, .parent_count = git_commit_parentcount(w->commit), .old = w->old,
		.version = {.name = mem_text(author->name), .address = mem_text(author->email), .when = {author->when.time, author->when.offset}},
	};
	git_oid_tostr(item.version.id, sizeof item.version.id, &item.id);
	for (unsigned i = 0; i < item.parent_count; i++)
		vec_push(&n->parents, *git_commit_parent_id(w->commit, i));
	if (item.parent_count)
		git_oid_tostr(item.version.before, sizeof item.version.before, &n->parents.p[item.parents]);
	item.old |= n->lost && item.version.when.seconds <= n->seconds;
	make_room(n);
	n->slots[slot_of(n, &item.id, GIT_OID_RAWSZ)] = n->items.count + 1;
	vec_push(&n->items, item);
	return await_parents(n, item.parents, item.parent_count, item.old);
}

static int look_at_next(struct store_news *n)
{
	struct waiting w = take_newest(n);
	const git_oid *id = git_commit_id(w.commit);
	size_t known = find(n, id);
	int rc = 0;
	n->met_since |= !w.old && git_oid_equal(id, &n->since);
	n->met_was_tip |= git_oid_equal(id, &n->was_tip);
	if (known == n->items.count) {
		rc = add_item(n, &w);
	} else if (w.old && !n->items.p[known].old) {
		n->items.p[known].old = true;
		rc = await_parents(n, n->items.p[known].parents, n->items.p[known].parent_count, true);
	}
	git_commit_free(w.commit);
	return rc;
}

/* `since` stands beside the record, as that was written anew: its moment says what came after it. */
static void fall_back(struct store_news *n)
{
	n->lost = true;
	for (size_t i = 0; i < n->items.count; i++)
		n->items.p[i].old |= n->items.p[i].version.when.seconds <= n->seconds;
}

static bool is_at_end(struct store_news *n)
{
	bool most = n->items.count >= VERSIONS_MOST;
	if (!most && n->fresh)
		n->slack = SLACK;
	else if (!most && n->waiting.count && n->slack > 0)
		n->slack--;
	else
		return true;
	return false;
}

enum code store_news_step(struct store_news *n, int budget, struct err *e)
{
	int rc = 0;
	guard_begin(n->s->dir);
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0); /* as in versions.c */
	for (int i = 0; !rc && !n->done && i < budget; i++) {
		n->done = is_at_end(n);
		if (!n->done)
			rc = look_at_next(n);
	}
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1);
	enum code code = rc < 0 ? store_fault(e, rc, NULL, _("Wat er nieuw is in %s kan niet worden gevonden"), n->s->dir) : OK;
	guard_end();
	if (!n->done)
		return code;
	if (!n->lost && !n->met_since)
		fall_back(n);
	n->is_void |= !n->met_was_tip;
	return code;
}

bool store_news_is_done(const struct store_news *n)
{
	return n->done;
}

bool store_news_is_void(const struct store_news *n)
{
	return n->is_void;
}

/* --- beginning, and going on ----------------------------------------------------------------- */

/* Sets out from the newest version, which is at `tip`. */
static int set_out(struct store_news *n, const git_oid *tip)
{
	int rc = await(n, tip, false);
	if (rc)
		return rc;
	const git_signature *author = git_commit_author(n->waiting.p[n->waiting.count - 1].commit);
	n->tip_when = (struct moment){author->when.time, author->when.offset};
	n->tip = *tip;
	n->done = false;
	n->slack = SLACK;
	return 0;
}

static int begin(struct store_news *n, const struct store_point *since)
{
	git_oid tip;
	int rc = store_tip(n->s->repo, n->s->branch, &tip);
	if (!rc)
		rc = set_out(n, &tip);
	if (rc)
		return rc;
	n->was_tip = tip;
	n->seconds = since ? since->seconds : n->tip_when.seconds;
	if (!since)
		n->since = tip;
	else
		n->lost = git_oid_fromstr(&n->since, since->id) < 0;
	size_t before = n->waiting.count;
	rc = n->lost ? 0 : await(n, &n->since, true);
	n->lost |= n->waiting.count == before;
	return rc;
}

enum code store_news_open(struct store_news **out, struct store *s, const struct store_point *since, struct err *e)
{
	struct store_news *n = mem_alloc(sizeof *n);
	n->s = s;
	guard_begin(s->dir);
	int rc = begin(n, since);
	enum code code = OK;
	if (rc == GIT_ENOTFOUND)
		code = err_set(e, ERR_NOT_FOUND, _("Er is nog niets bewaard."));
	else if (rc < 0)
		code = store_fault(e, rc, NULL, _("Wat er nieuw is in %s kan niet worden gevonden"), s->dir);
	guard_end();
	*out = code ? NULL : n;
	if (code)
		store_news_free(n);
	return code;
}

enum code store_news_follow(struct store_news *n, struct err *e)
{
	git_oid tip;
	enum code code = OK;
	guard_begin(n->s->dir);
	int rc = store_tip(n->s->repo, n->s->branch, &tip);
	if (!rc && !git_oid_equal(&tip, &n->tip)) {
		if (n->done) { /* else what was on its way is still to be met */
			n->was_tip = n->tip;
			n->met_was_tip = false;
		}
		rc = set_out(n, &tip);
	}
	if (rc < 0 && rc != GIT_ENOTFOUND)
		code = store_fault(e, rc, NULL, _("Wat er nieuw is in %s kan niet worden gevonden"), n->s->dir);
	guard_end();
	return code;
}

void store_news_free(struct store_news *n)
{
	if (!n)
		return;
	for (size_t i = 0; i < n->items.count; i++) {
		free(n->items.p[i].version.name);
		free(n->items.p[i].version.address);
	}
	for (size_t i = 0; i < n->waiting.count; i++)
		git_commit_free(n->waiting.p[i].commit);
	vec_free(&n->items);
	vec_free(&n->parents);
	vec_free(&n->waiting);
	free(n->slots);
	free(n);
}

/* --- what there is ---------------------------------------------------------------------------- */

size_t store_news_count(const struct store_news *n)
{
	return n->items.count;
}

const struct store_news_version *store_news_get(const struct store_news *n, size_t i)
{
	return n->items.p[i].old ? NULL : &n->items.p[i].version;
}

size_t store_news_find(const struct store_news *n, const char *id)
{
	git_oid oid;
	size_t len = strlen(id);
	bool fits = len >= STORE_NEWS_DIGITS && len <= GIT_OID_HEXSZ && git_oid_fromstrn(&oid, id, len) == 0;
	return fits ? find_begin(n, &oid, len / 2) : n->items.count;
}

struct store_point store_news_tip(const struct store_news *n)
{
	struct store_point p = {.seconds = n->tip_when.seconds};
	git_oid_tostr(p.id, sizeof p.id, &n->tip);
	return p;
}

void store_news_past(const struct store_news *n, const struct store_point *point, bool *past)
{
	VEC(size_t) open = {0};
	size_t at = store_news_find(n, point->id);
	bool lost = at == n->items.count;
	for (size_t i = 0; i < n->items.count; i++)
		past[i] = lost && n->items.p[i].version.when.seconds <= point->seconds;
	if (!lost) {
		past[at] = true;
		vec_push(&open, at);
	}
	while (open.count) {
		const struct item *item = &n->items.p[open.p[--open.count]];
		for (unsigned i = 0; i < item->parent_count; i++) {
			size_t up = find(n, &n->parents.p[item->parents + i]);
			if (up == n->items.count || past[up])
				continue;
			past[up] = true;
			vec_push(&open, up);
		}
	}
	vec_free(&open);
}
