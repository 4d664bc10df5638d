/* The screens that open each other.  Each owns itself once opened; what they borrow lives below them on the stack. */
#ifndef SCREENS_OPEN_H
#define SCREENS_OPEN_H

#include "screens/rows.h"
#include "screens/work.h"

/* The neighbourhoods: the first screen.  `session` is borrowed. */
struct screen *overzicht_new(struct session *session);
/* The welcome, over the screen that is taken; that screen itself where this person has read it. */
struct screen *welkom_new(struct session *session, struct screen *take_below);

/* A plan, and a draft of it that waits is offered; with the screens on the way to `path`, where that is not NULL. */
void plan_open(struct ui *ui, struct work *take, const char *path);
/* A part of it; `scope` is taken. */
void record_open(struct ui *ui, struct work *w, struct scope take);
/* The screens on the way to `path`, and its row chosen. */
void record_open_at(struct ui *ui, struct work *w, const char *path);

/* The board of the swot, which stands in for its fields where they have the shape for it. */
bool swot_fits(const struct work *w);
void swot_open(struct ui *ui, struct work *w);
void swot_choose(struct screen *s, const char *path); /* of a point, a list or the toelichting */
/* The plan to read from top to bottom, with what is not saved yet, from what stands at `path` on.  `stored`: nothing was
 * opened but this, so the plan below it closes with it. */
void lezen_open(struct ui *ui, struct work *w, const char *path, bool stored);
/* A plan to read, from the overview. */
void plan_read(struct ui *ui, struct work *take);
/* Closes what is above the uppermost plan; there must be one open. */
void plan_uncover(struct ui *ui);
/* The same, and opens the screens on the way to `path`.  `first`: it is only now that the plan is
 * seen, so a draft that waits is offered first. */
void plan_go_to(struct ui *ui, struct work *w, const char *path, bool first);

/* Shows the changes, asks for the reason (and first who we are), and saves. */
void bewaren_open(struct ui *ui, struct work *w, enum after after);
/* There is personal data in what `saving` (the top screen) would save: shows it, and goes on with the save where the person wants it kept. */
typedef void saving_goes_on(struct ui *ui, struct screen *saving);
void gegevens_open(struct ui *ui, struct work *w, struct gegevens take, struct screen *saving, saving_goes_on *go_on);
/* Somebody else wrote in the same place; takes what `stop` holds. */
void botsing_open(struct ui *ui, struct work *w, const char *why);
/* Asks for name and address, then goes on to bewaren_open. */
void wie_ask(struct ui *ui, struct work *w, enum after after);
/* Who changed what, when and why, at `path` ("": in the plan).  Where nothing of it is on the record yet a message says so. */
void geschiedenis_open(struct ui *ui, struct work *w, const char *path);
/* … and chooses a version (12 digits of it or more) as soon as that is known. */
void geschiedenis_open_at(struct ui *ui, struct work *w, const char *path, const char *version);
/* … in all plans; `clip` is borrowed. */
void geschiedenis_open_all(struct ui *ui, struct session *s, struct clipboard *clip);
/* Who wrote what stands at `path` ("": in the plan); begins at the field or item `chosen` in it. */
void wie_schreef_open(struct ui *ui, struct work *w, const char *path, const char *chosen);
/* What people said: of the place at `path` ("": the whole plan), or of a version (NULL: any; its id, or 7 digits of it and more). */
void opmerkingen_open(struct ui *ui, struct work *w, const char *path, const char *version);
/* Asks which speerpunt of which other plan is to be a start here, at `position` (from 1). */
void overnemen_ask(struct ui *ui, struct work *w, size_t position);
struct overnemen;
void overnemen_free(struct overnemen *o);
/* Offers an earlier draft, if there is one. */
void concept_offer(struct ui *ui, struct work *w);

/* The search over all plans; `clip` is borrowed.  zoeken_run, and its row: from a screen on a plan. */
void zoeken_open(struct ui *ui, struct session *s, struct clipboard *clip);
void zoeken_run(struct ui *ui, struct screen *s);
#define ZOEKEN_ROW \
	{"zoek-overal", {K_CTRL_F}, N_("zoek overal"), N_("Zoekt woorden in alle plannen, en gaat erheen"), zoeken_run, NULL}
/* Goes to a place in a plan: in the sitting that is open on it, else in one of its own.  Plans that are open above the
 * overview are closed, but for one with edits that are not saved: that stays, below this one. */
void naar_plaats(struct ui *ui, struct session *s, struct clipboard *clip, const char *plan, const char *path);
/* A plan was opened from elsewhere above the overview: it looks at its plans again when that closes. */
void overzicht_left(struct screen *s);

/* For the lint of actions in tests. */
extern const struct screen_class overzicht_class, plan_class, record_class, swot_class, bewaren_class, gegevens_class, botsing_class, geschiedenis_class, versie_class, wie_schreef_class, toen_class, vergelijk_class, vraag_class, lezen_class, zoeken_class, opmerkingen_class;

#endif
