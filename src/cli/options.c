/* Reads the words of the command line: options may stand before and behind the command, "--" ends them. */
#include "cli/command.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "cli/print.h"

#include <string.h>

static const struct option_row rows[] = {
	{OPTION_DIR, "-C", N_("MAP"), N_("de map met de plannen; anders de map waarin u bent")},
	{OPTION_ALS, "--als", N_("'Naam <adres>'"), N_("wie u bent")},
	{OPTION_REASON, "-m", N_("REDEN"), N_("waarom u dit verandert")},
	{OPTION_KEEP, "--toch-bewaren", N_("REDEN"), N_("waarom persoonsgegevens bewaard moeten worden")},
	{OPTION_FROM, "--from", N_("MAP"), N_("de map waar de plannen uit komen")},
	{OPTION_FROM_VERSION, "--from", N_("VERSIE"), N_("de versie om naar terug te gaan")},
	{OPTION_OUT, "-o", N_("BESTAND"), N_("waar de uitkomst in komt")},
	{OPTION_CHECK, "--check", NULL, N_("alleen kijken of het werkt")},
	{OPTION_MINE, "--mine", NULL, N_("overal waar te kiezen is: uw eigen tekst")},
	{OPTION_THEIRS, "--theirs", NULL, N_("overal waar te kiezen is: die van de ander")},
	{OPTION_ADVICE, "--advice", NULL, N_("ook wat niet op elkaar past of nog ontbreekt")},
	{OPTION_ALL, "--all", NULL, N_("ook de plannen die opgeborgen zijn")},
	{OPTION_FORMAT, "--format", N_("SOORT"), N_("md (gewone tekst met tekens, Markdown) of html")},
	{OPTION_AT, "--at", N_("VERSIE"), N_("zoals het toen was: een nummer, een datum of een versie")},
	{OPTION_ANSWER, "--answer", "ID", N_("de opmerking waar dit een antwoord op is")},
	{OPTION_SEEN, "--seen", "ID", N_("een opmerking die u hebt gezien")},
	{OPTION_AGREE, "--agree", "ID", N_("een opmerking waar u het mee eens bent")},
	{OPTION_SINCE, "--since", N_("DATUM"), N_("alleen wat vanaf toen veranderd is")},
	{OPTION_UNTIL, "--until", N_("DATUM"), N_("alleen wat tot en met toen veranderd is")},
	{OPTION_AUTHOR, "--author", N_("NAAM"), N_("alleen van wie zo heet of dit adres heeft")},
	{OPTION_FIELD, "--field", N_("VELD"), N_("alleen wat in dit veld veranderd is")},
	{OPTION_TEXT, "--text", N_("WOORDEN"), N_("alleen waar deze woorden bij kwamen of weggingen")},
	{OPTION_LIST, "--list", NULL, N_("één regel per versie")},
	{OPTION_JSON, "--json", NULL, N_("de gegevens als JSON")},
	{OPTION_MAN, "--man", NULL, N_("de handleiding, voor man")},
	{OPTION_COMPLETION, "--completion", NULL, N_("wat bash nodig heeft om opdrachten aan te vullen")},
	{OPTION_TAAL, "--taal", N_("TAAL"), N_("de taal van het programma: nl of en")},
	{OPTION_HELP, "--help", NULL, N_("deze uitleg")},
	{OPTION_VERSION, "--version", NULL, N_("de versie van dit programma")},
};
enum { ROWS = sizeof rows / sizeof *rows };

const struct option_row *options_row(size_t i)
{
	return i < ROWS ? &rows[i] : NULL;
}

void options_describe(struct str *out, unsigned options)
{
	enum { COLUMN = 26 };
	for (size_t i = 0; i < ROWS; i++) {
		struct str name = {0};
		if (!(options & rows[i].option))
			continue;
		str_addf(&name, "  %s%s%s", rows[i].name, rows[i].value ? " " : "", rows[i].value ? _(rows[i].value) : "");
		print_entry(out, name.p, COLUMN, _(rows[i].help));
		str_free(&name);
	}
}

/* The row of a word, and the value that is written in the same word ("-Cmap", "--als=Anna <…>"). */
static const struct option_row *find_row(const char *word, const char **value)
{
	for (size_t i = 0; i < ROWS; i++) {
		const char *name = rows[i].name;
		size_t len = strlen(name);
		bool is_long = name[1] == '-';
		if (strncmp(word, name, len) != 0)
			continue;
		*value = word[len] ? word + len + is_long : NULL;
		if (!word[len] || (rows[i].value && (!is_long || word[len] == '=')))
			return &rows[i];
	}
	*value = NULL;
	return strcmp(word, "-h") == 0 ? find_row("--help", value) : NULL;
}

static const char **place_of(struct cli *c, enum option option)
{
	switch (option) {
	case OPTION_DIR:
		return &c->dir;
	case OPTION_ALS:
		return &c->als;
	case OPTION_REASON:
		return &c->reason;
	case OPTION_KEEP:
		return &c->keep;
	case OPTION_FROM:
	case OPTION_FROM_VERSION:
		return &c->from;
	case OPTION_OUT:
		return &c->to;
	case OPTION_FORMAT:
		return &c->format;
	case OPTION_AT:
		return &c->at;
	case OPTION_ANSWER:
		return &c->answer;
	case OPTION_SEEN:
		return &c->seen;
	case OPTION_AGREE:
		return &c->agree;
	case OPTION_SINCE:
		return &c->since;
	case OPTION_UNTIL:
		return &c->until;
	case OPTION_AUTHOR:
		return &c->author;
	case OPTION_FIELD:
		return &c->field;
	case OPTION_TEXT:
		return &c->text;
	case OPTION_TAAL:
		return &c->taal;
	default:
		return NULL;
	}
}

/* Takes the option at words[0]; `*used` says how many words it was. */
static enum code take_option(struct cli *c, char *const words[], int *used, struct err *e)
{
	const char *value;
	const struct option_row *row = find_row(words[0], &value);
	*used = 1;
	if (!row)
		return err_set(e, ERR_USE, _("De optie '%.100s' bestaat niet. Zet -- voor een tekst die met een streepje begint."), words[0]);
	if (row->value && !value) {
		if (!(value = words[1]))
			return err_set(e, ERR_USE, _("Achter %s hoort nog iets: %s %s."), row->name, row->name, row->value);
		*used = 2;
	}
	if (row->value && c->given & row->option)
		return err_set(e, ERR_USE, _("%s staat er twee keer. Geef het één keer."), row->name);
	c->given |= row->option;
	if (row->value)
		*place_of(c, row->option) = value;
	if (row->option == OPTION_TAAL && !taal_choose(value))
		return err_set(e, ERR_USE, _("Deze taal is er niet: '%.40s'. Kies nl of en."), value);
	return OK;
}

/* A name that two options have is read as the first of them: it is the one that the command takes. */
static void settle_names(struct cli *c)
{
	unsigned takes = c->command ? c->command->options : 0;
	for (size_t i = 0; i < ROWS; i++)
		for (size_t k = i + 1; k < ROWS && c->given & ~takes & rows[i].option; k++)
			if (takes & rows[k].option && strcmp(rows[i].name, rows[k].name) == 0)
				c->given ^= rows[i].option | rows[k].option;
}

/* Does the command take what was given? */
static enum code check_options(const struct cli *c, struct err *e)
{
	unsigned takes = c->command ? c->command->options | OPTION_EVERYWHERE : OPTION_DIR | OPTION_ALS | OPTION_TAAL;
	for (size_t i = 0; i < ROWS; i++) {
		if (!(c->given & ~takes & rows[i].option))
			continue;
		if (!c->command)
			return err_set(e, ERR_USE, _("Bij %s hoort een opdracht. Met 'buurtplan help' ziet u welke er zijn."), rows[i].name);
		return err_set(e, ERR_USE, _("'%s' kent %s niet. Met 'buurtplan help %s' ziet u wat wel kan."), c->command->name,
			       rows[i].name, c->command->name);
	}
	return OK;
}

/* Control characters in names and reasons are cleaned on their way, in a value refused (file_read_text). */
static enum code check_text(const char *word, struct err *e)
{
	size_t len = word ? strlen(word) : 0, at = len ? text_invalid_at(word, len) : 0;
	if (at == len)
		return OK;
	return err_set(e, ERR_USE, _("'%.300s' bevat een teken dat geen UTF-8 is (byte %zu). Er is niets veranderd."), word, at + 1);
}

static enum code check_words(const struct cli *c, struct err *e)
{
	const struct command *command = c->command;
	bool files = command->options & WORDS_ARE_FILES;
	const char *const given[] = {c->als, c->reason, c->keep, c->answer, c->seen, c->agree, c->since, c->until, c->author, c->field, c->text};
	enum code code = OK;
	for (size_t i = 0; i < sizeof given / sizeof *given && !code; i++)
		code = check_text(given[i], e);
	for (size_t i = 0; i < c->count && !files && !code; i++)
		code = check_text(c->args[i], e);
	if (code || (c->count >= command->min && c->count <= command->max))
		return code;
	return err_set(e, ERR_USE, c->count < command->min ? _("Er ontbreekt iets. Gebruik: buurtplan %s%s%s") : _("U gaf te veel woorden. Gebruik: buurtplan %s%s%s"),
		       command->name, *command->usage ? " " : "", command->usage);
}

static enum code find_command(struct cli *c, const char *name, struct err *e)
{
	c->command = command_find(name);
	if (c->command)
		return OK;
	const struct command *guess = command_guess(name);
	if (guess)
		return err_set(e, ERR_USE, _("De opdracht '%.100s' bestaat niet. Bedoelt u '%s'?"), name, guess->name);
	return err_set(e, ERR_USE, _("De opdracht '%.100s' bestaat niet. Met 'buurtplan help' ziet u welke er zijn."), name);
}

/* git gives us names as they come. */
static bool takes_all(const struct cli *c)
{
	return c->command && c->command->options & WORDS_AS_THEY_ARE && c->count > 0;
}

enum code options_read(struct cli *c, int argc, char *const argv[], struct err *e)
{
	bool ended = false;
	c->dir = ".";
	c->args = mem_alloc(((size_t)argc + 1) * sizeof *c->args);
	for (int i = 1, used; i < argc; i += used) {
		enum code code = OK;
		used = 1;
		if (!ended && strcmp(argv[i], "--") == 0)
			ended = true;
		else if (!ended && !takes_all(c) && argv[i][0] == '-' && argv[i][1])
			code = take_option(c, &argv[i], &used, e);
		else if (!c->command)
			code = find_command(c, argv[i], e);
		else
			c->args[c->count++] = argv[i];
		if (code)
			return code;
	}
	if (c->given & (OPTION_HELP | OPTION_VERSION))
		return OK;
	settle_names(c);
	enum code code = check_options(c, e);
	return code || !c->command ? code : check_words(c, e);
}
