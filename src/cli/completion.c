#include "cli/completion.h"

#include "cli/command.h"
#include "plan/schema.h"

#include <string.h>

/* The part that is the same whatever the tables hold.  Nothing that was typed or read is ever evaluated. */
static const char functions[] =
	"# A word as the shell would read it: without its quotes and backslashes, ~ filled in; nothing is run.\n"
	"_buurtplan_plain() {\n"
	"\tlocal word=$1\n"
	"\tcase $word in \\~ | \\~/*) word=$HOME${word:1} ;; esac\n"
	"\tword=${word//\\\\/}\n"
	"\tword=${word//\\\"/}\n"
	"\tprintf %s \"${word//\\'/}\"\n"
	"}\n"
	"\n"
	"# The program on the folder that the line names.\n"
	"_buurtplan_ask() {\n"
	"\t\"$program\" -C \"$folder\" \"$@\" 2>/dev/null </dev/null\n"
	"}\n"
	"\n"
	"_buurtplan_plans() {\n"
	"\t_buurtplan_ask list --all --json | sed -n 's,^ *\"name\": \"\\([a-z0-9/-]*\\)\".*,\\1,p'\n"
	"}\n"
	"\n"
	"# Those of a plan; their ids stand six blanks in.\n"
	"_buurtplan_speerpunten() {\n"
	"\t_buurtplan_ask show \"$1\" speerpunten --json | sed -n 's/^      \"id\": \"\\([a-z0-9-]*\\)\".*/\\1/p'\n"
	"}\n"
	"\n"
	"# The words of $1, one a line, that begin with what was typed; $2 goes before each, $3 behind.\n"
	"_buurtplan_offer() {\n"
	"\tlocal word\n"
	"\twhile IFS= read -r word; do\n"
	"\t\t[[ -n $word && ${2-}$word == \"$typed\"* ]] && COMPREPLY+=(\"${2-}$word${3-}\")\n"
	"\tdone <<<\"$1\"\n"
	"}\n"
	"\n"
	"# Files (f) or folders (d).  Readline itself puts quotes where a name needs them.\n"
	"_buurtplan_files() {\n"
	"\tlocal name\n"
	"\tcompopt -o filenames 2>/dev/null\n"
	"\twhile IFS= read -r name; do\n"
	"\t\tCOMPREPLY+=(\"$name\")\n"
	"\tdone < <(compgen -\"$1\" -- \"$typed\")\n"
	"}\n"
	"\n"
	"# A path in the plan $1: a field, a speerpunt, a field of a speerpunt.\n"
	"_buurtplan_paths() {\n"
	"\tlocal id\n"
	"\tcompopt -o nospace 2>/dev/null\n"
	"\tcase $typed in\n"
	"\tspeerpunten/*/*)\n"
	"\t\tid=${typed#speerpunten/}\n"
	"\t\t_buurtplan_offer \"${_buurtplan_speerpunt_fields// /$'\\n'}\" \"speerpunten/${id%%/*}/\" ;;\n"
	"\tspeerpunten/*) _buurtplan_offer \"$(_buurtplan_speerpunten \"$1\")\" speerpunten/ / ;;\n"
	"\t*) _buurtplan_offer \"${_buurtplan_fields// /$'\\n'}\" ;;\n"
	"\tesac\n"
	"}\n"
	"\n"
	"# bash takes --als=x apart: --als, =, x.\n"
	"_buurtplan() {\n"
	"\tlocal program folder=. command= plan= takes= count=0 current=${COMP_WORDS[COMP_CWORD]} typed word i\n"
	"\tCOMPREPLY=()\n"
	"\tprogram=$(_buurtplan_plain \"$1\")\n"
	"\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	"\t\tword=$(_buurtplan_plain \"${COMP_WORDS[i]}\")\n"
	"\t\tif [[ $_buurtplan_with_value == *\" $word \"* ]]; then\n"
	"\t\t\t[[ ${COMP_WORDS[i + 1]} == = && i+1 -lt COMP_CWORD ]] && ((i++))\n"
	"\t\t\t((i + 1 == COMP_CWORD)) && takes=$word\n"
	"\t\t\t[[ $word == -C ]] && folder=$(_buurtplan_plain \"${COMP_WORDS[i + 1]}\")\n"
	"\t\t\t((i++))\n"
	"\t\telif [[ $word == -C?* ]]; then\n"
	"\t\t\tfolder=${word:2}\n"
	"\t\telif [[ $word == -?* ]]; then\n"
	"\t\t\tcontinue\n"
	"\t\telif [[ -z $command ]]; then\n"
	"\t\t\tcommand=$word\n"
	"\t\telse\n"
	"\t\t\t((count++)) || plan=$word\n"
	"\t\tfi\n"
	"\tdone\n"
	"\t[[ $current == = ]] && current=\n"
	"\ttyped=$(_buurtplan_plain \"$current\")\n"
	"\tif [[ -n $takes ]]; then\n"
	"\t\t_buurtplan_value\n"
	"\telif [[ $current == -* ]]; then\n"
	"\t\t_buurtplan_options\n"
	"\telif [[ -z $command ]]; then\n"
	"\t\t_buurtplan_offer \"${_buurtplan_commands// /$'\\n'}\"\n"
	"\telse\n"
	"\t\t_buurtplan_word\n"
	"\tfi\n"
	"}\n"
	"complete -F _buurtplan buurtplan\n";

/* What is offered for a word of the usage of a command, or for the value of an option, by what it is called there. */
static const char *offer_for(const char *name, size_t len)
{
	static const struct {
		const char *name, *offer;
	} rows[] = {
		{"PLAN", "_buurtplan_offer \"$(_buurtplan_plans)\""},
		{"PAD", "_buurtplan_paths \"$plan\""},
		{"SPEERPUNT", "_buurtplan_offer \"$(_buurtplan_speerpunten \"$plan\")\""},
		{"VELD", "_buurtplan_offer \"${_buurtplan_speerpunt_fields// /$'\\n'}\""},
		{"PLAN|BESTAND", "_buurtplan_offer \"$(_buurtplan_plans)\"; _buurtplan_files f"},
		{"MAP", "_buurtplan_files d"},
		{"BESTAND", "_buurtplan_files f"},
		{"ANTWOORDEN", "_buurtplan_files f"},
		{"BASIS", "_buurtplan_files f"},
		{"ONZE", "_buurtplan_files f"},
		{"HUN", "_buurtplan_files f"},
		{"OPDRACHT", "_buurtplan_offer \"${_buurtplan_commands// /$'\\n'}\""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (bytes_equal(rows[i].name, strlen(rows[i].name), name, len))
			return rows[i].offer;
	return NULL;
}

/* An option whose value is one of a few words. */
static const char *choices_of(const char *option)
{
	static const struct {
		const char *option, *offer;
	} rows[] = {
		{"--format", "_buurtplan_offer $'md\\nhtml'"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(rows[i].option, option) == 0)
			return rows[i].offer;
	return NULL;
}

/* The words behind a name, without brackets and options: "[PLAN [PAD]]" gives PLAN and PAD.  False at the end. */
static bool next_word(const char **at, const char **word, size_t *len)
{
	do {
		*at += strspn(*at, " []");
		*word = *at;
		*len = strcspn(*at, " []");
		*at += *len;
	} while (*len && (**word == '-' || **word == '%'));
	return *len > 0;
}

/* How a usage goes on: "[PLAN|BESTAND …]" takes as many as there are. */
static bool is_more(const char *word, size_t len)
{
	return bytes_equal(word, len, "…", strlen("…"));
}

static void write_words(struct str *out)
{
	str_add_text(out, "# A word behind the name of a command; $count stand before it.\n_buurtplan_word() {\n\tcase $command:$count in\n");
	for (const struct command *c = commands; c->name; c++) {
		const char *at = c->usage, *word, *offer = NULL;
		size_t len;
		bool from_git = c->options & WORDS_AS_THEY_ARE; /* nobody types them */
		for (size_t i = 0; !from_git && next_word(&at, &word, &len); i++) {
			bool more = is_more(word, len);
			offer = more ? offer : offer_for(word, len);
			if (offer && more)
				str_addf(out, "\t%s:*) %s ;;\n", c->name, offer);
			else if (offer)
				str_addf(out, "\t%s:%zu) %s ;;\n", c->name, i, offer);
		}
	}
	str_add_text(out, "\tesac\n}\n\n");
}

/* A name that other commands have for something else is told apart by the commands that take this one. */
static void write_value(struct str *out, const struct option_row *row, const char *offer)
{
	const struct option_row *other;
	bool shared = false;
	for (size_t i = 0; (other = options_row(i)) && !shared; i++)
		shared = other != row && strcmp(other->name, row->name) == 0;
	str_addf(out, "\t%s) ", row->name);
	if (shared) {
		str_add_text(out, "[[ ' ");
		for (const struct command *c = commands; c->name; c++)
			if (c->options & row->option)
				str_addf(out, "%s ", c->name);
		str_add_text(out, "' == *\" $command \"* ]] && ");
	}
	str_addf(out, "%s ;;\n", offer);
}

static void write_values(struct str *out)
{
	const struct option_row *row;
	str_add_text(out, "# The value of the option $takes.\n_buurtplan_value() {\n\tcase $takes in\n");
	for (size_t i = 0; (row = options_row(i)); i++) {
		const char *offer = !row->value ? NULL : choices_of(row->name);
		if (row->value && !offer)
			offer = offer_for(row->value, strlen(row->value));
		if (offer)
			write_value(out, row, offer);
	}
	str_add_text(out, "\tesac\n}\n\n");
}

static void add_options(struct str *out, unsigned options)
{
	const struct option_row *row;
	str_add_text(out, "_buurtplan_offer $'");
	for (size_t i = 0, count = 0; (row = options_row(i)); i++)
		if (options & row->option)
			str_addf(out, "%s%s", count++ ? "\\n" : "", row->name);
	str_add_text(out, "' ;;\n");
}

static void write_options(struct str *out)
{
	str_add_text(out, "_buurtplan_options() {\n\tcase $command in\n\t'') ");
	add_options(out, OPTION_DIR | OPTION_ALS | OPTION_EVERYWHERE | OPTION_VERSION);
	for (const struct command *c = commands; c->name; c++) {
		str_addf(out, "\t%s) ", c->name);
		add_options(out, c->options | OPTION_EVERYWHERE);
	}
	str_add_text(out, "\tesac\n}\n\n");
}

static void write_fields(struct str *out, const char *name, const struct field *parent)
{
	str_addf(out, "%s='", name);
	for (const struct field *f = schema_first(parent); f; f = schema_next(f))
		str_addf(out, "%s%s", f == schema_first(parent) ? "" : " ", f->key);
	str_add_text(out, "'\n");
}

static void write_lists(struct str *out)
{
	const struct option_row *row;
	str_add_text(out, "_buurtplan_commands='");
	for (const struct command *c = commands; c->name; c++)
		str_addf(out, "%s%s", c == commands ? "" : " ", c->name);
	str_add_text(out, "'\n_buurtplan_with_value=' ");
	for (size_t i = 0; (row = options_row(i)); i++)
		if (row->value)
			str_addf(out, "%s ", row->name);
	str_add_text(out, "'\n");
	write_fields(out, "_buurtplan_fields", NULL);
	write_fields(out, "_buurtplan_speerpunt_fields", schema_find("speerpunten"));
	str_add_char(out, '\n');
}

void completion_write(struct str *out)
{
	str_add_text(out, "# bash completion for buurtplan; written by `buurtplan help --completion`.\n\n");
	write_lists(out);
	write_options(out);
	write_values(out);
	write_words(out);
	str_add_text(out, functions);
}
