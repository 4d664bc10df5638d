#include "plan/new.h"

#include "base/taal.h"
#include "base/text.h"
#include "plan/edit.h"
#include "plan/plan.h"

#include <string.h>

static enum code set(struct doc **d, const char *path, const char *text, struct err *e)
{
	struct doc *made;
	enum code code = edit_set(&made, *d, path, text, strlen(text), e);
	if (code)
		return code;
	doc_free(*d);
	*d = made;
	return OK;
}

enum code plan_new(struct doc **out, const char *buurt, const char *wijk, struct err *e)
{
	struct str first = {0};
	struct doc *d = NULL;
	*out = NULL;
	if (text_is_blank(buurt, strlen(buurt)))
		return err_set(e, ERR_NO, _("Een plan heeft de naam van een buurt nodig. Er is niets gemaakt."));
	str_addf(&first, "formaat: %d\n", PLAN_FORMAAT);
	enum code code = doc_parse(&d, first.p, first.len, e);
	if (!code)
		code = set(&d, "buurt", buurt, e);
	if (!code && wijk && !text_is_blank(wijk, strlen(wijk)))
		code = set(&d, "wijk", wijk, e);
	if (!code)
		code = set(&d, "status", "analyse", e);
	str_free(&first);
	if (code)
		doc_free(d);
	else
		*out = d;
	return code;
}
