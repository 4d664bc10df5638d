/* Drafts that were left behind: what they hold, going on with one, and knowing the one whose save did happen. */
#include "session/draft.h"

#include "plan/path.h"
#include "plan/value.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The draft's own documents: as it was opened, and as it was left. */
static enum code read_documents(struct sitting *t, const struct draft *draft, struct doc **base, struct doc **doc, struct err *e)
{
	struct str bytes = {0};
	struct store_version version;
	*base = *doc = NULL;
	snprintf(version.id, sizeof version.id, "%s", draft->version);
	enum code code = store_read(t->session->store, draft->plan, &version, &bytes, NULL, e);
	if (!code)
		code = doc_parse(base, str_text(&bytes), bytes.len, e);
	if (!code)
		code = doc_parse(doc, draft->bytes, draft->bytes_len, e);
	if (code) {
		doc_free(*base);
		*base = NULL;
	}
	str_free(&bytes);
	return code;
}

/* Does the record hold the text that was being typed, at its place or as an item of its list? */
static bool holds_typed(const struct doc *newest, const struct draft *draft)
{
	struct place p;
	if (!*draft->path)
		return true;
	if (path_resolve(&p, newest, draft->path, NULL) || !p.node || p.node->kind == NODE_MAP)
		return false;
	struct str stored = {0};
	size_t items = p.node->kind == NODE_LIST ? p.node->count : 0;
	bool holds = false;
	value_read(&stored, p.field ? p.field : schema_fields, draft->text, draft->text_len);
	for (size_t i = 0; i < items && !holds; i++)
		holds = node_is_text(p.node->items[i], str_text(&stored));
	holds |= node_is_text(p.node, str_text(&stored));
	str_free(&stored);
	return holds;
}

/* Was all of it saved after all (the line broke between the save and its answer)? */
static bool is_saved_already(struct sitting *t, const struct draft *draft, const struct doc *base, const struct doc *doc)
{
	struct merge m;
	if (!holds_typed(t->base, draft))
		return false;
	merge_docs(&m, base, t->base, doc, NULL);
	bool saved = !m.open && node_equal(m.doc->root, t->base->root);
	merge_clear(&m);
	return saved;
}

/* Fills the offer from the file; false: its save did happen.  Of a file that can't be read the offer stays empty. */
static bool look_inside(struct sitting *t, struct draft_offer *out)
{
	struct draft draft;
	struct doc *base = NULL, *doc = NULL;
	struct err none;
	if (draft_load(&draft, t->offered.draft, &none))
		return true;
	bool read = read_documents(t, &draft, &base, &doc, &none) == OK;
	bool saved = read && is_saved_already(t, &draft, base, doc);
	if (!saved) {
		out->when = draft.when;
		out->newer_since = !read || !doc_same_bytes(base, t->base);
		if (*draft.path) {
			out->path = mem_text(draft.path);
			out->text = mem_copy(draft.text, draft.text_len);
			out->text_len = draft.text_len;
		}
	}
	if (read && !saved) {
		diff_init(&out->changes, base, doc);
		out->readable = true;
	}
	doc_free(base);
	doc_free(doc);
	draft_clear(&draft);
	return !saved;
}

bool sitting_offer(struct sitting *t, struct draft_offer *out)
{
	struct err none;
	*out = (struct draft_offer){0};
	if (slots_look(t, &none) || t->offered.fd < 0)
		return false;
	if (!look_inside(t, out)) {
		slot_remove(&t->offered);
		t->slots_looked_at = t->waiting <= 1;
		return sitting_offer(t, out);
	}
	out->others = t->waiting ? t->waiting - 1 : 0;
	return true;
}

void draft_offer_clear(struct draft_offer *offer)
{
	free(offer->path);
	free(offer->text);
	if (offer->readable)
		diff_clear(&offer->changes);
	*offer = (struct draft_offer){0};
}

enum code sitting_take_draft(struct sitting *t, struct err *e)
{
	struct draft draft;
	struct doc *base, *doc;
	enum code code = draft_load(&draft, t->offered.draft, e);
	if (code)
		return code;
	code = read_documents(t, &draft, &base, &doc, e);
	if (!code) {
		snprintf(t->version.id, sizeof t->version.id, "%s", draft.version);
		sitting_name_base(t);
		if (strcmp(draft.plan, t->plan) != 0)
			t->base_plan = mem_text(draft.plan);
		sitting_restart(t, base, doc);
		sitting_set_reason(t, draft.reason);
		sitting_set_why_keep(t, draft.why_keep);
		choices_take(t, draft.choices ? draft.choices : "", draft.choices_len);
		if (t->own.fd >= 0 && access(t->own.draft, F_OK) != 0)
			slot_remove(&t->own);
		slot_close(&t->own);
		t->own = t->offered;
		t->offered = (struct slot){.fd = -1};
		t->typing = *draft.path;
	}
	draft_clear(&draft);
	return code;
}

void sitting_drop_draft(struct sitting *t)
{
	slot_remove(&t->offered);
	t->slots_looked_at = false; /* the next one may be waiting */
}
