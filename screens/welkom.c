/* The first time that a person opens the program: what this is, that nothing gets lost, and where the help is. */
#include "screens/open.h"

#include "base/taal.h"
#include "term/dialogue.h"

/* Where it can't be written down it is shown again: no reason to trouble anybody. */
static void remember(struct ui *ui, void *session, int chosen)
{
	struct err none;
	(void)ui;
	(void)chosen;
	(void)!session_set(session, "welkom", "gelezen", &none);
}

struct screen *welkom_new(struct session *session, struct screen *take_below)
{
	if (session_is_set(session, "welkom", "gelezen"))
		return take_below;
	struct screen *s = dialogue_new(&(struct question){
		.title = _("Welkom bij buurtplan"),
		.text = _("Hier leest en schrijft u de plannen van aanpak voor de buurten, samen met uw collega's.\n\n"
			  "Wat u typt blijft staan, ook als de verbinding wegvalt; het komt pas in het plan als u met Ctrl-S bewaart.\n\n"
			  "Alles gaat met de pijltjes, Enter en Esc, en met ? leest u op elk scherm wat u er kunt doen."),
		.answers = {_("Verder")}}, remember, session);
	s->below = take_below;
	return s;
}
