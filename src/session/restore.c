/* What was, put back as a new change. */
#include "session/restore.h"

#include "session/internal.h"

#include "base/taal.h"
#include "base/text.h"
#include "plan/restore.h"

#include <string.h>

void restore_reason(struct str *out, size_t number, struct moment when)
{
	taal_dutch_begin();
	if (number) {
		str_addf(out, "teruggezet naar versie %zu", number);
	} else {
		str_add_text(out, "teruggezet naar de versie van ");
		date_long(out, when);
	}
	taal_dutch_end();
}

/* "teruggezet: Speerpunt Afval › Doelstelling 2" */
static char *make_label(const struct doc *now, const struct doc *then, const char *path)
{
	struct str place = {0}, label = {0};
	plan_restore_label(&place, now, then, path);
	str_add_text(&label, place.len ? _("teruggezet: ") : _("het hele plan teruggezet"));
	text_clean(&label, str_text(&place), place.len, false);
	str_free(&place);
	return str_take(&label);
}

enum code sitting_restore(struct sitting *t, const char *path, const struct doc *then, const char *reason, struct err *e)
{
	const struct doc *now = sitting_doc(t);
	struct doc *made = NULL;
	enum code code = sitting_may_edit(t, e);
	if (!code && plan_is_read_only(then))
		code = err_set(e, ERR_NO, _("Die versie is met een nieuwere versie van buurtplan bewaard, en kan hier niet terug. Er is niets veranderd."));
	if (!code)
		code = plan_restore(&made, now, then, path, e);
	bool same = made && doc_same_bytes(now, made);
	if (!code)
		code = sitting_accept(t, made, make_label(now, then, path), e);
	if (!code && !same && reason && text_is_blank(sitting_reason(t), strlen(sitting_reason(t))))
		sitting_set_reason(t, reason);
	return code;
}

enum code sitting_restore_from(struct sitting *t, const char *path, const char *spec, struct err *e)
{
	struct version_found version = {0};
	struct doc *then = NULL;
	struct str reason = {0};
	enum code code = version_find(t->session, t->plan, spec, &version, e);
	if (!code)
		code = version_read(t->session, &version, &then, e);
	if (!code) {
		restore_reason(&reason, version.number, version.when);
		code = sitting_restore(t, path, then, str_text(&reason), e);
	}
	str_free(&reason);
	doc_free(then);
	version_found_clear(&version);
	return code;
}
