/* An edit of a document in the making: a tree of what the document shall hold, changed at will and
 * then written as a new document.  Writing reuses the bytes of everything that was not touched and
 * reads its own result back: it is exactly this tree, or an error and no document.
 *
 *	struct tree *t = tree_new(doc);
 *	tree_set_text(tree_of(t, node), …);
 *	code = tree_write(t, &newer, e);
 *	tree_free(t);
 */
#ifndef YAML_TREE_H
#define YAML_TREE_H

#include "yaml/doc.h"
#include "yaml/notes.h"

/* May the text be written without quotes although other readers of YAML would take it for a number, a
 * date or a yes/no?  For fields that are meant as such (FORMAT.md). */
enum tree_hint { HINT_TEXT, HINT_TYPED };

struct note_text {
	const char *text; /* NULL: the entry keeps its own */
	size_t len;
};

struct branch {
	enum node_kind kind;
	const struct node *entry;  /* whose key or dash, comments and place it keeps, in the tree's document; NULL: new */
	const struct node *origin; /* whose value it stands for; NULL: new */
	const struct doc *from;    /* the document origin stands in */
	bool retext, rekey, relist; /* differs from its origin in text, in key, in which children or their order */
	bool touched;              /* for tree_write: this or something in it differs */
	const char *key;           /* in a mapping */
	const char *text;
	size_t len;
	enum tree_hint hint;
	struct note_text notes[NOTES];
	struct branch *parent;
	size_t put_at;             /* for branch_index: its index when it was put in; others may have come or gone since */
	struct branch **items;
	size_t count, room;
};

struct tree;

struct tree *tree_new(const struct doc *d); /* keeps a reference */
void tree_free(struct tree *t);
struct branch *tree_root(struct tree *t);
struct branch *tree_of(struct tree *t, const struct node *n); /* the branch that began as this node of the tree's own document */

/* New branches, not yet in the tree; texts are copied. */
struct branch *tree_scalar(struct tree *t, const char *text, size_t len, enum tree_hint hint);
struct branch *tree_map(struct tree *t);
struct branch *tree_list(struct tree *t);
/* A copy of a node of another document, with comments and layout where they can be kept; `from` must live until
 * the tree is written. */
struct branch *tree_copy(struct tree *t, const struct doc *from, const struct node *n);

void tree_set_text(struct tree *t, struct branch *b, const char *text, size_t len, enum tree_hint hint);
/* Takes over the value of `with` (of any kind) at the place of `b`; the key stays. */
void tree_replace(struct branch *b, struct branch *with);
/* The whole entry as it is written in another document, comments and all; the content must be the same. */
void tree_recopy(struct tree *t, struct branch *b, const struct doc *from, const struct node *n);
/* Puts `b` before child `at` (== count: at the end); `key` NULL in a list, copied. */
void tree_insert(struct tree *t, struct branch *parent, size_t at, const char *key, struct branch *b);
void tree_remove(struct branch *b);
void tree_move(struct branch *b, size_t to); /* to: its index afterwards */
void tree_rename(struct tree *t, struct branch *b, const char *key);
/* These are its children from now on, in this order: its own, copies, new ones (in a mapping with their key). */
void tree_arrange(struct tree *t, struct branch *parent, struct branch *const items[], size_t count);
/* Another note (node_note) at an entry of the tree's own document. */
void tree_set_note(struct tree *t, struct branch *b, enum note which, const char *text, size_t len);
size_t branch_index(const struct branch *b);
bool branch_equal(const struct branch *b, const struct node *n); /* same kind, keys, order and texts? */
struct branch *branch_get(const struct branch *map, const char *key);

MUST_USE enum code tree_write(struct tree *t, struct doc **out, struct err *e);

#endif
