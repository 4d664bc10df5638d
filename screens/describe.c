/* The screens for the manual.  To add one is to add a row. */
#include "screens/screens.h"

#include "screens/open.h"
#include "term/ask.h"
#include "term/help.h"

static const struct screen_class *const screens[] = {
	&overzicht_class, &plan_class, &record_class, &swot_class, &lezen_class, &zoeken_class, &ask_line_class, &ask_text_class, &ask_choice_class,
	&bewaren_class, &gegevens_class, &botsing_class, &geschiedenis_class, &versie_class, &wie_schreef_class, &toen_class, &vergelijk_class, &vraag_class, &opmerkingen_class,
};

void screens_describe(void (*tell)(void *page, const char *name, const char *text, bool is_screen), void *page)
{
	help_each(NULL, tell, page);
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++)
		help_each(screens[i], tell, page);
}
