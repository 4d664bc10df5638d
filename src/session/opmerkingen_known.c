/* What was said of all plans, as it stands on the record: read once, known by its path and its bytes. */
#include "session/opmerkingen_internal.h"

#include <string.h>

static void said_free(struct said *x)
{
	free(x->path);
	free(x->id);
	opmerking_clear(&x->what);
	free(x);
}

void said_clear(struct session *s)
{
	struct said_all *all = s->said;
	if (!all)
		return;
	for (size_t i = 0; i < all->known.count; i++)
		said_free(all->known.p[i]);
	for (size_t i = 0; i < all->folders.count; i++) {
		free(all->folders.p[i].name);
		free(all->folders.p[i].now);
	}
	vec_free(&all->known);
	vec_free(&all->there);
	vec_free(&all->folders);
	free(all);
	s->said = NULL;
}

/* --- reading ------------------------------------------------------------------------------ */

static int by_path(const void *a, const void *b)
{
	const struct said *x = *(struct said *const *)a, *y = *(struct said *const *)b;
	int order = strcmp(x->path, y->path);
	return order ? order : strcmp(x->blob, y->blob);
}

static size_t find_folder(struct said_all *all, const char *name, size_t len)
{
	for (size_t i = all->folders.count; i-- > 0;) /* they come by path: it is the last, mostly */
		if (strlen(all->folders.p[i].name) == len && memcmp(all->folders.p[i].name, name, len) == 0)
			return i;
	vec_push(&all->folders, (struct said_folder){.name = mem_copy(name, len)});
	return all->folders.count - 1;
}

/* NULL: it stands where no remark does. */
static struct said *read_entry(struct session *s, const struct store_entry *entry)
{
	const char *slash = strrchr(entry->name, '/'), *dot = strrchr(entry->name, '.');
	struct str bytes = {0};
	struct err none;
	if (!slash || !dot || dot < slash || strcmp(dot, ".yaml") != 0)
		return NULL;
	struct said *x = mem_alloc(sizeof *x);
	x->path = mem_text(entry->name);
	x->id = mem_copy(slash + 1, (size_t)(dot - slash - 1));
	memcpy(x->blob, entry->blob, sizeof x->blob);
	x->folder = find_folder(s->said, entry->name, (size_t)(slash - entry->name));
	if (opmerking_is_id(x->id) && store_side_read(s->store, entry->blob, OPMERKING_BYTES, &bytes, &none) == OK)
		x->readable = opmerking_read(&x->what, str_text(&bytes), bytes.len, &none) == OK;
	str_free(&bytes);
	return x;
}

static struct said *find(const struct said_all *all, size_t known, const struct store_entry *entry)
{
	struct said wanted = {.path = entry->name}, *key = &wanted;
	memcpy(wanted.blob, entry->blob, sizeof wanted.blob);
	struct said **x = known ? bsearch(&key, all->known.p, known, sizeof key, by_path) : NULL;
	return x ? *x : NULL;
}

/* False: there are more than `most` new ones; those that were read are known the next time. */
static bool read_list(struct session *s, const struct store_list *list, size_t most)
{
	struct said_all *all = s->said;
	size_t known = all->known.count;
	bool whole = true;
	all->there.count = 0;
	all->unreadable = 0;
	for (size_t i = 0; i < list->count; i++) {
		struct said *x = find(all, known, &list->entries[i]);
		if (!x && all->known.count - known >= most) {
			whole = false;
			continue;
		}
		if (!x && (x = read_entry(s, &list->entries[i])))
			vec_push(&all->known, x);
		if (x && x->readable)
			vec_push(&all->there, x);
		all->unreadable += !x || !x->readable;
	}
	if (all->known.count > known)
		qsort(all->known.p, all->known.count, sizeof *all->known.p, by_path);
	return whole;
}

/* --- the names that plans have now ----------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct store_entry *)a)->name, ((const struct store_entry *)b)->name);
}

static bool is_there(const struct store_list *plans, const char *name)
{
	struct store_entry key = {.name = (char *)name};
	return name && plans->count > 0 && bsearch(&key, plans->entries, plans->count, sizeof key, by_name);
}

static void name_folder(struct session *s, struct said_folder *f, const struct store_list *plans)
{
	struct err none;
	bool there = is_there(plans, f->name);
	if (!there && (f->lost || is_there(plans, f->now)))
		return;
	free(f->now);
	f->now = NULL;
	if (!there && store_renamed(s->store, f->name, &f->now, &none))
		f->now = NULL;
	f->lost = !there && !f->now;
}

/* What stands under an earlier name of a plan is of that plan. */
static void name_folders(struct session *s, const struct store_version *newest)
{
	struct said_all *all = s->said;
	struct store_list plans;
	struct err none;
	if (all->named == all->folders.count && (strcmp(newest->id, all->plans.id) == 0 || !all->named))
		return;
	if (store_list(s->store, NULL, &plans, &none))
		return;
	if (plans.count > 0)
		qsort(plans.entries, plans.count, sizeof *plans.entries, by_name);
	for (size_t i = 0; i < all->folders.count; i++)
		name_folder(s, &all->folders.p[i], &plans);
	all->named = all->folders.count;
	all->plans = *newest;
	store_list_clear(&plans);
}

static const char *plan_of(const struct said_all *all, const struct said *x)
{
	const struct said_folder *f = &all->folders.p[x->folder];
	return f->now ? f->now : f->name;
}

static int by_plan(const void *a, const void *b, void *ctx)
{
	const struct said *x = *(struct said *const *)a, *y = *(struct said *const *)b;
	int order = strcmp(plan_of(ctx, x), plan_of(ctx, y));
	return order ? order : by_path(a, b);
}

/* --- as it stands now --------------------------------------------------------------------- */

static enum code look(struct session *s, bool rename, size_t most, bool *whole, struct err *e)
{
	struct said_all *all = s->said;
	struct store_version newest, plans;
	struct store_list list;
	*whole = true;
	enum code code = store_side_newest(s->store, OPMERKINGEN_REF, &newest, e);
	if (!code && rename)
		code = store_newest(s->store, &plans, e);
	if (code)
		return code;
	bool same = strcmp(newest.id, all->version.id) == 0;
	if (!same) {
		code = store_side_list(s->store, OPMERKINGEN_REF, NULL, &list, e);
		if (code)
			return code;
		*whole = read_list(s, &list, most);
		if (*whole)
			all->version = list.version;
		store_list_clear(&list);
	}
	if (rename)
		name_folders(s, &plans);
	if ((rename || !same) && all->there.count > 0)
		qsort_r(all->there.p, all->there.count, sizeof *all->there.p, by_plan, all);
	return OK;
}

static void begin(struct session *s)
{
	if (!s->said)
		s->said = mem_alloc(sizeof *s->said);
}

enum code said_refresh(struct session *s, struct err *e)
{
	bool whole;
	begin(s);
	return look(s, true, (size_t)-1, &whole, e);
}

bool said_look(struct session *s, size_t most)
{
	bool whole;
	struct err none;
	begin(s);
	return look(s, false, most, &whole, &none) || whole;
}

struct said *const *said_of(const struct session *s, const char *plan, size_t *count)
{
	const struct said_all *all = s->said;
	size_t low = 0, high = all->there.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(plan_of(all, all->there.p[middle]), plan) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (*count = 0; low + *count < all->there.count; ++*count)
		if (strcmp(plan_of(all, all->there.p[low + *count]), plan) != 0)
			break;
	return all->there.p + low;
}
