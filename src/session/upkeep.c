/* What keeps a record quick over the years.  Each save leaves some small files behind; git packs them. */
#include "session/internal.h"

#include "base/proc.h"
#include "base/taal.h"

enum {
	SAVES_A_LOOK = 16, /* of one session, between two looks at whether it is time */
	PATIENCE = 6 * 3600 /* seconds for the largest record there is */
};

/* Whatever an administrator set: what was saved this very moment is never thrown away, no hook of theirs is run, and git does not
 * go on behind our back where we wait for it.  It rounds its bound up to whole folders, and packs where there are more: 1792 is 7
 * of them, so that what we find too much is too much for git. */
#define GIT_GC "git", "-c", "gc.auto=1792", "-c", "gc.pruneExpire=2.weeks.ago", "-c", "gc.autoDetach=false", "-c", "maintenance.autoDetach=false", \
	"-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false"

void upkeep_after_save(struct session *s)
{
	struct err none;
	if (s->saves++ % SAVES_A_LOOK || store_loose_about(s->store) <= UPKEEP_LOOSE || session_is_closed(s) || proc_is_closed() ||
	    !store_upkeep_claim(s->store))
		return;
	const char *const argv[] = {GIT_GC, "--git-dir", store_common(s->store), "gc", "--auto", "--quiet", NULL};
	if (proc_leave(argv, "/", &none))
		return; /* no git: all goes on, a little slower */
}

static enum code pack(struct session *s, struct upkeep_report *out, struct err *e)
{
	const char *const argv[] = {GIT_GC, "--git-dir", store_common(s->store), "gc", "--auto", "--quiet", NULL};
	struct str talk = {0};
	int how = 0;
	struct err why;
	out->before = store_loose(s->store);
	if (session_is_closed(s) || proc_is_closed())
		out->packing = UPKEEP_CLOSED;
	else if (proc_run(argv, "/", NULL, 0, PATIENCE, &how, NULL, &talk, &why))
		out->packing = UPKEEP_NO_GIT;
	out->after = store_loose(s->store);
	enum code code = how ? err_set(e, ERR_IO, _("git kon niet alles inpakken (uitkomst %d): %.700s"), how, str_text(&talk)) : OK;
	str_free(&talk);
	if (code || out->packing)
		return code;
	out->packing = out->after < out->before ? UPKEEP_PACKED : out->before > UPKEEP_LOOSE ? UPKEEP_LEFT : UPKEEP_NONE;
	return OK;
}

enum code session_maintain(struct session *s, struct upkeep_report *out, struct err *e)
{
	struct store_completed history = {0};
	*out = (struct upkeep_report){0};
	enum code code = pack(s, out, e);
	if (!code) /* out of what is packed now: that is quicker */
		code = store_versions_complete(s->store, &history, e);
	out->versions = history.versions;
	out->fresh = history.fresh;
	return code;
}
