#include "store/side.h"

#include "store/internal.h"

#include "base/guard.h"
#include "base/taal.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_MOST = 4 }; /* folders above a file: nothing that we write has more than two */

static char *full_name(const char *ref)
{
	struct str name = {0};
	str_addf(&name, "refs/buurtplan/%s", ref);
	return str_take(&name);
}

/* GIT_ENOTFOUND, and nothing else, means that there is nothing yet. */
static int tip_of(struct store *s, const char *ref, git_oid *out)
{
	char *name = full_name(ref);
	int rc = store_tip(s->repo, name, out);
	free(name);
	return rc;
}

enum code store_side_newest(struct store *s, const char *ref, struct store_version *out, struct err *e)
{
	git_oid tip;
	enum code code = OK;
	*out = (struct store_version){0};
	guard_begin(s->dir);
	int rc = tip_of(s, ref, &tip);
	if (rc == 0)
		git_oid_tostr(out->id, sizeof out->id, &tip);
	else if (rc != GIT_ENOTFOUND)
		code = store_fault(e, rc, NULL, _("Wat bij de plannen in %s staat kan niet worden gevonden (%s)"), s->dir, ref);
	guard_end();
	return code;
}

/* --- listing ------------------------------------------------------------------------------- */

struct lister {
	git_repository *repo;
	struct str path; /* of the folder at hand, with its slash */
	int depth;
	VEC(struct store_entry) entries;
};

static int list_folder(struct lister *l, const git_oid *id);

static int list_entry(struct lister *l, const git_tree_entry *entry)
{
	git_filemode_t mode = git_tree_entry_filemode(entry);
	size_t len = l->path.len;
	int rc = 0;
	str_add_text(&l->path, git_tree_entry_name(entry));
	if (mode == GIT_FILEMODE_TREE && l->depth < DEPTH_MOST) {
		str_add_char(&l->path, '/');
		l->depth++;
		rc = list_folder(l, git_tree_entry_id(entry));
		l->depth--;
	} else if (mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE) {
		struct store_entry file = {.name = mem_copy(l->path.p, l->path.len)};
		git_oid_tostr(file.blob, sizeof file.blob, git_tree_entry_id(entry));
		vec_push(&l->entries, file);
	}
	str_splice(&l->path, len, l->path.len - len, NULL, 0);
	return rc;
}

static int list_folder(struct lister *l, const git_oid *id)
{
	git_tree *tree = NULL;
	int rc = git_tree_lookup(&tree, l->repo, id);
	for (size_t i = 0; !rc && i < git_tree_entrycount(tree); i++)
		rc = list_entry(l, git_tree_entry_byindex(tree, i));
	git_tree_free(tree);
	return rc;
}

static int list_below(struct lister *l, git_tree *root, const char *folder)
{
	git_tree_entry *entry = NULL;
	if (!folder)
		return list_folder(l, git_tree_id(root));
	int rc = git_tree_entry_bypath(&entry, root, folder);
	if (!rc && git_tree_entry_filemode(entry) == GIT_FILEMODE_TREE) {
		str_addf(&l->path, "%s/", folder);
		rc = list_folder(l, git_tree_entry_id(entry));
	}
	git_tree_entry_free(entry);
	return rc == GIT_ENOTFOUND ? 0 : rc;
}

static int list_version(struct lister *l, const char *version, const char *folder)
{
	git_oid id;
	git_commit *commit = NULL;
	git_tree *tree = NULL;
	int rc = git_oid_fromstr(&id, version);
	/* What is gone is damage, not the absence of files. */
	if (!rc && (git_commit_lookup(&commit, l->repo, &id) < 0 || git_commit_tree(&tree, commit) < 0))
		rc = GIT_ERROR;
	if (!rc)
		rc = list_below(l, tree, folder);
	git_tree_free(tree);
	git_commit_free(commit);
	return rc;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct store_entry *)a)->name, ((const struct store_entry *)b)->name);
}

enum code store_side_list(struct store *s, const char *ref, const char *folder, struct store_list *out, struct err *e)
{
	*out = (struct store_list){0};
	enum code code = store_side_newest(s, ref, &out->version, e);
	if (code || out->version.id[0] == '\0')
		return code;
	struct lister l = {.repo = s->repo};
	guard_begin(s->dir);
	int rc = list_version(&l, out->version.id, folder);
	if (rc < 0)
		code = store_fault(e, rc, NULL, _("Wat bij de plannen in %s staat kan niet worden gelezen (%s)"), s->dir, ref);
	guard_end();
	out->entries = l.entries.p;
	out->count = l.entries.count;
	str_free(&l.path);
	if (code)
		store_list_clear(out);
	else if (out->count > 0) /* git sorts a folder as if its name ended in a slash */
		qsort(out->entries, out->count, sizeof *out->entries, by_path);
	return code;
}

/* --- reading ------------------------------------------------------------------------------ */

static enum code read_blob(struct store *s, const git_oid *id, size_t most, struct str *out, struct err *e)
{
	struct store_found found = {0};
	int rc = store_judge_blob(s->repo, id, GIT_FILEMODE_BLOB, &found);
	if (!rc && found.refused)
		return err_set(e, ERR_UNREADABLE, "%s", found.refused);
	if (!rc && found.size > most)
		return err_set(e, ERR_UNREADABLE, _("Dit bestand is te groot."));
	if (!rc)
		rc = store_blob(s->repo, id, out);
	return !rc ? OK : err_set(e, ERR_UNREADABLE, _("Dit bestand ontbreekt of is beschadigd. Waarschuw de beheerder."));
}

enum code store_side_read(struct store *s, const char *blob, size_t most, struct str *out, struct err *e)
{
	git_oid id;
	if (strlen(blob) != GIT_OID_HEXSZ || git_oid_fromstr(&id, blob) < 0)
		return err_set(e, ERR_USE, _("'%s' is geen versie."), blob);
	guard_begin(s->dir);
	enum code code = read_blob(s, &id, most, out, e);
	guard_end();
	return code;
}

enum code store_note_read(struct store *s, const char *ref, struct str *out, struct store_version *at, struct err *e)
{
	enum code code = store_side_newest(s, ref, at, e);
	if (code || at->id[0] == '\0')
		return code;
	return store_side_read(s, at->id, STORE_SIZE_MOST, out, e);
}

/* --- adding ------------------------------------------------------------------------------- */

struct adding {
	struct store *s;
	char *ref; /* in full */
	const char *what;
	struct store_piece piece;
	git_signature *who;
	struct str message;
};

static enum code fail(const struct adding *a, int rc, enum store_trouble *trouble, struct err *e)
{
	*trouble = store_fault_kind(rc);
	return store_fault(e, rc, a->s->dir, _("%s is niet bewaard"), a->what);
}

/* As in save.c: whatever went wrong while writing, only what is read back counts, both ways. */
static enum code write_and_verify(struct adding *a, const git_oid *parent, enum store_trouble *trouble, struct err *e)
{
	git_oid version;
	bool kept = false;
	enum code code = OK;
	int rc = store_write(a->s->repo, a->ref, parent, &a->piece, 1, a->who, a->message.p, &version);
	if (rc < 0)
		code = fail(a, rc, trouble, e);
	if (git_oid_is_zero(&version))
		return code;
	rc = store_read_back(a->s->common, a->ref, &version, &a->piece, 1, rc == 0, &kept);
	if (!rc && kept && *trouble != STORE_DISK)
		return OK;
	if (!rc && !kept && code)
		return code;
	*trouble = STORE_LASTING;
	return rc < 0 || kept ? store_fault(e, GIT_ERROR, a->s->dir, _("%s is misschien niet bewaard"), a->what)
	                      : err_set(e, ERR_IO, _("%s is niet bewaard: de schijf geeft niet terug wat erop geschreven is. "
						     "Waarschuw de beheerder."), a->what);
}

static enum code add_once(void *ctx, enum store_trouble *trouble, struct err *e)
{
	struct adding *a = ctx;
	struct store_found found;
	git_oid parent;
	guard_begin(a->s->dir);
	int rc = store_tip(a->s->repo, a->ref, &parent);
	bool is_first = rc == GIT_ENOTFOUND;
	if (rc == 0)
		rc = store_find(a->s->repo, &parent, a->piece.path, &found);
	enum code code = OK;
	if (rc == 0)
		code = err_set(e, ERR_NO, _("%s is niet bewaard: er staat er al een met die naam. Probeer het opnieuw."), a->what);
	else if (rc != GIT_ENOTFOUND)
		code = fail(a, rc, trouble, e);
	if (!code)
		code = write_and_verify(a, is_first ? NULL : &parent, trouble, e);
	guard_end();
	return code;
}

static enum code check(const struct store *s, size_t len, const char *what, struct err *e)
{
	if (s->read_only)
		return err_set(e, ERR_USE, "%s", s->read_only);
	if (len > STORE_SIZE_MOST)
		return err_set(e, ERR_NO, _("%s is niet bewaard: de tekst is groter dan 1 MiB. Maak hem korter."), what);
	return OK;
}

enum code store_side_add(struct store *s, const char *ref, const char *path, const char *bytes, size_t len, const char *what,
			 struct store_who who, const char *message, struct err *e)
{
	struct adding a = {.s = s, .what = what, .piece = {path, bytes, len, GIT_FILEMODE_BLOB}};
	enum code code = check(s, len, what, e);
	if (!code)
		code = store_signature(&a.who, who, e);
	if (!code)
		code = store_message(&a.message, message, strlen(message), e);
	if (!code) {
		a.ref = full_name(ref);
		code = store_try(s, a.ref, add_once, &a, e);
	}
	free(a.ref);
	git_signature_free(a.who);
	str_free(&a.message);
	return code;
}

/* --- notes -------------------------------------------------------------------------------- */

struct note {
	struct store *s;
	char *ref;
	const char *bytes;
	size_t len;
	git_oid expected, now;
};

static enum code note_once(void *ctx, enum store_trouble *trouble, struct err *e)
{
	struct note *n = ctx;
	git_reference *moved = NULL;
	git_oid there = {{0}};
	guard_begin(n->s->dir);
	int rc = store_tip(n->s->repo, n->ref, &there);
	bool is_other = (!rc || rc == GIT_ENOTFOUND) && !git_oid_equal(&there, &n->expected);
	if (!is_other && (!rc || rc == GIT_ENOTFOUND))
		rc = git_blob_create_from_buffer(&n->now, n->s->repo, n->bytes, n->len);
	if (!is_other && !rc && !git_oid_equal(&n->now, &there))
		rc = git_reference_create_matching(&moved, n->s->repo, n->ref, &n->now, 1, &n->expected, "buurtplan");
	git_reference_free(moved);
	enum code code = OK;
	if (is_other || rc == GIT_EMODIFIED) {
		code = err_set(e, ERR_CHANGED, _("De aantekening is intussen ergens anders veranderd. Probeer het opnieuw."));
	} else if (rc) {
		*trouble = store_fault_kind(rc);
		code = store_fault(e, rc, n->s->dir, _("%s is niet bewaard"), _("De aantekening"));
	}
	guard_end();
	return code;
}

enum code store_note_write(struct store *s, const char *ref, const char *bytes, size_t len, struct store_version *at, struct err *e)
{
	struct note n = {.s = s, .bytes = bytes, .len = len};
	enum code code = check(s, len, _("De aantekening"), e);
	if (!code && at->id[0] && git_oid_fromstr(&n.expected, at->id) < 0)
		code = err_set(e, ERR_USE, _("'%s' is geen versie."), at->id);
	if (code)
		return code;
	n.ref = full_name(ref);
	code = store_try_now(s, n.ref, note_once, &n, e);
	if (!code)
		git_oid_tostr(at->id, sizeof at->id, &n.now);
	free(n.ref);
	return code;
}
