/* Remarks as threads, and what of them waits for somebody. */
#include "session/opmerkingen_internal.h"

#include "base/taal.h"

#include <string.h>
#include <strings.h>

enum { DEEPEST = 100 /* answers to answers: more is a ring */ };

/* --- threads ---------------------------------------------------------------------------- */

/* A remark or an answer on its way to its place. */
struct item {
	const struct said *said;
	const struct item *root; /* the remark of its thread */
};

static bool is_mark(const struct said *x)
{
	return x->what.kind == GEZIEN || x->what.kind == AKKOORD;
}

static int by_time(const struct said *x, const struct said *y)
{
	if (x->what.when.seconds != y->what.when.seconds)
		return x->what.when.seconds < y->what.when.seconds ? -1 : 1;
	return strcmp(x->id, y->id);
}

static int compare_said(const void *a, const void *b)
{
	return by_time(*(const struct said *const *)a, *(const struct said *const *)b);
}

static int compare_ids(const void *a, const void *b)
{
	return strcmp(((const struct item *)a)->said->id, ((const struct item *)b)->said->id);
}

/* By the remark of the thread; that comes first in it, whatever somebody's clock said. */
static int compare_items(const void *a, const void *b)
{
	const struct item *x = *(struct item *const *)a, *y = *(struct item *const *)b;
	if (x->root != y->root) {
		int order = by_time(x->root->said, y->root->said);
		return order ? order : x->root < y->root ? -1 : 1;
	}
	if (x == x->root || y == y->root)
		return x == y ? 0 : x == x->root ? -1 : 1;
	int order = by_time(x->said, y->said);
	return order ? order : x < y ? -1 : 1;
}

static const struct item *find_item(const struct item *items, size_t count, const char *id)
{
	struct said wanted = {.id = (char *)id};
	struct item key = {.said = &wanted};
	return count && id ? bsearch(&key, items, count, sizeof key, compare_ids) : NULL;
}

/* What answers nothing that is there stands by itself. */
static const struct item *find_root(const struct item *items, size_t count, const struct item *x)
{
	const struct item *up = x;
	for (int i = 0; i < DEEPEST; i++) {
		const struct item *next = up->said->what.kind == ANTWOORD ? find_item(items, count, up->said->what.about) : NULL;
		if (!next)
			return up;
		up = next;
	}
	return x;
}

static void make_rows(struct opmerkingen *out, struct item *items, size_t count)
{
	struct item **order = mem_alloc((count ? count : 1) * sizeof *order);
	if (count > 0)
		qsort(items, count, sizeof *items, compare_ids);
	for (size_t i = 0; i < count; i++) {
		items[i].root = find_root(items, count, &items[i]);
		order[i] = &items[i];
	}
	for (size_t i = 0; i < count; i++) /* a ring has a root that isn't its own */
		if (items[i].root->root != items[i].root)
			items[i].root = &items[i];
	if (count > 0)
		qsort(order, count, sizeof *order, compare_items);
	for (size_t i = 0; i < count; i++) {
		struct opmerking_row row = {.id = order[i]->said->id, .said = &order[i]->said->what, .thread = i};
		if (order[i]->root != order[i])
			row.thread = out->p[i - 1].thread;
		vec_push(out, row);
	}
	free(order);
}

/* --- who has seen it ---------------------------------------------------------------------- */

static bool is_by(const struct opmerking *o, const char *address)
{
	return address && strcasecmp(o->address, address) == 0;
}

static struct opmerking_row *find_row(struct opmerkingen *o, const char *id)
{
	for (size_t i = 0; i < o->count; i++)
		if (strcmp(o->p[i].id, id) == 0)
			return &o->p[i];
	return NULL;
}

static bool has_mark(const struct opmerking_row *row, enum opmerking_kind kind, const char *address)
{
	for (size_t i = 0; i < row->marks.count; i++)
		if (row->marks.p[i]->kind == kind && is_by(row->marks.p[i], address))
			return true;
	return false;
}

static int compare_row_ids(const void *a, const void *b)
{
	return strcmp((*(struct opmerking_row *const *)a)->id, (*(struct opmerking_row *const *)b)->id);
}

/* `marks` are by time. */
static void put_marks(struct opmerkingen *o, struct said *const *marks, size_t count)
{
	struct opmerking_row **rows = mem_alloc((o->count ? o->count : 1) * sizeof *rows);
	for (size_t i = 0; i < o->count; i++)
		rows[i] = &o->p[i];
	if (o->count > 0)
		qsort(rows, o->count, sizeof *rows, compare_row_ids);
	for (size_t i = 0; i < count && o->count; i++) {
		const struct opmerking *mark = &marks[i]->what;
		struct opmerking_row wanted = {.id = mark->about}, *key = &wanted;
		struct opmerking_row **row = bsearch(&key, rows, o->count, sizeof *rows, compare_row_ids);
		if (row && !has_mark(*row, mark->kind, mark->address))
			vec_push(&(*row)->marks, mark);
	}
	free(rows);
}

/* Who answered, saw or agreed knows what stands above that in the thread. */
static void find_waiting(struct opmerkingen *o, const char *address)
{
	size_t thread = (size_t)-1;
	bool known = false;
	for (size_t i = o->count; address && i-- > 0;) {
		struct opmerking_row *row = &o->p[i];
		if (row->thread != thread)
			known = false;
		thread = row->thread;
		known |= is_by(row->said, address) || has_mark(row, GEZIEN, address) || has_mark(row, AKKOORD, address);
		row->waiting = !known;
		o->waiting += row->waiting;
	}
}

static void build(struct opmerkingen *out, const struct session *s, const char *plan)
{
	size_t count;
	struct said *const *said = said_of(s, plan, &count);
	VEC(struct item) items = {0};
	VEC(struct said *) marks = {0};
	for (size_t i = 0; i < count; i++) {
		if (is_mark(said[i]))
			vec_push(&marks, said[i]);
		else
			vec_push(&items, (struct item){.said = said[i]});
	}
	if (marks.count > 0)
		qsort(marks.p, marks.count, sizeof *marks.p, compare_said);
	make_rows(out, items.p, items.count);
	put_marks(out, marks.p, marks.count);
	find_waiting(out, session_address(s));
	out->unreadable = s->said->unreadable;
	vec_free(&items);
	vec_free(&marks);
}

enum code session_opmerkingen(struct session *s, const char *plan, struct opmerkingen *out, struct err *e)
{
	*out = (struct opmerkingen){0};
	enum code code = said_refresh(s, e);
	if (!code)
		build(out, s, plan);
	return code;
}

void opmerkingen_clear(struct opmerkingen *o)
{
	for (size_t i = 0; i < o->count; i++)
		vec_free(&o->p[i].marks);
	free(o->p);
	*o = (struct opmerkingen){0};
}

const struct opmerking *opmerkingen_subject(const struct opmerkingen *o, size_t row)
{
	return o->p[o->p[row].thread].said;
}

bool opmerkingen_is_about(const struct opmerkingen *o, size_t row, const char *path)
{
	const char *about = opmerkingen_subject(o, row)->path;
	size_t len = strlen(path);
	return len == 0 || (about && strncmp(about, path, len) == 0 && (about[len] == '/' || about[len] == '\0'));
}

bool opmerkingen_is_on(const struct opmerkingen *o, size_t row, const char *version)
{
	const char *of = opmerkingen_subject(o, row)->version;
	return of && *version && strncmp(of, version, strlen(version)) == 0;
}

bool session_opmerking_when(struct session *s, const char *version, struct moment *out)
{
	struct store_version whole;
	return store_version_find(s->store, version, &whole, out);
}

bool session_waiting_look(struct session *s, size_t most)
{
	return said_look(s, most);
}

size_t session_waiting(struct session *s, const char *plan)
{
	struct opmerkingen o = {0};
	size_t count;
	if (!s->said)
		return 0;
	said_of(s, plan, &count);
	if (count > 0)
		build(&o, s, plan);
	size_t waiting = o.waiting;
	opmerkingen_clear(&o);
	return waiting;
}

/* --- adding ------------------------------------------------------------------------------- */

static enum code may_add(struct session *s, const char *plan, struct err *e)
{
	struct str bytes = {0};
	const char *why = session_read_only(s);
	enum code code = why ? err_set(e, ERR_NO, "%s", why) : who_needed(s, e);
	if (!code)
		code = store_read(s->store, plan, NULL, &bytes, NULL, e);
	str_free(&bytes);
	return code;
}

/* Is what it answers there?  *done: this person did so before. */
static enum code check_about(struct session *s, const struct opmerking *what, bool *done, struct err *e)
{
	struct opmerkingen o;
	enum code code = session_opmerkingen(s, what->plan, &o, e);
	const struct opmerking_row *row = code ? NULL : find_row(&o, what->about);
	if (!code && !row)
		code = err_set(e, ERR_NOT_FOUND, _("Bij plan %s is er geen opmerking '%.100s'. Er is niets bewaard."), what->plan, what->about);
	*done = row && has_mark(row, what->kind, session_address(s));
	opmerkingen_clear(&o);
	return code;
}

static enum code add(struct session *s, struct opmerking o, const char *keep, struct str *id, struct err *e)
{
	struct str bytes = {0}, path = {0}, name = {0}, message = {0};
	struct store_who who = who_now(s);
	o.name = who.name;
	o.address = who.address;
	o.when = who.when;
	enum code code = opmerking_write(&bytes, &o, e);
	if (!code) {
		opmerking_make_id(&name, &o, bytes.p, bytes.len);
		str_addf(&path, "%s/%s.yaml", o.plan, name.p);
		opmerking_message(&message, &o, keep);
		code = store_side_add(s->store, OPMERKINGEN_REF, path.p, bytes.p, bytes.len, _("De opmerking"), who, message.p, e);
	}
	if (!code && id)
		str_add_text(id, name.p);
	str_free(&bytes);
	str_free(&path);
	str_free(&name);
	str_free(&message);
	return code;
}

enum code session_opmerking_add(struct session *s, const struct opmerking *what, const char *keep, struct gegevens *found,
                                struct str *id, struct err *e)
{
	struct gegevens own = {0}, *out = found ? found : &own;
	bool done = false;
	*out = (struct gegevens){0};
	struct store_version version;
	struct opmerking whole = *what;
	enum code code = may_add(s, what->plan, e);
	if (!code && what->version && !store_version_find(s->store, what->version, &version, NULL))
		code = err_set(e, ERR_NOT_FOUND, "%s", _("Die versie is er niet meer. Er is niets bewaard."));
	if (what->version)
		whole.version = version.id;
	if (!code && what->about)
		code = check_about(s, what, &done, e);
	if (code || done)
		return code;
	if (what->text)
		code = gegevens_may_be_said(s, what->text, _("de opmerking"), keep, out, e);
	if (!code)
		code = add(s, whole, out->count ? keep : NULL, id, e);
	if (!code || !found)
		gegevens_clear(out);
	return code;
}
