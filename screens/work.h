/* What the screens of one plan share: the sitting, and whether its draft is safe on disk.  Every edit made on a screen
 * ends in work_edited. */
#ifndef SCREENS_WORK_H
#define SCREENS_WORK_H

#include "base/taal.h"
#include "session/session.h"
#include "term/editor.h"
#include "term/screen.h"

struct work {
	struct session *session;
	struct sitting *sitting;
	struct clipboard *clip;
	char *chosen;            /* the path that the screens choose when they are next refreshed; NULL: what they had */
	char *removing;          /* the path that a question about removing is about */
	struct overnemen *overnemen; /* what questions about taking over are about; NULL */
	size_t undo, redo;       /* how far one can go */
	bool typed;              /* the draft on disk holds a text that is still being typed */
	struct err unkept;       /* why the last draft could not be written; its code is OK where it could */
	bool told;               /* … and the person knows */
};

struct row;

/* The first members of each screen on a plan. */
struct work_screen {
	struct screen base;
	struct work *work; /* NULL: of all plans, with nothing open (geschiedenis.h); such a screen may stop, tick and leave as others do */
	const struct row *(*chosen)(const struct screen *s); /* for editing.h: the row that is chosen, NULL: none; NULL where there are no rows */
};
static inline struct work *work_of(const struct screen *s)
{
	return ((const struct work_screen *)s)->work;
}

/* Opens a sitting on a plan.  Errors as sitting_open. */
MUST_USE enum code work_open(struct work **out, struct session *s, const char *plan, struct clipboard *clip, struct err *e);
void work_free(struct work *w);

/* The plan changed: keeps the draft, and has every screen show it (by its `resumed`).  `chosen` as above, copied. */
void work_edited(struct ui *ui, struct work *w, const char *chosen);
/* The same without an edit: the document is another one. */
void work_refresh(struct ui *ui, struct work *w, const char *chosen);
/* Writes the draft, with a text being typed at `path` or without (NULL).  False: that failed; work_tick tells. */
bool work_keep(struct work *w, const char *path, const char *text, size_t len);

/* Appends the path of what a person sees first of what came between two states of the plan; nothing where nothing came. */
void work_find_changed(struct str *out, const struct doc *before, const struct doc *now);

/* Goes where `after` says, once the plan has been dealt with: before the end of the program a plan that is open
 * below this one, with edits that are not saved, is asked about too. */
enum after { AFTER_STAY, AFTER_CLOSE /* the plan too */, AFTER_QUIT };
void work_go(struct ui *ui, struct work *w, enum after after);

/* The right side of a heading: who, and that something is not saved. */
void work_who(const struct work *w, struct str *right);
/* The neighbourhood. */
const char *work_buurt(const struct work *w);

/* For the rows of the screens' classes. */
bool work_is_changed(const struct screen *s);
bool work_can_undo(const struct screen *s);
bool work_can_redo(const struct screen *s);
void work_run_save(struct ui *ui, struct screen *s);
void work_run_undo(struct ui *ui, struct screen *s);
void work_run_redo(struct ui *ui, struct screen *s);
void work_run_stop(struct ui *ui, struct screen *s);
void work_run_leave(struct ui *ui, struct screen *s); /* Esc on the plan itself */
int work_tick(struct ui *ui, struct screen *s);
void work_resumed(struct ui *ui, struct screen *s); /* at the beginning of a screen's own, which then shows the plan anew */
bool work_leave(struct ui *ui, struct screen *s);

#define WORK_ROW_SAVE \
	{"bewaren", {K_CTRL_S}, N_("bewaren"), N_("Laat zien wat er veranderd is, en bewaart het"), work_run_save, work_is_changed}
#define WORK_ROW_STOP \
	{"stop", {'q'}, N_("stop"), N_("Stopt; is er iets niet bewaard, dan vraagt buurtplan wat u daarmee wilt"), work_run_stop, NULL}

#endif
