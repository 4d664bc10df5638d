/* What we write, another reader of YAML 1.1 reads as the same text: every value of up to three pieces, in every place. */
#include "test.h"

#include "base/str.h"
#include "yaml/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const pieces[] = {
	"a", " ", "\n", "\t", "#", ":", "-", "'", "\"", "1", "no", "~", "e", "😀", ".", "=", "0", "_", "2019-01-01", "ë", "\xe2\x80\xa8", "\xef\xbb\xbf",
};
static const char *const hosts[] = {
	"k: xx\nm: yy\n", "k: 'x'\nm: yy\n", "k: |-\n  x\nm: yy\n", "k: {k: xx, m: yy}\n", "k:\n  - xx\n", "k: [xx, yy]\n", "k:\n- k: xx\n  m: yy\n",
};

static void write_value(FILE *out, const char *host, const char *text)
{
	struct doc *before, *after;
	struct err e;
	if (!CHECK(doc_parse(&before, host, strlen(host), &e) == OK))
		return;
	struct tree *t = tree_new(before);
	struct branch *b = tree_root(t);
	while (b->kind != NODE_SCALAR)
		b = b->items[0];
	tree_set_text(t, b, text, strlen(text), HINT_TEXT);
	if (CHECK(tree_write(t, &after, &e) == OK)) {
		fprintf(out, "%zu %zu\n%s%s", strlen(text), after->len, text, after->bytes);
		doc_free(after);
	}
	tree_free(t);
	doc_free(before);
}

TEST(another_reader_reads_the_same)
{
	char path[300], command[700], answer[100] = "";
	const unsigned n = sizeof pieces / sizeof *pieces;
	snprintf(path, sizeof path, "%s/values", getenv("SCRATCH") ? getenv("SCRATCH") : "/tmp");
	FILE *out = fopen(path, "w");
	if (!CHECK(out != NULL))
		return;
	for (unsigned combination = 0; combination < n * n * n; combination++) {
		char text[64] = "";
		for (unsigned c = combination; c; c /= n)
			strcat(text, pieces[c % n]);
		write_value(out, hosts[combination % 7], text);
	}
	fclose(out);
	snprintf(command, sizeof command, "for p in /usr/bin/python3 python3; do $p -c 'import yaml' 2>/dev/null && exec $p tests/unit/second_reader.py '%s'; done", path);
	FILE *reader = popen(command, "r");
	CHECK(reader && fgets(answer, sizeof answer, reader) != NULL);
	if (reader)
		pclose(reader);
	CHECK_TEXT(answer, "0\n");
	remove(path);
}
