/* The help of each command, made from the tables. */
#include "cli/command.h"

#include "base/mem.h"
#include "base/taal.h"
#include "cli/print.h"

#include <stdlib.h>
#include <string.h>

/* Each paragraph is a text of its own: the table joins them. */
static void write_paragraphs(struct str *out, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		char *one = mem_copy(text, len);
		str_add_char(out, '\n');
		print_wrapped(out, _(one), strlen(_(one)), 0, 0);
		free(one);
		text += len + (text[len] == '\n');
	}
}

static void write_command(struct str *out, const struct command *command)
{
	enum { DEEPER = 4 };
	struct str usage = {0};
	str_addf(&usage, _("Gebruik: buurtplan %s%s%s"), command->name, *command->usage ? " " : "", _(command->usage));
	print_wrapped(out, usage.p, usage.len, 0, DEEPER);
	str_free(&usage);
	write_paragraphs(out, command->more);
	str_add_char(out, '\n');
	options_describe(out, command->options | OPTION_EVERYWHERE);
}

static void write_row(struct str *out, const struct command *command)
{
	enum { COLUMN = 32 };
	struct str name = {0};
	str_addf(&name, "  %s %s", command->name, _(command->usage));
	print_entry(out, name.p, COLUMN, _(command->help));
	str_free(&name);
}

static void write_all(struct str *out)
{
	str_add_text(out, _("Gebruik: buurtplan [-C MAP] [--als 'Naam <adres>'] [OPDRACHT …]\n"));
	write_paragraphs(out, _("Plannen van aanpak voor buurten: lezen, schrijven, en zien wie wat veranderde. Zonder opdracht opent het programma."));
	str_add_text(out, _("\nOpdrachten:\n"));
	for (const struct command *c = commands; c->name; c++)
		write_row(out, c);
	str_add_text(out, _("\nOpties, voor of na de opdracht:\n"));
	options_describe(out, ~0u);
	write_paragraphs(out, _("Met 'buurtplan OPDRACHT --help' ziet u hoe een opdracht werkt en welke opties die kent."));
	write_paragraphs(out, _("Uitkomst: 0 gedaan; 1 nee (er is verschil, er klopt iets niet, een reden ontbreekt, iemand anders was eerder); "
				"2 verkeerd gebruik, of een onbekend plan of veld; 3 er ging iets stuk."));
}

void help_write(struct str *out, const struct command *command)
{
	if (command)
		write_command(out, command);
	else
		write_all(out);
}
