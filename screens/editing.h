/* What can be done with the chosen row of a screen on a plan, whatever shows it: the fields of a record, the board of the swot.  The
 * screen says which row that is, by `chosen` of its struct work_screen. */
#ifndef SCREENS_EDITING_H
#define SCREENS_EDITING_H

#include "base/taal.h"
#include "screens/open.h"
#include "screens/rows.h"
#include "screens/work.h"

const struct row *editing_row(const struct screen *s); /* NULL: none is chosen */

/* What can be done stays the same from row to row, so that the key bar is a quiet thing and a cursor key costs few
 * bytes; where a row has no use for a key, we say so. */
bool editing_may(const struct screen *s);                        /* the plan may be edited, and there is a row */
void editing_run_enter(struct ui *ui, struct screen *s);         /* opens, edits or fills in */
void editing_run_add(struct ui *ui, struct screen *s);
void editing_run_remove(struct ui *ui, struct screen *s);
void editing_run_down(struct ui *ui, struct screen *s);
void editing_run_up(struct ui *ui, struct screen *s);
void editing_run_history(struct ui *ui, struct screen *s);
void editing_run_wrote(struct ui *ui, struct screen *s);         /* who wrote what stands there */
void editing_run_remarks(struct ui *ui, struct screen *s);       /* what was said of it */
void editing_run_read(struct ui *ui, struct screen *s);          /* the plan as one text, from here on */
/* A key of a row that was not possible: says why.  For the end of the screen's `key`. */
bool editing_key(struct ui *ui, struct screen *s, const struct event *ev);

/* The rows of `actions` for that. */
#define EDITING_ROWS \
	WORK_ROW_SAVE, \
	{"erbij", {'a', K_INSERT}, N_("erbij"), N_("Voegt iets toe aan een lijst, onder de regel die gekozen is"), editing_run_add, editing_may}, \
	{"weg", {'d', K_DELETE}, N_("weg"), N_("Haalt weg wat gekozen is; vraagt eerst of het mag"), editing_run_remove, editing_may}, \
	{"ongedaan", {'u', K_CTRL_Z}, N_("ongedaan"), N_("Maakt de laatste wijziging ongedaan"), work_run_undo, work_can_undo}, \
	{"geschiedenis", {'g'}, N_("geschiedenis"), N_("Wie wat veranderde, wanneer en waarom, in wat gekozen is"), editing_run_history, NULL}, \
	{"opmerkingen", {'o'}, N_("opmerkingen"), N_("Wat mensen zeiden over wat gekozen is; op een deel: over het hele plan"), editing_run_remarks, NULL}, \
	{"lezen", {'l'}, N_("lezen"), N_("Leest het plan van boven naar beneden als één tekst, vanaf hier"), editing_run_read, NULL}, \
	{"wie-schreef", {'w'}, N_("wie schreef"), N_("Wie elk veld, elke regel en elke zin schreef, en waarom"), editing_run_wrote, NULL}, \
	{"omlaag", {'J'}, N_("omlaag"), N_("Zet deze regel van de lijst een plaats lager"), editing_run_down, editing_may}, \
	{"omhoog", {'K'}, N_("omhoog"), N_("Zet deze regel van de lijst een plaats hoger"), editing_run_up, editing_may}, \
	ZOEKEN_ROW, \
	{"opnieuw", {'r', K_CTRL_Y}, N_("opnieuw"), N_("Doet opnieuw wat u ongedaan maakte"), work_run_redo, work_can_redo}, \
	WORK_ROW_STOP

#endif
