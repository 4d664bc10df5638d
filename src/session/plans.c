/* A plan as a whole: made, given another name, put away, removed. */
#include "session/internal.h"
#include "session/restore.h"

#include "base/taal.h"
#include "base/text.h"
#include "plan/message.h"
#include "plan/new.h"
#include "plan/slug.h"

#include <string.h>

static enum code may_change(const struct session *s, struct err *e)
{
	const char *why = session_read_only(s);
	return why ? err_set(e, ERR_NO, "%s", why) : who_needed(s, e);
}

/* --- names ----------------------------------------------------------------------------- */

struct names {
	struct store_list list;
	const char *folder; /* what stands before each name: "deventer/", or "" */
	size_t folder_len;
};

static bool is_taken(const char *slug, void *ctx)
{
	const struct names *n = ctx;
	struct str name = {0};
	bool taken = false;
	str_add(&name, n->folder, n->folder_len);
	str_add_text(&name, slug);
	for (size_t i = 0; i < n->list.count && !taken; i++)
		taken = strcmp(n->list.entries[i].name, name.p) == 0;
	taken |= !store_is_name(name.p);
	str_free(&name);
	return taken;
}

/* The folder of a gemeente that all plans are in. */
static void find_folder(struct names *n)
{
	const char *first = NULL;
	n->folder = "";
	n->folder_len = 0;
	for (size_t i = 0; i < n->list.count; i++) {
		const struct store_entry *plan = &n->list.entries[i];
		const char *slash = plan->refused ? NULL : strchr(plan->name, '/');
		if (plan->refused)
			continue;
		size_t len = slash ? (size_t)(slash + 1 - plan->name) : 0;
		if (first && (len != n->folder_len || strncmp(first, plan->name, len) != 0)) {
			n->folder_len = 0;
			return;
		}
		n->folder = first = plan->name;
		n->folder_len = len;
	}
}

void session_propose_name(struct session *s, const char *buurt, struct str *out)
{
	struct names n = {0};
	struct err none;
	if (store_list(s->store, koppen(s), &n.list, &none)) /* then the making says what is wrong */
		n.list = (struct store_list){0};
	find_folder(&n);
	str_add(out, n.folder, n.folder_len);
	slug_from_title(out, buurt, strlen(buurt), "buurt", is_taken, &n);
	store_list_clear(&n.list);
}

/* A free one like it: what stands behind the folder of a gemeente is what gets a number. */
static enum code refuse_taken(struct session *s, const char *name, struct err *e)
{
	struct names n = {.folder = name};
	struct str other = {0};
	struct err none;
	const char *slash = strchr(name, '/'), *slug = slash ? slash + 1 : name;
	n.folder_len = (size_t)(slug - name);
	if (store_list(s->store, koppen(s), &n.list, &none))
		n.list = (struct store_list){0};
	str_add(&other, n.folder, n.folder_len);
	slug_from_title(&other, slug, strlen(slug), "buurt", is_taken, &n);
	err_set(e, ERR_NO, _("Er is al een plan dat '%s' heet. Er is niets veranderd. Nog vrij is: %s"), name, other.p);
	store_list_clear(&n.list);
	str_free(&other);
	return ERR_NO;
}

static bool is_in_use(struct session *s, const char *name)
{
	struct names n = {.folder = ""};
	struct err none;
	bool taken = store_list(s->store, koppen(s), &n.list, &none) == OK && is_taken(name, &n);
	store_list_clear(&n.list);
	return taken;
}

/* Can a plan get this name?  ERR_USE, ERR_NO with a name that is free in the sentence. */
static enum code check_name(struct session *s, const char *name, struct err *e)
{
	if (!store_is_name(name))
		return err_set(e, ERR_USE, _("'%.200s' kan geen korte naam zijn. Gebruik kleine letters, cijfers en streepjes, hoogstens 64, zoals: mijn-buurt"), name);
	return is_in_use(s, name) ? refuse_taken(s, name, e) : OK;
}

/* Somebody may have been first, after we looked. */
static enum code told(struct session *s, enum code code, const char *name, struct err *e)
{
	return code == ERR_NO && is_in_use(s, name) ? refuse_taken(s, name, e) : code;
}

/* --- what becomes of a plan -------------------------------------------------------------- */

/* What the store's call back needs. */
struct becoming {
	enum plan_event what;
	const char *name, *reason; /* from then on, and why */
	const struct doc *made, *seen;
	const char *keep; /* why personal data in it goes on the record; NULL: there is none */
};

/* No personal data goes on the record with it, unless it may. */
static enum code look_for_gegevens(struct session *s, struct becoming *x, const char *keep, struct gegevens *found, struct err *e)
{
	struct gegevens own = {0}, *out = found ? found : &own;
	enum code code = gegevens_may_become(s, x->made, x->reason, keep, out, e);
	x->keep = out->count ? keep : NULL;
	if (!code || !found)
		gegevens_clear(out);
	return code;
}

static void make_message(struct str *message, const struct becoming *x, const struct doc *d)
{
	message_plan(message, x->what, d, x->name, x->reason);
	if (x->keep)
		message_add_kept(message, x->keep);
}

static bool is_readable(const char *bytes, size_t len)
{
	struct doc *d = NULL;
	struct err none;
	bool readable = doc_parse(&d, bytes, len, &none) == OK;
	doc_free(d);
	return readable;
}

static enum code build(void *ctx, const char *bytes, size_t len, struct str *out, struct str *message, struct err *e)
{
	const struct becoming *x = ctx;
	struct doc *newest = NULL;
	struct err none;
	if (x->made) {
		if (bytes && is_readable(bytes, len)) /* that it was not is why we are here */
			return err_set(e, ERR_CHANGED, _("Iemand anders heeft dit plan net hersteld. Er is niets veranderd. Bekijk het plan eerst."));
		str_add(out, x->made->bytes, x->made->len);
		make_message(message, x, x->made);
		return OK;
	}
	if (!bytes)
		return err_set(e, ERR_NOT_FOUND, _("Dit plan is er niet meer: iemand anders heeft het weggehaald of hernoemd. Er is niets veranderd."));
	if (x->seen && !bytes_equal(bytes, len, x->seen->bytes, x->seen->len))
		return err_set(e, ERR_CHANGED, _("Iemand anders heeft dit plan net veranderd. Er is niets weggehaald. Bekijk het plan eerst."));
	if (doc_parse(&newest, bytes, len, &none))
		newest = NULL;
	if (x->what == PLAN_RENAMED)
		str_add(out, bytes, len);
	make_message(message, x, newest);
	doc_free(newest);
	return OK;
}

enum code session_create_plan(struct session *s, const char *name, const char *buurt, const char *wijk, const char *keep,
                              struct gegevens *found, struct err *e)
{
	struct becoming x = {.what = PLAN_MADE, .name = name};
	struct doc *d = NULL;
	enum code code = may_change(s, e);
	if (!code)
		code = check_name(s, name, e);
	if (!code)
		code = plan_new(&d, buurt, wijk, e);
	x.made = d;
	if (!code)
		code = look_for_gegevens(s, &x, keep, found, e);
	if (!code)
		code = told(s, store_add(s->store, name, who_now(s), build, &x, e), name, e);
	doc_free(d);
	return code;
}

/* It is not there, or *broken: can't be read.  A plan that was called so may have another name now. */
static enum code check_gone(struct session *s, const char *name, bool *broken, struct err *e)
{
	char *to = NULL;
	struct str bytes = {0};
	enum code code = store_read(s->store, name, NULL, &bytes, NULL, e);
	*broken = code == OK && !is_readable(str_text(&bytes), bytes.len);
	str_free(&bytes);
	if (code != ERR_NOT_FOUND)
		return code || *broken ? code : err_set(e, ERR_NO, _("Het plan '%s' is er nog. Er is niets veranderd."), name);
	code = store_renamed(s->store, name, &to, e);
	if (!code && to)
		code = err_set(e, ERR_NO, _("Het plan '%s' heet nu '%s'. Er is niets veranderd. Zet het onder die naam terug."), name, to);
	free(to);
	return code;
}

enum code session_restore_plan(struct session *s, const struct version_found *version, const char *reason, const char *keep,
                               struct gegevens *found, struct err *e)
{
	struct str proposed = {0};
	struct doc *d = NULL;
	bool broken = false, saved;
	restore_reason(&proposed, version->number, version->when);
	struct becoming x = {.what = PLAN_RESTORED, .name = version->plan, .reason = reason ? reason : str_text(&proposed)};
	enum code code = may_change(s, e);
	if (!code)
		code = check_gone(s, x.name, &broken, e);
	if (!code)
		code = version_read(s, version, &d, e);
	x.made = d;
	if (!code)
		code = look_for_gegevens(s, &x, keep, found, e);
	if (!code && broken)
		code = store_save(s->store, x.name, who_now(s), build, &x, &saved, NULL, e);
	else if (!code)
		code = told(s, store_add(s->store, x.name, who_now(s), build, &x, e), x.name, e);
	doc_free(d);
	str_free(&proposed);
	return code;
}

/* What is there, and what was edited in its file is on the record. */
static enum code look_at(struct session *s, const char *name, struct err *e)
{
	struct str bytes = {0};
	enum code code = may_change(s, e);
	if (!code)
		code = store_read(s->store, name, NULL, &bytes, NULL, e);
	if (!code)
		code = outside_record(s, name, e);
	str_free(&bytes);
	return code;
}

enum code session_rename_plan(struct session *s, const char *name, const char *to, struct err *e)
{
	struct becoming x = {.what = PLAN_RENAMED, .name = to};
	enum code code = look_at(s, name, e);
	if (!code && strcmp(name, to) == 0)
		return OK;
	if (!code)
		code = check_name(s, to, e);
	if (!code)
		code = told(s, store_rename(s->store, name, to, who_now(s), build, &x, e), to, e);
	if (!code)
		drafts_rename(s, name, to);
	return code;
}

enum code session_remove_plan(struct session *s, const char *name, const struct doc *seen, const char *reason, const char *keep,
                              struct gegevens *found, struct err *e)
{
	struct becoming x = {.what = PLAN_REMOVED, .name = name, .reason = reason, .seen = seen};
	enum code code = look_at(s, name, e);
	if (code)
		return code;
	if (!reason || text_is_blank(reason, strlen(reason)))
		return err_set(e, ERR_NO, _("Bij het weghalen van een plan hoort een reden. Er is niets weggehaald."));
	code = look_for_gegevens(s, &x, keep, found, e);
	return code ? code : store_remove(s->store, name, who_now(s), build, &x, e);
}

enum code session_put_away(struct session *s, const char *name, bool away, bool *saved, struct err *e)
{
	struct sitting *t = NULL;
	*saved = false;
	enum code code = may_change(s, e);
	if (!code)
		code = sitting_open(&t, s, name, e);
	if (!code)
		code = away ? sitting_set(t, "opgeborgen", "ja", 2, e) : sitting_remove(t, "opgeborgen", e);
	if (!code)
		code = sitting_save(t, saved, e);
	sitting_free(t);
	return code;
}
