#include "term/action.h"

#include "base/taal.h"
#include "base/text.h"
#include "term/filter.h"
#include "term/help.h"
#include "term/mouse.h"
#include "term/palette.h"
#include "term/stack.h"

#include <string.h>

enum { LABEL_COLUMNS = 16, HELP_COLUMNS = 76 };

static void run_help(struct ui *ui, struct screen *s)
{
	ui_open(ui, help_new(s));
}

static void run_palette(struct ui *ui, struct screen *s)
{
	ui_open(ui, palette_new(s));
}

static void run_repaint(struct ui *ui, struct screen *s)
{
	(void)s;
	ui->repaint = true;
}

static void run_how_to_stop(struct ui *ui, struct screen *s)
{
	if (action_find(s->class->actions, s, 'q') && !screen_is_typing(s))
		ui_message(ui, _("Met q stopt u. Er is niets gestopt en u bent niets kwijt."));
	else
		ui_message(ui, _("Ga met Esc terug naar het eerste scherm; daar stopt u met q. Er is niets gestopt en u bent niets kwijt."));
}

void action_tell_how_to_stop(struct ui *ui)
{
	run_how_to_stop(ui, ui->top);
}

static void run_back(struct ui *ui, struct screen *s)
{
	if (s->class->back)
		s->class->back(ui, s);
	else
		ui_close(ui);
}

static bool is_filtering(const struct screen *s)
{
	return filter_is_open(filter_of(s));
}

static bool can_filter(const struct screen *s)
{
	struct filter *f = filter_of(s);
	return f && !filter_is_open(f) && filter_has_rows(f);
}

static bool can_go_back(const struct screen *s)
{
	return !is_filtering(s) && (s->below || s->class->back);
}

static void run_filter(struct ui *ui, struct screen *s)
{
	(void)ui;
	filter_open(filter_of(s));
}

static void run_show_all(struct ui *ui, struct screen *s)
{
	(void)ui;
	filter_close(filter_of(s));
}

static bool can_search(const struct screen *s)
{
	return !palette_is(s);
}

/* Rows without `run` are there for the help: the keys of lists, and of the key bar. */
const struct action common_actions[] = {
	{"zoek", {'/'}, N_("zoek"), N_("Zoekt in deze lijst; alleen wat past, blijft staan"), run_filter, can_filter},
	{"hulp", {'?', K_F1}, N_("hulp"), N_("Laat zien wat u op dit scherm kunt doen"), run_help, NULL},
	{"alles", {K_ESC}, N_("toon alles"), N_("Laat alle regels weer zien; wat gekozen is, blijft gekozen"), run_show_all, is_filtering},
	{"terug", {K_ESC}, N_("terug"), N_("Gaat één stap terug; er gaat niets verloren"), run_back, can_go_back},
	{"opdrachten", {':', K_CTRL_P}, NULL, N_("Zoekt in alles wat u op dit scherm kunt doen"), run_palette, can_search},
	{N_("muis-uit"), {0}, NULL, N_("Zet de muis uit; slepen kopieert weer"), mouse_run_off, mouse_is_on},
	{N_("muis-aan"), {0}, NULL, N_("Zet de muis aan; een klik kiest dan"), mouse_run_on, mouse_is_off},
	{N_("hertekenen"), {K_CTRL_L}, NULL, N_("Tekent het scherm opnieuw"), run_repaint, NULL},
	{N_("afbreken"), {K_CTRL_C}, NULL, N_("Zegt hoe u stopt; stopt zelf niets"), run_how_to_stop, NULL},
	{"lopen", {K_UP, K_DOWN, 'k', 'j'}, NULL, N_("Naar de vorige of de volgende regel"), NULL, NULL},
	{"bladeren", {K_PAGE_UP, K_PAGE_DOWN}, NULL, N_("Een scherm omhoog of omlaag"), NULL, NULL},
	{"uiteinden", {K_HOME, K_END}, NULL, N_("Naar het begin of naar het einde"), NULL, NULL},
	{"balk", {K_RIGHT, K_DOWN}, NULL, N_("Naar de toetsen onderaan (pijl-neer: voorbij de laatste regel); Enter doet wat daar staat"), NULL, NULL},
	{"muis", {K_CLICK, K_WHEEL_UP}, NULL, N_("Een klik kiest, nog een klik opent, het wiel schuift; Shift met slepen kopieert. Uitzetten kan: typ : en dan muis"), NULL, mouse_is_on},
	{0},
};

bool action_possible(const struct action *a, const struct screen *s)
{
	return a->run && (!a->possible || a->possible(s));
}

bool screen_always_types(const struct screen *s)
{
	(void)s;
	return true;
}

bool screen_is_typing(const struct screen *s)
{
	return is_filtering(s) || (s->class->typing && s->class->typing(s));
}

uint32_t action_key(const struct action *a, const struct screen *s)
{
	bool typing = screen_is_typing(s);
	for (size_t i = 0; i < 4 && a->keys[i]; i++)
		if (!typing || !key_is_text(a->keys[i]))
			return a->keys[i];
	return 0;
}

bool action_has_key(const struct action *a, uint32_t key)
{
	for (size_t i = 0; i < 4 && a->keys[i]; i++)
		if (a->keys[i] == key)
			return true;
	return false;
}

const struct action *action_find(const struct action *rows, const struct screen *s, uint32_t key)
{
	for (const struct action *a = rows; a && a->name; a++)
		if (action_has_key(a, key) && action_possible(a, s))
			return a;
	return NULL;
}

void action_run(const struct action *a, struct ui *ui)
{
	if (action_possible(a, ui->top))
		a->run(ui, ui->top);
}

static const char *lint_row(const struct action *a)
{
	if (!a->help || !*a->help)
		return "an action without help";
	if (text_string_width(a->help) > HELP_COLUMNS)
		return "a help that is too long";
	if (a->label && text_string_width(a->label) > LABEL_COLUMNS)
		return "a label that is too long";
	if (!a->keys[0] && !a->label)
		return "an action without key or label: nobody can reach it by the keys";
	if (!a->run)
		return "an action that does nothing";
	return NULL;
}

static bool is_common(const struct screen_class *class, const struct action *common, uint32_t key)
{
	return action_has_key(common, key) && key != K_ESC && (key != '/' || class->filter);
}

static const char *lint_key(const struct screen_class *class, const struct action *a, uint32_t key)
{
	for (const struct action *other = class->actions; other < a; other++)
		if (action_has_key(other, key) && !(other->possible && a->possible))
			return "a key that comes twice";
	for (const struct action *other = common_actions; other->name; other++)
		if (is_common(class, other, key))
			return "a key that belongs to every screen";
	return NULL;
}

const char *action_lint(const struct screen_class *class)
{
	if (!class->name || !class->help || !*class->help)
		return "a screen without name or help";
	for (const struct action *a = class->actions; a && a->name; a++) {
		const char *wrong = lint_row(a);
		for (const struct action *other = class->actions; other < a && !wrong; other++)
			if (strcmp(other->name, a->name) == 0)
				wrong = "a name that comes twice";
		for (size_t i = 0; i < 4 && a->keys[i] && !wrong; i++)
			wrong = lint_key(class, a, a->keys[i]);
		if (wrong)
			return wrong;
	}
	return NULL;
}
