#include "store/internal.h"

#include "base/guard.h"
#include "base/taal.h"

#include <stdlib.h>
#include <string.h>

/* What stands at `from` becomes what `build` makes of it, at `to`: one name for a save, two for a renaming, one of them
 * NULL for a plan that is new or goes. */
struct save {
	struct store *s;
	const char *from, *to;
	const char *verb; /* for sentences: "bewaard" */
	git_signature *who;
	store_build *build;
	void *ctx;
	const git_oid *taken; /* what the file in the working tree may be overwritten for; NULL: nothing */
	struct store_names names; /* what is written, what goes: as many as there are … */
	struct store_piece pieces[STORE_NAMES]; /* … and what becomes of them, the paths owned */
	/* of this try */
	bool has_parent, exists;
	git_oid parent, version, before; /* before: the blob of `newest` */
	struct str newest, bytes, message;
	enum store_trouble trouble;
	bool saved;
};

/* What the plan was called, for sentences. */
static const char *name_of(const struct save *w)
{
	return w->from ? w->from : w->to;
}

static bool is_new(const struct save *w)
{
	return w->to && (!w->from || strcmp(w->from, w->to) != 0);
}

static enum code fail(struct save *w, int rc, struct err *e)
{
	w->trouble = store_fault_kind(rc);
	return store_fault(e, rc, w->s->dir, _("Plan %s is niet %s"), name_of(w), w->verb);
}

static enum code is_taken(const struct save *w, struct err *e)
{
	return err_set(e, ERR_NO, _("Er is al een plan dat '%s' heet. Er is niets veranderd."), w->to);
}

static const char *path_from(const struct save *w)
{
	return w->pieces[w->names.count - 1].path;
}

static enum code read_from(struct save *w, struct err *e)
{
	struct store_found found;
	int rc = store_find(w->s->repo, &w->parent, path_from(w), &found);
	if (rc == GIT_ENOTFOUND)
		return OK;
	if (rc == 0 && found.refused)
		return err_set(e, ERR_UNREADABLE, _("Plan %s is niet %s. Op die plaats staat iets anders. %s"), w->from, w->verb,
			       found.refused);
	if (rc == 0)
		rc = store_blob_again(w->s, &found.blob, &w->newest);
	if (rc < 0)
		return fail(w, rc, e);
	w->exists = true;
	w->before = found.blob;
	w->pieces[0].mode = found.mode;
	return OK;
}

static enum code read_newest(struct save *w, struct err *e)
{
	struct store_found found;
	enum code code = OK;
	w->exists = false;
	w->pieces[0].mode = GIT_FILEMODE_BLOB;
	int rc = store_tip(w->s->repo, w->s->branch, &w->parent);
	w->has_parent = rc == 0;
	if (rc == GIT_ENOTFOUND)
		return OK; /* this will be the first version */
	if (rc < 0)
		return fail(w, rc, e);
	if (w->from)
		code = read_from(w, e);
	if (code || !is_new(w))
		return code;
	rc = store_find(w->s->repo, &w->parent, w->pieces[0].path, &found);
	if (rc == GIT_ENOTFOUND)
		return OK;
	return rc ? fail(w, rc, e) : is_taken(w, e);
}

static enum code ask_build(struct save *w, bool *same, struct err *e)
{
	struct str message = {0};
	enum code code = w->build(w->ctx, w->exists ? str_text(&w->newest) : NULL, w->newest.len, &w->bytes, &message, e);
	*same = w->exists && !is_new(w) && w->to && bytes_equal(w->newest.p, w->newest.len, w->bytes.p, w->bytes.len);
	if (code == OK && !*same) {
		code = store_message(&w->message, str_text(&message), message.len, e);
		if (code == OK && w->bytes.len > STORE_SIZE_MOST)
			code = err_set(e, ERR_NO, _("Plan %s is niet bewaard: het wordt groter dan 1 MiB. Maak het korter."),
				       name_of(w));
	}
	str_free(&message);
	if (w->to) {
		w->pieces[0].bytes = str_text(&w->bytes);
		w->pieces[0].len = w->bytes.len;
	}
	return code;
}

/* The next save of this plan need not read again what this one wrote, and read back; nor need the next history walk to it. */
static void remember(const struct save *w)
{
	if (!w->to)
		return;
	str_clear(&w->s->last_bytes);
	str_add(&w->s->last_bytes, str_text(&w->bytes), w->bytes.len);
	w->s->last_blob = w->pieces[0].blob;
	if (w->exists && !is_new(w))
		store_versions_note(w->s, &w->parent, &w->version, w->who, w->to, &w->before, &w->pieces[0].blob, &w->newest, &w->bytes);
}

/* Whatever went wrong while writing, the branch may have moved: only what is read back counts, both ways. */
static enum code write_and_verify(struct save *w, struct err *e)
{
	bool kept = false;
	enum code code = OK;
	int rc = store_write(w->s->repo, w->s->branch, w->has_parent ? &w->parent : NULL, w->pieces, w->names.count,
			     w->who, w->message.p, &w->version);
	if (rc < 0)
		code = fail(w, rc, e);
	if (git_oid_is_zero(&w->version))
		return code;
	rc = store_read_back(w->s->common, w->s->branch, &w->version, w->pieces, w->names.count, rc == 0, &kept);
	if (rc < 0) {
		w->trouble = STORE_LASTING;
		return store_fault(e, GIT_ERROR, w->s->dir, _("Het is niet zeker dat plan %s %s is"), name_of(w), w->verb);
	}
	if (kept && w->trouble == STORE_DISK)
		return err_set(e, ERR_IO, _("Plan %s is %s, maar het is niet zeker dat dat zo blijft: de schijf geeft fouten. "
					    "Waarschuw de beheerder."), name_of(w), w->verb);
	if (kept)
		return OK;
	w->version = (git_oid){{0}};
	return code != OK ? code : err_set(e, ERR_IO, _("Plan %s is niet %s: de schijf geeft niet terug wat erop "
							"geschreven is. Waarschuw de beheerder."), name_of(w), w->verb);
}

static enum code try_once(struct save *w, struct err *e)
{
	bool same = false;
	str_clear(&w->newest);
	str_clear(&w->bytes);
	str_clear(&w->message);
	w->version = (git_oid){{0}};
	store_guard(name_of(w));
	enum code code = read_newest(w, e);
	guard_end();
	if (code == OK)
		code = ask_build(w, &same, e);
	if (code == OK && same && w->has_parent)
		w->version = w->parent; /* it stands there already */
	if (code != OK || same)
		return code;
	store_guard(name_of(w));
	code = write_and_verify(w, e);
	guard_end();
	w->saved = code == OK;
	if (w->saved)
		remember(w);
	return code;
}

/* The save counts, whatever becomes of the files in the working tree. */
static enum code try_with_tree(void *ctx, enum store_trouble *trouble, struct err *e)
{
	struct save *w = ctx;
	w->trouble = STORE_LASTING;
	store_worktree_begin(w->s, &w->names);
	enum code code = store_worktree_ready(w->s, e);
	if (code == OK && is_new(w) && store_worktree_is_taken(w->s, w->pieces[0].path))
		code = err_set(e, ERR_NO, _("In de map staat al een bestand %s. Er is niets veranderd. Kies een andere naam, of "
					    "vraag de beheerder om het bestand weg te halen."), w->pieces[0].path);
	if (code == OK)
		code = try_once(w, e);
	store_worktree_end(w->s, &w->names, code == OK, w->taken);
	*trouble = w->trouble;
	return code;
}

static enum code check_name(const char *name, struct err *e)
{
	if (!name || store_is_name(name))
		return OK;
	return err_set(e, ERR_USE, _("'%s' kan geen naam van een plan zijn: kleine letters, cijfers en streepjes, hoogstens 64, of "
				     "'gemeente/naam'."), name);
}

static void add_name(struct save *w, const char *name)
{
	if (!name || (w->names.count && strcmp(name, w->names.name[0]) == 0))
		return;
	w->pieces[w->names.count].path = store_path(name);
	w->names.name[w->names.count++] = name;
}

static void clear(struct save *w)
{
	for (size_t i = 0; i < w->names.count; i++)
		free((char *)w->pieces[i].path);
	git_signature_free(w->who);
	str_free(&w->newest);
	str_free(&w->bytes);
	str_free(&w->message);
}

static enum code save_plan(struct save *w, struct store_who who, bool *saved, struct store_version *version,
			   struct err *e)
{
	*saved = false;
	if (version)
		*version = (struct store_version){0};
	if (w->s->read_only)
		return err_set(e, ERR_USE, "%s", w->s->read_only);
	enum code code = check_name(w->from, e);
	if (code == OK)
		code = check_name(w->to, e);
	if (code == OK)
		code = store_signature(&w->who, who, e);
	if (code != OK)
		return code;
	add_name(w, w->to);
	add_name(w, w->from);
	w->names.goes = !w->to || w->names.count == STORE_NAMES;
	code = store_try(w->s, w->s->branch, try_with_tree, w, e);
	*saved = w->saved;
	if (version && !git_oid_is_zero(&w->version))
		git_oid_tostr(version->id, sizeof version->id, &w->version);
	clear(w);
	return code;
}

enum code store_save(struct store *s, const char *name, struct store_who who, store_build *build, void *ctx,
		     bool *saved, struct store_version *version, struct err *e)
{
	struct save w = {.s = s, .from = name, .to = name, .verb = _("bewaard"), .build = build, .ctx = ctx};
	return save_plan(&w, who, saved, version, e);
}

enum code store_save_outside(struct store *s, const char *name, struct store_who who, store_build *build, void *ctx,
			     bool *saved, struct store_version *version, struct err *e)
{
	git_oid taken = s->outside;
	struct save w = {.s = s, .from = name, .to = name, .verb = _("bewaard"), .build = build, .ctx = ctx, .taken = &taken};
	return save_plan(&w, who, saved, version, e);
}

enum code store_add(struct store *s, const char *name, struct store_who who, store_build *build, void *ctx, struct err *e)
{
	bool saved;
	struct save w = {.s = s, .to = name, .verb = _("gemaakt"), .build = build, .ctx = ctx};
	return save_plan(&w, who, &saved, NULL, e);
}

enum code store_rename(struct store *s, const char *name, const char *to, struct store_who who, store_build *build, void *ctx,
		       struct err *e)
{
	bool saved;
	struct save w = {.s = s, .from = name, .to = to, .verb = _("hernoemd"), .build = build, .ctx = ctx};
	if (strcmp(name, to) == 0)
		return err_set(e, ERR_NO, _("Plan %s heet al zo. Er is niets veranderd."), name);
	return save_plan(&w, who, &saved, NULL, e);
}

enum code store_remove(struct store *s, const char *name, struct store_who who, store_build *build, void *ctx, struct err *e)
{
	bool saved;
	struct save w = {.s = s, .from = name, .verb = _("weggehaald"), .build = build, .ctx = ctx};
	return save_plan(&w, who, &saved, NULL, e);
}
