/* Rows of the index as bytes.
 *
 * commit 6, after 6, order 5, kind 1, person 2, plan 2, was 2.  In front of it, where its kind counts some, rows that go with it: three
 * ids of 6 (before), shown 5, the number of ids in all 1. */
#include "store/index_internal.h"

#include <string.h>

enum { ORDER = 12, KIND = 17, PERSON = 18, PLAN = 20, WAS = 22 };
enum { EXPLICIT = 2, STAYS = 4, ROOT = 8, COUNT_SHIFT = 4, BEFORES = 3 };
/* in the rows in front: */
enum { SHOWN = 18, COUNT = 23 };

static void put_number(char *p, int64_t value, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		p[i] = (char)((uint64_t)value >> (8 * i));
}

static int64_t get_number(const char *p, size_t bytes)
{
	uint64_t value = 0;
	for (size_t i = 0; i < bytes; i++)
		value |= (uint64_t)(unsigned char)p[i] << (8 * i);
	uint64_t sign = (uint64_t)1 << (8 * bytes - 1);
	return (int64_t)((value ^ sign) - sign);
}

/* A number of a text: two bytes, all ones for none. */
static uint32_t get_name(const char *p)
{
	uint32_t number = (uint16_t)get_number(p, 2);
	return number == UINT16_MAX ? STORE_NO_PLAN : number;
}

uint64_t index_rows_hash(uint64_t h, const char *bytes, size_t len)
{
	for (size_t i = 0; i + 8 <= len; i += 8) {
		uint64_t word;
		memcpy(&word, bytes + i, 8);
		h = (h ^ word) * 0x9e3779b97f4a7c15;
		h ^= h >> 32;
	}
	return h;
}

static void put_more(struct str *out, const struct store_touch *t, size_t slots)
{
	for (size_t k = 0; k < slots; k++) {
		char row[INDEX_ROW] = {0};
		for (size_t i = 0; i < BEFORES && k * BEFORES + i < 1 + t->more_count; i++) {
			size_t n = k * BEFORES + i;
			memcpy(row + i * STORE_PREFIX, n ? t->more[n - 1].p : t->first.p, STORE_PREFIX);
		}
		put_number(row + SHOWN, t->shown, 5);
		row[COUNT] = (char)(1 + t->more_count);
		str_add(out, row, INDEX_ROW);
	}
}

void index_row_put(struct str *rows, uint64_t *hash, const struct store_touch *t, bool implied)
{
	char row[INDEX_ROW] = {0};
	bool plain = implied && t->shown == t->order && !t->more_count;
	size_t slots = plain ? 0 : (t->more_count + 1 + BEFORES - 1) / BEFORES;
	size_t from = rows->len;
	put_more(rows, t, slots);
	memcpy(row, t->commit.p, STORE_PREFIX);
	memcpy(row + STORE_PREFIX, t->after.p, STORE_PREFIX);
	put_number(row + ORDER, t->order, 5);
	row[KIND] = (char)((slots << COUNT_SHIFT) | (plain ? 0 : EXPLICIT) | (t->stays ? STAYS : 0) | (t->has_parent ? 0 : ROOT));
	put_number(row + PERSON, t->person, 2);
	put_number(row + PLAN, t->plan, 2);
	put_number(row + WAS, t->was, 2);
	str_add(rows, row, INDEX_ROW);
	*hash = index_rows_hash(*hash, rows->p + from, rows->len - from);
}

static void get_more(const char *slots, struct store_touch *t)
{
	size_t count = (unsigned char)slots[COUNT];
	t->shown = get_number(slots + SHOWN, 5);
	memcpy(t->first.p, slots, STORE_PREFIX);
	if (count < 2)
		return;
	t->more = mem_alloc((count - 1) * sizeof *t->more);
	t->more_count = count - 1;
	for (size_t n = 1; n < count; n++)
		memcpy(t->more[n - 1].p, slots + n / BEFORES * INDEX_ROW + n % BEFORES * STORE_PREFIX, STORE_PREFIX);
}

size_t store_index_rows(const struct store_index *x)
{
	return x->rows.len;
}

size_t store_index_row(const struct store_index *x, size_t at, struct store_touch *out, bool *implied)
{
	const char *row = x->rows.p + at - INDEX_ROW;
	size_t slots = (unsigned char)row[KIND] >> COUNT_SHIFT;
	*out = (struct store_touch){
		.order = get_number(row + ORDER, 5),
		.person = get_name(row + PERSON),
		.plan = get_name(row + PLAN),
		.was = get_name(row + WAS),
		.stays = row[KIND] & STAYS,
		.has_parent = !(row[KIND] & ROOT),
	};
	memcpy(out->commit.p, row, STORE_PREFIX);
	memcpy(out->after.p, row + STORE_PREFIX, STORE_PREFIX);
	out->shown = out->order;
	*implied = !(row[KIND] & EXPLICIT);
	if (slots * INDEX_ROW > at - INDEX_ROW)
		return at; /* damaged */
	if (slots && ((unsigned char)row[INDEX_ROW * -(ptrdiff_t)slots + COUNT] + BEFORES - 1u) / BEFORES <= slots)
		get_more(row - slots * INDEX_ROW, out);
	return at - (slots + 1) * INDEX_ROW;
}

/* Where the row before the one that ends at `at` ends; 0: there is none. */
static size_t row_before(const char *rows, size_t at)
{
	size_t size = (((unsigned char)rows[at - INDEX_ROW + KIND] >> COUNT_SHIFT) + 1u) * INDEX_ROW;
	return size < at ? at - size : 0;
}

bool store_index_has(const struct store_index *x, const git_oid *commit, int64_t *order)
{
	struct store_short wanted = store_shorten(commit);
	for (size_t at = x->rows.len; at >= INDEX_ROW; at = row_before(x->rows.p, at)) {
		if (memcmp(x->rows.p + at - INDEX_ROW, wanted.p, STORE_PREFIX) != 0)
			continue;
		*order = get_number(x->rows.p + at - INDEX_ROW + ORDER, 5);
		return true;
	}
	return false;
}

bool index_row_last(const char *rows, size_t len, uint32_t plan, struct store_short *out, struct store_short *version)
{
	for (size_t at = len; at >= INDEX_ROW; at = row_before(rows, at)) {
		const char *row = rows + at - INDEX_ROW;
		if (get_name(row + PLAN) != plan)
			continue;
		memcpy(out->p, row + STORE_PREFIX, STORE_PREFIX);
		memcpy(version->p, row, STORE_PREFIX);
		return true;
	}
	*out = (struct store_short){{0}};
	return false;
}

int store_touch_compare(const struct store_touch *a, const struct store_touch *b)
{
	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	return memcmp(a->commit.p, b->commit.p, STORE_PREFIX);
}
