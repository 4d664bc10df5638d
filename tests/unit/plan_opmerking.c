#include "test.h"

#include "plan/opmerking.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD "soort: opmerking\nplan: deltabuurt\nwie: Anna Jansen <anna@example.nl>\nwanneer: 2026-11-27T10:42:00+01:00\n"

static struct opmerking example(enum opmerking_kind kind)
{
	return (struct opmerking){
		.kind = kind,
		.plan = "deltabuurt",
		.path = "speerpunten/afval/doelstellingen",
		.about = kind == OPMERKING ? NULL : "20261127T094200Z-1a2b3c4d",
		.name = "Anna Jansen",
		.address = "anna@example.nl",
		.when = {1795772520, 60},
		.text = kind == OPMERKING || kind == ANTWOORD ? "Klopt dit nog?\n\n# Zie ook: 'de notulen'" : NULL,
	};
}

TEST(what_is_written_is_read_again)
{
	for (int kind = OPMERKING; kind <= AKKOORD; kind++) {
		struct opmerking o = example((enum opmerking_kind)kind), back;
		struct str out = {0};
		struct err e = {0};
		o.version = kind == OPMERKING ? "0123456789012345678901234567890123456789" : NULL;
		CHECK_NUMBER(opmerking_write(&out, &o, &e), OK);
		if (!CHECK_NUMBER(opmerking_read(&back, out.p, out.len, &e), OK))
			printf("%s\n%s", e.text, out.p);
		CHECK_NUMBER(back.kind, kind);
		CHECK_TEXT(back.plan, o.plan);
		CHECK_TEXT(back.path, o.path);
		CHECK_TEXT(back.name, o.name);
		CHECK_TEXT(back.address, o.address);
		CHECK_NUMBER(back.when.seconds, o.when.seconds);
		CHECK(o.version ? CHECK_TEXT(back.version, o.version) : !back.version);
		CHECK(o.about ? CHECK_TEXT(back.about, o.about) : !back.about);
		CHECK(o.text ? CHECK_TEXT(back.text, o.text) : !back.text);
		opmerking_clear(&back);
		str_free(&out);
	}
}

TEST(the_file_is_as_it_is_said_to_be)
{
	struct opmerking o = example(ANTWOORD);
	struct str out = {0}, id = {0};
	struct err e = {0};
	CHECK_NUMBER(opmerking_write(&out, &o, &e), OK);
	CHECK_TEXT(out.p, "soort: antwoord\n"
	                  "plan: deltabuurt\n"
	                  "veld: speerpunten/afval/doelstellingen\n"
	                  "op: 20261127T094200Z-1a2b3c4d\n"
	                  "wie: Anna Jansen <anna@example.nl>\n"
	                  "wanneer: 2026-11-27T10:42:00+01:00\n"
	                  "tekst: |-\n"
	                  "  Klopt dit nog?\n"
	                  "\n"
	                  "  # Zie ook: 'de notulen'\n");
	opmerking_make_id(&id, &o, out.p, out.len);
	CHECK(opmerking_is_id(id.p));
	CHECK(strncmp(id.p, "20261127T094200Z-", 17) == 0);
	str_free(&out);
	str_free(&id);
}

TEST(a_text_of_any_kind_comes_back)
{
	static const char *const texts[] = {"ja", "- a\n- b", "a: b", "  ingesprongen", "\"", "'", "👩‍👩‍👧 é", "---", "regel\n\n\nregel", "12", "\ttab"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct opmerking o = example(OPMERKING), back;
		struct str out = {0};
		struct err e = {0};
		o.text = texts[i];
		o.name = texts[i]; /* and what a name can hold */
		CHECK_NUMBER(opmerking_write(&out, &o, &e), OK);
		if (CHECK_NUMBER(opmerking_read(&back, out.p, out.len, &e), OK))
			CHECK_TEXT(back.text, texts[i]);
		opmerking_clear(&back);
		str_free(&out);
	}
}

TEST(no_text_is_no_remark)
{
	static const char *const texts[] = {NULL, "", " \n\t "};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct opmerking o = example(OPMERKING);
		struct str out = {0};
		struct err e = {0};
		o.text = texts[i];
		CHECK_NUMBER(opmerking_write(&out, &o, &e), ERR_NO);
		CHECK_NUMBER(out.len, 0);
		str_free(&out);
	}
}

TEST(a_text_that_is_too_long_is_refused)
{
	struct opmerking o = example(OPMERKING);
	struct str out = {0}, text = {0};
	struct err e = {0};
	str_add_times(&text, 'x', OPMERKING_BYTES);
	o.text = text.p;
	CHECK_NUMBER(opmerking_write(&out, &o, &e), ERR_NO);
	str_free(&text);
	str_free(&out);
}

/* Anybody who can write in the repository can put anything there. */
TEST(hostile_files_are_no_remarks)
{
	static const char *const bytes[] = {
		"",
		"\xff\xfe",
		"- a\n",
		"soort: opmerking\n",
		HEAD,
		HEAD "tekst: ''\n",
		HEAD "tekst: [a, b]\n",
		HEAD "tekst: {a: b}\n",
		HEAD "tekst: \"a\\0b\"\n",
		HEAD "tekst: a\ntekst: b\n",
		HEAD "tekst: \"\\e[2J\"\n",
		HEAD "tekst: a\nop: 20261127T094200Z-1a2b3c4d\n",
		HEAD "tekst: a\nversie: --output=x\n",
		HEAD "tekst: a\nversie: [1]\n",
		HEAD "tekst: a\nveld: [1]\n",
		HEAD "tekst: &a [*a]\n",
		"soort: feest\nplan: d\nwie: A <a>\nwanneer: 2026-11-27T10:42:00+01:00\ntekst: x\n",
		"soort: [opmerking]\nplan: d\nwie: A <a>\nwanneer: 2026-11-27T10:42:00+01:00\ntekst: x\n",
		"soort: opmerking\nplan: d\nwie: Anna\nwanneer: 2026-11-27T10:42:00+01:00\ntekst: x\n",
		"soort: opmerking\nplan: d\nwie: <a@b>\nwanneer: 2026-11-27T10:42:00+01:00\ntekst: x\n",
		"soort: opmerking\nplan: d\nwie: A <>\nwanneer: 2026-11-27T10:42:00+01:00\ntekst: x\n",
		"soort: opmerking\nplan: d\nwie: A <a> b\nwanneer: 2026-11-27T10:42:00+01:00\ntekst: x\n",
		"soort: opmerking\nplan: d\nwie: A <a>\nwanneer: gisteren\ntekst: x\n",
		"soort: antwoord\nplan: d\nwie: A <a>\nwanneer: 2026-11-27T10:42:00+01:00\ntekst: x\n",
		"soort: gezien\nplan: d\nop: ../../x\nwie: A <a>\nwanneer: 2026-11-27T10:42:00+01:00\n",
		"soort: gezien\nplan: d\nop: 20261127T094200Z-1a2b3c4d\nwie: A <a>\nwanneer: 2026-11-27T10:42:00+01:00\ntekst: x\n",
	};
	for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++) {
		struct opmerking o;
		struct err e = {0};
		if (!CHECK_NUMBER(opmerking_read(&o, bytes[i], strlen(bytes[i]), &e), ERR_UNREADABLE))
			puts(bytes[i]);
		CHECK(!o.plan && !o.text);
		opmerking_clear(&o);
	}
}

TEST(what_steers_a_terminal_is_text)
{
	struct opmerking o;
	struct err e = {0};
	static const char bytes[] = HEAD "tekst: \"a\u202eb\"\nlater: iets nieuws\n";
	CHECK_NUMBER(opmerking_read(&o, bytes, sizeof bytes - 1, &e), OK);
	CHECK_TEXT(o.text, "a\u202eb"); /* who shows it, cleans it */
	opmerking_clear(&o);
	struct str big = {0};
	str_add_text(&big, HEAD "tekst: ");
	str_add_times(&big, 'x', OPMERKING_BYTES);
	CHECK_NUMBER(opmerking_read(&o, big.p, big.len, &e), ERR_UNREADABLE);
	str_free(&big);
}

TEST(the_message_says_what_it_is)
{
	struct opmerking o = example(AKKOORD);
	struct str out = {0};
	opmerking_message(&out, &o, "De bewoner\nvroeg het");
	CHECK_TEXT(out.p, "deltabuurt: akkoord met een opmerking\n\nPlan: deltabuurt\nVeld: speerpunten/afval/doelstellingen\nToch-bewaren: De bewoner vroeg het\n");
	str_free(&out);
}
