/* libFuzzer on the merge: three documents, split at bytes 0xFF (which no UTF-8 has), whatever they are: no crash, no hang;
 * what comes out can be read where all three can; answered, nothing is open; and what a side changed is in the result
 * or among the choices. */
#include "plan/merge.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BASE, OURS, THEIRS, THREE };

static bool reads(const char *bytes, size_t len)
{
	struct doc *d = NULL;
	struct err e;
	bool ok = doc_parse(&d, bytes, len, &e) == OK;
	doc_free(d);
	return ok;
}

static bool have(const struct merge *m, const char *text, size_t len)
{
	for (size_t i = 0; m->doc && i < m->doc->count; i++) {
		const struct node *n = m->doc->nodes[i];
		if ((n->kind == NODE_SCALAR && memmem(n->text, n->len, text, len)) || (n->key && memmem(n->key, n->key_len, text, len)))
			return true;
	}
	for (size_t i = 0; i < m->choices.count; i++) {
		const struct merge_choice *c = &m->choices.p[i];
		if ((c->ours && memmem(c->ours, strlen(c->ours), text, len)) || (c->theirs && memmem(c->theirs, strlen(c->theirs), text, len)))
			return true;
	}
	return false;
}

static bool in_doc(const struct doc *d, const char *text, size_t len)
{
	for (size_t i = 0; i < d->count; i++)
		if (d->nodes[i]->kind == NODE_SCALAR && memmem(d->nodes[i]->text, d->nodes[i]->len, text, len))
			return true;
	return false;
}

/* The words that a side has and the base hasn't; in a choice of a map or a list texts stand as YAML, so only words of letters. */
static void check_words(const struct merge *m, const struct doc *base, const struct doc *side)
{
	for (size_t i = 0; i < side->count; i++) {
		const struct node *n = side->nodes[i];
		size_t from = 0;
		for (size_t at = 0; n->kind == NODE_SCALAR && at <= n->len; at++) {
			char c = at < n->len ? n->text[at] : ' ';
			if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
				continue;
			if (at > from + 3 && !in_doc(base, n->text + from, at - from) && !have(m, n->text + from, at - from))
				abort();
			from = at + 1;
		}
	}
}

static void check_loss(const struct merge *m, const struct merge_bytes three[THREE])
{
	struct doc *docs[THREE] = {NULL};
	struct err e;
	bool all = true;
	for (int i = 0; i < THREE; i++)
		if (doc_parse(&docs[i], three[i].p, three[i].len, &e)) {
			docs[i] = NULL;
			all = false;
		}
	if (all) {
		check_words(m, docs[BASE], docs[OURS]);
		check_words(m, docs[BASE], docs[THEIRS]);
	}
	for (int i = 0; i < THREE; i++)
		doc_free(docs[i]);
}

static void check_result(const struct merge *m, bool all_read)
{
	bool result = reads(str_text(&m->bytes), m->bytes.len);
	if (result != (m->doc != NULL) || (all_read && !result))
		abort();
}

static void merge_all(const struct merge_bytes three[THREE])
{
	static const enum take rests[] = {TAKE_NONE, TAKE_OURS, TAKE_THEIRS, TAKE_BOTH, TAKE_BASE};
	bool all_read = reads(three[BASE].p, three[BASE].len) && reads(three[OURS].p, three[OURS].len) && reads(three[THEIRS].p, three[THEIRS].len);
	for (size_t i = 0; i < sizeof rests / sizeof *rests; i++) {
		struct answers answers = {.rest = rests[i]};
		struct merge m;
		merge_files(&m, three[BASE], three[OURS], three[THEIRS], i ? &answers : NULL);
		check_result(&m, all_read);
		if (rests[i] == TAKE_NONE)
			check_loss(&m, three);
		if (all_read && (rests[i] == TAKE_OURS || rests[i] == TAKE_THEIRS) && m.open)
			abort();
		merge_clear(&m);
	}
}

/* What only one side has changed is that side's, to the byte. */
static void merge_one(struct merge_bytes base, struct merge_bytes side)
{
	for (int swapped = 0; swapped < 2; swapped++) {
		struct merge m;
		merge_files(&m, base, swapped ? side : base, swapped ? base : side, NULL);
		if (base.len && side.len && (m.open || !bytes_equal(str_text(&m.bytes), m.bytes.len, side.p, side.len)))
			abort();
		merge_clear(&m);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *p = (const char *)data, *end = p + size;
	struct merge_bytes three[THREE];
	for (int i = 0; i < THREE; i++) {
		const char *stop = i < THREE - 1 && p < end ? memchr(p, 0xFF, (size_t)(end - p)) : NULL;
		stop = stop ? stop : end;
		three[i] = (struct merge_bytes){p, (size_t)(stop - p)};
		p = stop < end ? stop + 1 : end;
	}
	merge_all(three);
	merge_one(three[BASE], three[OURS]);
	return 0;
}
