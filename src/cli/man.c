#include "cli/man.h"

#include "base/taal.h"
#include "cli/command.h"
#include "cli/man_words.h"
#include "cli/roff.h"
#include "plan/schema.h"

#include <string.h>

static void write_told(struct str *out, const struct told *rows)
{
	for (; rows->name; rows++) {
		roff_tag(out, rows->name, NULL);
		roff_paragraphs(out, rows->text);
	}
}

/* A word as the beginning of a sentence; the helps of the tables begin small, and with a plain letter. */
static void add_sentence(struct str *out, const char *text)
{
	char first[2] = {*text >= 'a' && *text <= 'z' ? (char)(*text - 'a' + 'A') : *text, '\0'};
	roff_add(out, first);
	roff_add(out, text + (*text != '\0'));
	str_add_text(out, *text && strchr(".?!", text[strlen(text) - 1]) ? "" : ".");
}

/* --- commands and options --------------------------------------------------------------- */

static void write_synopsis(struct str *out)
{
	roff_macro(out, "SH", "SAMENVATTING");
	str_add_text(out, ".nf\n\\fBbuurtplan\\fR [\\fB\\-C\\fR \\fIMAP\\fR] [\\fB\\-\\-als\\fR \\fI\\(aqNaam <adres>\\(aq\\fR]\n");
	for (const struct command *c = commands; c->name; c++) {
		str_add_text(out, "\\fBbuurtplan ");
		roff_add(out, c->name);
		str_add_text(out, "\\fR \\fI");
		roff_add(out, c->usage);
		str_add_text(out, "\\fR\n");
	}
	str_add_text(out, ".fi\n");
}

/* "-C, --als, --json": what a command takes. */
static void write_options_of(struct str *out, const struct command *c)
{
	struct str names = {0};
	const struct option_row *row;
	for (size_t i = 0; (row = options_row(i)); i++)
		if ((c->options | OPTION_EVERYWHERE) & row->option)
			str_addf(&names, "%s%s", names.len ? ", " : "Opties: ", row->name);
	str_add_text(out, ".sp\n");
	roff_add(out, str_text(&names));
	str_add_text(out, ".\n");
	str_free(&names);
}

static void write_commands(struct str *out)
{
	roff_macro(out, "SH", "OPDRACHTEN");
	for (const struct command *c = commands; c->name; c++) {
		roff_tag(out, c->name, c->usage);
		add_sentence(out, c->help);
		str_add_text(out, "\n.sp\n");
		roff_paragraphs(out, c->more);
		write_options_of(out, c);
	}
}

static void write_options(struct str *out)
{
	const struct option_row *row;
	roff_macro(out, "SH", "OPTIES");
	roff_paragraphs(out, "Opties mogen voor en na de opdracht staan. Welke een opdracht kent, staat daarbij.");
	for (size_t i = 0; (row = options_row(i)); i++) {
		roff_tag(out, row->name, row->value);
		add_sentence(out, row->help);
		str_add_char(out, '\n');
	}
}

/* --- fields --------------------------------------------------------------------------------- */

/* As the commands take it: of a list also which item, by its id or its number. */
static void add_path(struct str *out, const struct field *f)
{
	const struct field *parent = schema_parent(f);
	if (parent) {
		add_path(out, parent);
		if (parent->kind == KIND_RECORDS)
			str_add_text(out, parent->flags & FIELD_KEYED ? "/KENMERK" : "/NUMMER");
		str_add_char(out, '/');
	}
	str_add_text(out, f->key);
}

static void add_choices(struct str *out, const struct field *f)
{
	const char *before = f->kind == KIND_CHOICE ? ": " : ", bijvoorbeeld ";
	for (const struct choice *c = f->choices; c->value; c++) {
		str_addf(out, "%s%s", c == f->choices ? before : ", ", c->value);
		if (strcmp(c->value, c->label) != 0)
			str_addf(out, " (%s)", c->label);
	}
}

static void write_field(struct str *out, const struct field *f)
{
	struct str path = {0}, kind = {0};
	add_path(&path, f);
	str_add_text(&kind, man_kind(f->kind));
	if (f->choices)
		add_choices(&kind, f);
	if (f->flags & FIELD_REQUIRED)
		str_add_text(&kind, "; mag niet ontbreken");
	if (f->flags & FIELD_REASON)
		str_add_text(&kind, "; een wijziging vraagt om een reden");
	if (f->flags & FIELD_REASON_REMOVE)
		str_add_text(&kind, "; weghalen vraagt om een reden");
	roff_tag(out, str_text(&path), NULL);
	add_sentence(out, f->label);
	str_add_text(out, " ");
	add_sentence(out, f->help);
	str_add_text(out, "\n.br\n");
	add_sentence(out, str_text(&kind));
	str_add_char(out, '\n');
	str_free(&path);
	str_free(&kind);
}

static void write_fields(struct str *out)
{
	roff_macro(out, "SH", "VELDEN");
	roff_paragraphs(out, man_fields);
	for (size_t i = 0; i < schema_field_count; i++)
		write_field(out, &schema_fields[i]);
}

/* --- keys -------------------------------------------------------------------------------------- */

static void write_key(void *page, const char *name, const char *text, bool is_screen)
{
	struct str *out = page;
	if (is_screen) {
		struct str title = {0};
		add_sentence(&title, name);
		str_splice(&title, title.len - 1, 1, "", 0); /* a title has no full stop; it is escaped already */
		str_addf(out, ".SS %s\n", str_text(&title));
		str_free(&title);
	} else {
		roff_tag(out, name, NULL);
	}
	roff_paragraphs(out, text);
}

static void write_examples(struct str *out)
{
	roff_macro(out, "SH", "VOORBEELDEN");
	for (const struct told *row = man_examples; row->name; row++) {
		if (row != man_examples)
			str_add_text(out, ".PP\n");
		roff_paragraphs(out, row->text);
		str_add_text(out, ".PP\n.RS 4\n.nf\n");
		roff_add(out, row->name);
		str_add_text(out, "\n.fi\n.RE\n");
	}
}

void man_write(struct str *out, cli_describe *describe)
{
	taal_dutch_begin();
	str_add_text(out, ".\\\" -*- coding: utf-8 -*-\n.TH BUURTPLAN 1 \"\" \"buurtplan " BUURTPLAN_VERSION "\" \"Handleiding van buurtplan\"\n"
			  ".nh\n.ad l\n.SH NAAM\nbuurtplan \\- plannen van aanpak voor buurten: lezen, schrijven, en zien wie wat veranderde\n");
	write_synopsis(out);
	roff_macro(out, "SH", "BESCHRIJVING");
	roff_paragraphs(out, man_description);
	write_commands(out);
	write_options(out);
	for (const struct man_section *s = man_sections; s->title; s++) {
		roff_macro(out, "SH", s->title);
		write_told(out, s->rows);
	}
	write_fields(out);
	if (describe) {
		roff_macro(out, "SH", "TOETSEN");
		roff_paragraphs(out, man_keys);
		describe(write_key, out);
	}
	write_examples(out);
	roff_macro(out, "SH", "ZIE OOK");
	str_add_text(out, ".BR git (1),\n.BR git\\-config (1),\n.BR git\\-merge (1)\n");
	taal_dutch_end();
}
