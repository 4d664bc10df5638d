/* A plan as lines that git can compare: one for each field, behind its path; of a long text one for each sentence. */
#include "cli/command.h"

#include "cli/file.h"
#include "cli/print.h"
#include "plan/plan.h"

#include <string.h>

/* The end of the sentence that begins at `at`. */
static size_t sentence_end(const struct node *n, size_t at)
{
	for (; at < n->len; at++) {
		bool blank = at + 1 == n->len || strchr(" \n", n->text[at + 1]);
		if (n->text[at] == '\n' || (strchr(".!?", n->text[at]) && blank))
			return at + 1;
	}
	return n->len;
}

static void write_text(struct str *out, const struct str *path, const struct node *n)
{
	size_t at = 0;
	do {
		size_t end = sentence_end(n, at);
		struct str sentence = {0};
		str_add(&sentence, n->text + at, end - at);
		while (sentence.len && strchr(" \n", sentence.p[sentence.len - 1]))
			sentence.p[--sentence.len] = '\0';
		if (sentence.len || n->len == 0) {
			print_line(out, str_text(path));
			str_add_text(out, sentence.len ? ": " : ":");
			print_line(out, str_text(&sentence));
			str_add_char(out, '\n');
		}
		str_free(&sentence);
		for (at = end; at < n->len && strchr(" \n", n->text[at]);)
			at++;
	} while (at < n->len);
}

static void write_node(struct str *out, struct str *path, const struct node *n)
{
	size_t len = path->len;
	if (n->kind == NODE_SCALAR)
		write_text(out, path, n);
	for (size_t i = 0; i < n->count; i++) {
		const struct node *child = n->items[i];
		const char *id = n->kind == NODE_LIST ? plan_id(child) : NULL;
		if (child->key)
			str_addf(path, "%s%s", len ? "." : "", child->key);
		else if (id)
			str_addf(path, "[%s]", id);
		else
			str_add_text(path, "[]");
		write_node(out, path, child);
		str_splice(path, len, path->len - len, NULL, 0);
	}
}

enum code cmd_textconv(struct cli *c, struct err *e)
{
	struct doc *d = NULL;
	struct str path = {0};
	struct err why;
	if (file_read_doc(&d, c->args[0], &why)) /* no plan that we can read: git compares it as it is */
		return file_read_bytes(&c->out, c->args[0], e);
	write_node(&c->out, &path, d->root);
	str_free(&path);
	doc_free(d);
	return OK;
}
