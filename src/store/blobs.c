#include "store/blobs.h"

#include <stdlib.h>

enum { HELD = 8 };

struct held {
	struct store_short blob;
	struct str bytes;
	void *cut;          /* NULL: not yet */
	unsigned long used; /* when; 0: never */
};

struct store_blobs {
	git_odb *odb;
	const struct store_cutter *cutter;
	struct held held[HELD];
	void *nothing; /* the cut of no plan */
	unsigned long clock;
};

struct store_blobs *store_blobs_new(git_odb *odb, const struct store_cutter *cutter)
{
	struct store_blobs *b = mem_alloc(sizeof *b);
	b->odb = odb;
	b->cutter = cutter;
	return b;
}

static void drop_cut(struct store_blobs *b, void **cut)
{
	if (*cut)
		b->cutter->free(*cut);
	*cut = NULL;
}

void store_blobs_free(struct store_blobs *b)
{
	if (!b)
		return;
	for (size_t i = 0; i < HELD; i++) {
		drop_cut(b, &b->held[i].cut);
		str_free(&b->held[i].bytes);
	}
	drop_cut(b, &b->nothing);
	free(b);
}

static int read_blob(struct store_blobs *b, const struct store_short *blob, struct str *out)
{
	git_oid id;
	git_odb_object *raw = NULL;
	size_t size;
	int rc = store_lengthen(b->odb, blob, &id);
	if (!rc)
		rc = git_odb_read(&raw, b->odb, &id);
	if (!rc && git_odb_object_type(raw) != GIT_OBJECT_BLOB)
		rc = GIT_ERROR;
	if (!rc && (size = git_odb_object_size(raw)) <= STORE_SIZE_MOST)
		str_add(out, git_odb_object_data(raw), size);
	git_odb_object_free(raw);
	return rc;
}

static int find(struct store_blobs *b, const struct store_short *blob, struct held **out)
{
	struct held *oldest = &b->held[0];
	for (size_t i = 0; i < HELD; i++) {
		struct held *h = &b->held[i];
		if (h->used && store_short_is(&h->blob, blob)) {
			h->used = ++b->clock;
			*out = h;
			return 0;
		}
		if (h->used < oldest->used)
			oldest = h;
	}
	oldest->used = 0;
	drop_cut(b, &oldest->cut);
	str_clear(&oldest->bytes);
	int rc = read_blob(b, blob, &oldest->bytes);
	oldest->blob = *blob;
	oldest->used = rc ? 0 : ++b->clock;
	*out = oldest;
	return rc;
}

int store_blobs_bytes(struct store_blobs *b, const struct store_short *blob, const char **bytes, size_t *len)
{
	struct held *h;
	*bytes = NULL;
	*len = 0;
	if (store_short_is_none(blob))
		return 0;
	int rc = find(b, blob, &h);
	if (!rc) {
		*bytes = str_text(&h->bytes);
		*len = h->bytes.len;
	}
	return rc;
}

int store_blobs_cut(struct store_blobs *b, const struct store_short *blob, void **cut)
{
	struct held *h;
	*cut = NULL;
	if (store_short_is_none(blob)) {
		if (!b->nothing)
			b->nothing = b->cutter->cut(NULL, 0);
		*cut = b->nothing;
		return 0;
	}
	int rc = find(b, blob, &h);
	if (!rc && !h->cut)
		h->cut = b->cutter->cut(str_text(&h->bytes), h->bytes.len);
	if (!rc)
		*cut = h->cut;
	return rc;
}
