/* What a save adds to the index, on disk and without a look at the rest. */
#include "store/index_internal.h"

#include "base/hash.h"

#include <string.h>

/* The number of a name in the bytes of `namen`: which of its kind it is; the number of those where it is not among them. */
static bool number_of(const struct str *bytes, char kind, const char *text, size_t len, size_t *out)
{
	const char *p = str_text(bytes), *end = p + bytes->len;
	*out = 0;
	for (const char *next; p < end && (next = index_name_end(p, end)); p = next) {
		if (*p == kind && bytes_equal(p + 1, (size_t)(next - p) - 2, text, len))
			return true;
		*out += *p == kind;
	}
	return false;
}

static uint32_t name_number(const struct str *bytes, struct str *more, char kind, const char *text, size_t len)
{
	size_t number;
	if (!number_of(bytes, kind, text, len, &number)) {
		str_add_char(more, kind);
		str_add(more, text, len);
		str_add_char(more, '\0');
	}
	return (uint32_t)(number < INDEX_NAMES_MOST ? number : INDEX_NAMES_MOST);
}

/* The row of the plan that is nearest to the end; false where it is far back, or there is none. */
static bool find_last(const struct index_files *f, uint32_t plan, struct store_short *blob, struct store_short *version)
{
	enum { TAIL = 256 * INDEX_ROW };
	struct str tail = {0};
	size_t from = f->h.rows_len > TAIL ? f->h.rows_len - TAIL : 0;
	bool found = index_read_from(f->rows, &tail, sizeof f->h + from, sizeof f->h + f->h.rows_len) &&
	             index_row_last(str_text(&tail), tail.len, plan, blob, version);
	str_free(&tail);
	return found;
}

/* Puts it behind all that is there: it came of it. */
static bool add(struct index_files *f, const git_oid *head, struct store_touch *t, const struct store_short *last, const struct str *names)
{
	struct str rows = {0};
	struct index_header now = f->h;
	t->order = t->shown > f->h.head_order ? t->shown : f->h.head_order + 1;
	index_row_put(&rows, &now.rows_hash, t, last && store_short_is(last, &t->first));
	memcpy(now.head, head->id, sizeof now.head);
	now.head_order = t->order;
	now.rows_len += (uint32_t)rows.len;
	now.names_len += names->len;
	now.names_hash = hash_add(now.names_hash, str_text(names), names->len);
	index_header_seal(&now);
	bool added = index_files_add(f, &now, rows.p, str_text(names));
	str_free(&rows);
	return added;
}

bool store_index_note(const struct store *s, const git_oid *from, const git_oid *head, const struct store_noted *n, struct store_short *previous)
{
	struct index_files f;
	struct str names = {0}, more = {0};
	struct store_short last;
	bool seen = false, added = false;
	if (index_files_open(&f, s, from) && f.h.rows_len < INDEX_ROWS_MOST - INDEX_ROW * 8 && index_read_from(f.names, &names, 0, f.h.names_len)) {
		struct store_touch t = {
			.commit = store_shorten(head), .after = n->after, .first = n->before, .has_parent = true, .was = STORE_NO_PLAN,
			.shown = n->when.seconds, .plan = name_number(&names, &more, 'p', n->plan, strlen(n->plan)),
			.person = name_number(&names, &more, 'w', n->person->p, n->person->len),
		};
		seen = find_last(&f, t.plan, &last, previous);
		added = t.plan < INDEX_NAMES_MOST && t.person < INDEX_NAMES_MOST && add(&f, head, &t, seen ? &last : NULL, &more);
	}
	index_files_close(&f);
	str_free(&names);
	str_free(&more);
	return added && seen;
}
