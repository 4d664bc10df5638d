#include "term/mouse.h"

#include "base/taal.h"
#include "term/stack.h"
#include "term/terminal.h"

static void switch_to(struct ui *ui, bool on)
{
	terminal_mouse(on);
	bool kept = !ui->setup || !ui->setup->mouse_changed || ui->setup->mouse_changed(on, ui->setup->ctx);
	const char *said = on ? _("De muis doet weer mee: een klik kiest, nog een klik opent. Kopiëren uit het scherm gaat met Shift en slepen.")
	                      : _("De muis doet niet meer mee; kopiëren uit het scherm gaat nu door te slepen.");
	if (kept)
		ui_message(ui, "%s", said);
	else
		ui_message(ui, _("%s Buurtplan kon dat niet onthouden: de volgende keer is het weer zoals het was."), said);
}

void mouse_run_on(struct ui *ui, struct screen *s)
{
	(void)s;
	switch_to(ui, true);
}

void mouse_run_off(struct ui *ui, struct screen *s)
{
	(void)s;
	switch_to(ui, false);
}

bool mouse_is_off(const struct screen *s)
{
	(void)s;
	return the_terminal.has_mouse && !the_terminal.mouse;
}

bool mouse_is_on(const struct screen *s)
{
	(void)s;
	return the_terminal.mouse;
}
