#include "cli/command.h"

#include "cli/file.h"
#include "cli/versions.h"

enum code cmd_diff_file(struct cli *c, struct err *e)
{
	struct doc *docs[2] = {NULL, NULL};
	enum code code = OK;
	for (size_t i = 0; i < 2 && !code; i++) {
		c->about = c->args[i];
		code = file_read_doc(&docs[i], c->args[i], e);
	}
	if (!code)
		code = versions_compare(c, c->args[0], c->args[1], docs[0], docs[1]);
	doc_free(docs[0]);
	doc_free(docs[1]);
	return code;
}
