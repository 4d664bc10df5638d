/* libFuzzer on the loader: whatever the bytes, no crash; and what is read can be edited, compared and written, and gives
 * exactly what was meant. */
#include "plan/advies.h"
#include "plan/check.h"
#include "plan/diff.h"
#include "plan/edit.h"
#include "yaml/tree.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Sets, removes or copies the node that the bytes point at. */
static struct doc *edited(const struct doc *d, uint8_t how, uint8_t which)
{
	static const char *const texts[] = {"nieuw", "twee\nregels", "no", " x", "a: b", ""};
	struct tree *t = tree_new(d);
	struct branch *b = tree_of(t, d->nodes[which % d->count]);
	const char *text = texts[how % 6];
	struct doc *out = NULL;
	struct err e;
	if (b->kind == NODE_SCALAR)
		tree_set_text(t, b, text, strlen(text), HINT_TEXT);
	else if (how & 64 && b->count)
		tree_remove(b->items[how % b->count]);
	else
		tree_insert(t, b, how % (b->count + 1), b->kind == NODE_MAP ? "nieuwe_sleutel" : NULL, tree_scalar(t, text, strlen(text), HINT_TEXT));
	if (tree_write(t, &out, &e))
		out = NULL; /* refused with a sentence: nothing is lost */
	tree_free(t);
	return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct doc *d = NULL, *after = NULL, *again = NULL;
	struct findings findings = {0};
	struct adviezen adviezen = {0};
	struct diff changes;
	struct err e;
	if (size < 2 || doc_parse(&d, (const char *)data + 2, size - 2, &e))
		return 0;
	check_doc(&findings, d);
	findings_free(&findings);
	advies_doc(&adviezen, d, 20190512);
	adviezen_free(&adviezen);
	after = edited(d, data[0], data[1]);
	if (after) {
		diff_init(&changes, d, after);
		if (diff_apply(&changes, d, &again, NULL, NULL, &e) == OK && !node_equal(again->root, after->root))
			abort();
		diff_clear(&changes);
	}
	doc_free(again);
	doc_free(after);
	doc_free(d);
	return 0;
}
