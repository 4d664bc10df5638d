#include "store/cache.h"
#include "store/internal.h"

#include "base/guard.h"
#include "base/taal.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char plans[] = "plans/";

struct lister {
	struct store *s;
	const struct store_cache *known; /* or NULL */
	struct str path;                 /* of the folder, with its slash */
	VEC(struct store_entry) entries;
};

static bool ends_in(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);
	return n >= m && strcasecmp(name + n - m, end) == 0;
}

static bool looks_like_plan(const char *name)
{
	return ends_in(name, ".yaml") || ends_in(name, ".yml");
}

static void add_refused(struct lister *l, const char *file, const struct store_found *found, const char *why)
{
	struct str path = {0};
	str_addf(&path, "%s%s", l->path.p, file);
	struct store_entry entry = {.name = str_take(&path), .refused = mem_text(why)};
	git_oid_tostr(entry.blob, sizeof entry.blob, &found->blob);
	vec_push(&l->entries, entry);
}

/* The plan's name where file `file` in the folder at hand has one, owned; else NULL. */
static char *name_of(struct lister *l, const char *file)
{
	size_t folder = l->path.len;
	str_add_text(&l->path, file);
	char *name = store_name_of(l->path.p);
	str_splice(&l->path, folder, l->path.len - folder, "", 0);
	return name;
}

static bool is_in_folder(const struct lister *l)
{
	return l->path.len > sizeof plans - 1;
}

static bool is_regular(git_filemode_t mode)
{
	return mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE;
}

/* The size of what is known was looked at before: asking it of each costs a tenth of a millisecond. */
static int judge(const struct lister *l, const git_tree_entry *entry, struct store_entry *plan, struct store_found *out)
{
	git_filemode_t mode = git_tree_entry_filemode(entry);
	if (l->known && is_regular(mode))
		plan->known = store_cache_get(l->known, plan->blob, &plan->known_len);
	if (!plan->known)
		return store_judge(l->s->repo, entry, out);
	*out = (struct store_found){.blob = *git_tree_entry_id(entry), .mode = mode};
	return 0;
}

static void list_file(struct lister *l, const git_tree_entry *entry)
{
	const char *file = git_tree_entry_name(entry);
	struct store_found found;
	struct store_entry plan = {0};
	if (!is_in_folder(l) && strcmp(file, "programma.yaml") == 0)
		return; /* what concerns all neighbourhoods together (FORMAT.md) */
	git_oid_tostr(plan.blob, sizeof plan.blob, git_tree_entry_id(entry));
	if (judge(l, entry, &plan, &found) < 0)
		found.refused = _("Dit bestand ontbreekt of is beschadigd. Waarschuw de beheerder.");
	if (is_regular(found.mode) && !looks_like_plan(file))
		return;
	plan.name = found.refused ? NULL : name_of(l, file);
	if (!plan.name) {
		add_refused(l, file, &found, found.refused ? found.refused :
			    _("De naam van dit bestand kan niet. Een plan heet als 'mijn-buurt.yaml': kleine letters, "
			      "cijfers en streepjes, hoogstens 64. Geef het een andere naam."));
		return;
	}
	vec_push(&l->entries, plan);
}

static int list_folder(struct lister *l, const git_oid *id);

static void list_below(struct lister *l, const git_tree_entry *entry)
{
	const char *folder = git_tree_entry_name(entry);
	struct store_found none = {0};
	if (is_in_folder(l) || !store_is_gemeente(folder)) {
		add_refused(l, folder, &none, is_in_folder(l) ?
			    _("Deze map staat te diep. Plannen staan in 'plans' of in één map van een gemeente daarin.") :
			    _("De naam van deze map kan niet. Een map van een gemeente heet als 'mijn-gemeente': "
			      "kleine letters, cijfers en streepjes, hoogstens 64."));
		return;
	}
	str_addf(&l->path, "%s/", folder);
	int rc = list_folder(l, git_tree_entry_id(entry));
	str_splice(&l->path, sizeof plans - 1, l->path.len - (sizeof plans - 1), "", 0);
	if (rc < 0) /* the others stay usable */
		add_refused(l, folder, &none, _("Deze map ontbreekt of is beschadigd. Waarschuw de beheerder."));
}

static int list_folder(struct lister *l, const git_oid *id)
{
	git_tree *tree = NULL;
	if (git_tree_lookup(&tree, l->s->repo, id) < 0)
		return GIT_ERROR;
	for (size_t i = 0; i < git_tree_entrycount(tree); i++) {
		const git_tree_entry *entry = git_tree_entry_byindex(tree, i);
		if (git_tree_entry_filemode(entry) == GIT_FILEMODE_TREE)
			list_below(l, entry);
		else
			list_file(l, entry);
	}
	git_tree_free(tree);
	return 0;
}

static int list_version(struct lister *l, const git_oid *version)
{
	git_commit *commit = NULL;
	git_tree *tree = NULL;
	git_tree_entry *entry = NULL;
	int rc = GIT_ERROR;
	str_add_text(&l->path, plans);
	if (git_commit_lookup(&commit, l->s->repo, version) == 0 && git_commit_tree(&tree, commit) == 0)
		rc = git_tree_entry_bypath(&entry, tree, "plans");
	if (rc == 0 && git_tree_entry_filemode(entry) == GIT_FILEMODE_TREE)
		rc = list_folder(l, git_tree_entry_id(entry));
	git_tree_entry_free(entry);
	git_tree_free(tree);
	git_commit_free(commit);
	return rc == GIT_ENOTFOUND ? 0 : rc;
}

static const char *sort_key(const struct store_entry *entry)
{
	return entry->refused ? entry->name + sizeof plans - 1 : entry->name;
}

static int compare_entries(const void *a, const void *b)
{
	return strcmp(sort_key(a), sort_key(b));
}

/* It mostly is. */
static bool is_in_order(const struct store_list *list)
{
	for (size_t i = 1; i < list->count; i++)
		if (compare_entries(&list->entries[i - 1], &list->entries[i]) > 0)
			return false;
	return true;
}

enum code store_list(struct store *s, const struct store_cache *known, struct store_list *out, struct err *e)
{
	git_oid version;
	*out = (struct store_list){0};
	enum code code = store_newest(s, &out->version, e);
	if (code != OK || out->version.id[0] == '\0')
		return code;
	struct lister l = {.s = s, .known = known};
	guard_begin(s->dir);
	int rc = git_oid_fromstr(&version, out->version.id);
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0); /* it would be a third of this */
	if (!rc)
		rc = list_version(&l, &version);
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1);
	if (rc < 0)
		code = store_fault(e, rc, NULL, _("De plannen in %s kunnen niet worden gelezen"), s->dir);
	guard_end();
	out->entries = l.entries.p;
	out->count = l.entries.count;
	str_free(&l.path);
	if (code != OK)
		store_list_clear(out);
	else if (!is_in_order(out))
		qsort(out->entries, out->count, sizeof *out->entries, compare_entries);
	return code;
}

void store_list_clear(struct store_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->entries[i].name);
		free(list->entries[i].refused);
	}
	free(list->entries);
	*list = (struct store_list){0};
}
