/* What becomes of two versions of a plan: choices, answers, files that can't be read, markers.  (Whole merges with their right
 * answers stand in tests/merge.) */
#include "plan/merge.h"

#include "test.h"

#include <stdio.h>
#include <string.h>

static const char base[] =
	"formaat: 1\n"
	"buurt: Deltabuurt\n"
	"status: analyse   # zie besluit\n"
	"themas:\n"
	"  - Extra inzet rond schoon en heel\n"
	"  - Groen\n"
	"inleiding: Een zin over de buurt. Nog een zin.\n"
	"budget:\n"
	"  - {post: Bloembakken, bedrag: 1500}\n"
	"speerpunten:\n"
	"  - id: afval\n"
	"    titel: Afval\n";

static struct merge_bytes bytes(const char *text)
{
	return (struct merge_bytes){text, text ? strlen(text) : 0};
}

/* The base with `old` replaced by `new`. */
static char *with(const char *old, const char *new)
{
	const char *at = strstr(base, old);
	struct str s = {0};
	str_add(&s, base, (size_t)(at - base));
	str_add_text(&s, new);
	str_add_text(&s, at + strlen(old));
	return str_take(&s);
}

static void merge(struct merge *m, const char *ours, const char *theirs, const struct answers *answers)
{
	merge_files(m, bytes(base), bytes(ours), bytes(theirs), answers);
}

/* One side makes `ours` of `old`, the other `theirs` of `old_theirs`; what is asked, and what each answer comes to ("": the
 * answer leaves it open). */
static const struct row {
	const char *old, *ours, *old_theirs, *theirs;
	enum choice_kind kind;
	const char *path, *was, *mine, *other, *both;
	const char *take_ours, *take_theirs, *take_both, *take_base;
} rows[] = {
	{"analyse ", "uitvoering ", "analyse ", "evaluatie ", CHOICE_CHANGED, "status", "analyse", "uitvoering", "evaluatie", NULL,
	 "status: uitvoering   # zie", "status: evaluatie   # zie", "", "status: analyse   # zie"},
	{"Extra inzet", "Dubbele inzet", "Extra inzet", "Meer inzet", CHOICE_CHANGED, "themas/1", "Extra inzet rond schoon en heel",
	 "Dubbele inzet rond schoon en heel", "Meer inzet rond schoon en heel", "Dubbele inzet rond schoon en heel\nMeer inzet rond schoon en heel",
	 "- Dubbele inzet rond schoon en heel\n  - Groen", "- Meer inzet rond schoon en heel\n  - Groen",
	 "- Dubbele inzet rond schoon en heel\n  - Meer inzet rond schoon en heel\n  - Groen", "- Extra inzet rond"},
	{"over de buurt", "over de wijk", "over de buurt", "over de straat", CHOICE_CHANGED, "inleiding", NULL, NULL, NULL, NULL,
	 "Een zin over de wijk. Nog", "Een zin over de straat. Nog", "Een zin over de wijk. Een zin over de straat. Nog een zin.", "over de buurt. Nog"},
	{"  - Groen\n", "", "Groen", "Groen en water", CHOICE_REMOVED, "themas/2", "Groen", NULL, "Groen en water", NULL,
	 "schoon en heel\ninleiding", "  - Groen en water\n", "", "  - Groen\n"},
	{"buurt: Deltabuurt\n", "buurt: Deltabuurt\nwijk: Noord\n", "buurt: Deltabuurt\n", "buurt: Deltabuurt\nwijk: Zuid\n", CHOICE_ADDED, "wijk", NULL,
	 "Noord", "Zuid", NULL, "wijk: Noord\n", "wijk: Zuid\n", "", "Deltabuurt\nstatus"},
	{"1500", "2000", "1500", "1200", CHOICE_CHANGED, "budget/1/bedrag", "1500", "2000", "1200", NULL,
	 "{post: Bloembakken, bedrag: 2000}", "{post: Bloembakken, bedrag: 1200}", "", "bedrag: 1500"},
	{"    titel: Afval\n", "    titel: Afval\n  - id: groen\n    titel: Groen\n", "    titel: Afval\n", "    titel: Afval\n  - id: groen\n    titel: Bomen\n",
	 CHOICE_SAME_ID, "speerpunten/groen", NULL, "id: groen\ntitel: Groen", "id: groen\ntitel: Bomen", "id: groen\ntitel: Groen\nid: groen\ntitel: Bomen",
	 "titel: Groen\n", "titel: Bomen\n", "  - id: groen\n    titel: Groen\n  - id: groen-2\n    titel: Bomen\n", "titel: Afval\n"},
};

static bool same(const char *have, const char *want)
{
	return !want || (have && strcmp(have, want) == 0);
}

static void check_answer(const struct row *r, const char *ours, const char *theirs, enum take take, const char *want)
{
	const struct answers answers = {.rest = take};
	struct merge m;
	merge(&m, ours, theirs, &answers);
	if (!CHECK(*want ? m.open == 0 && m.choices.p[0].taken == take && strstr(str_text(&m.bytes), want) : m.open == 1))
		printf("  %s, take %d:\n%s", r->path, (int)take, str_text(&m.bytes));
	merge_clear(&m);
}

TEST(what_is_asked_and_answered)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *r = &rows[i];
		char *ours = with(r->old, r->ours), *theirs = with(r->old_theirs, r->theirs);
		struct merge m;
		merge(&m, ours, theirs, NULL);
		if (!CHECK(m.choices.count == 1 && m.open == 1 && m.doc)) {
			printf("  row %zu: %zu choices\n%s", i, m.choices.count, str_text(&m.bytes));
		} else {
			const struct merge_choice *c = &m.choices.p[0];
			CHECK_NUMBER(c->kind, r->kind);
			CHECK_TEXT(c->path, r->path);
			CHECK(same(c->base, r->was) && same(c->ours, r->mine) && same(c->theirs, r->other) && same(c->suggestion, r->both));
			CHECK(*c->label && strlen(c->id) == 16 && c->taken == TAKE_NONE && !strstr(str_text(&m.bytes), "<<<<"));
		}
		merge_clear(&m);
		check_answer(r, ours, theirs, TAKE_OURS, r->take_ours);
		check_answer(r, ours, theirs, TAKE_THEIRS, r->take_theirs);
		check_answer(r, ours, theirs, TAKE_BOTH, r->take_both);
		check_answer(r, ours, theirs, TAKE_BASE, r->take_base);
		free(ours);
		free(theirs);
	}
}

TEST(a_choice_has_the_same_id_from_the_other_side)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *ours = with(rows[i].old, rows[i].ours), *theirs = with(rows[i].old_theirs, rows[i].theirs);
		struct merge m, other;
		merge(&m, ours, theirs, NULL);
		merge(&other, theirs, ours, NULL);
		CHECK_TEXT(m.choices.p[0].id, other.choices.p[0].id);
		merge_turn(&other);
		CHECK(same(m.choices.p[0].ours, other.choices.p[0].ours ? other.choices.p[0].ours : NULL));
		merge_clear(&m);
		merge_clear(&other);
		free(ours);
		free(theirs);
	}
}

TEST(an_answer_by_its_id)
{
	char *ours = with("Extra inzet", "Dubbele inzet"), *theirs = with("Extra inzet", "Meer inzet");
	struct merge m, done;
	merge(&m, ours, theirs, NULL);
	struct answer one = {m.choices.p[0].id, TAKE_TEXT, "Veel inzet", 10};
	struct answers answers = {&one, 1, TAKE_NONE};
	merge(&done, ours, theirs, &answers);
	CHECK(done.open == 0 && strstr(str_text(&done.bytes), "  - Veel inzet\n  - Groen\n"));
	merge_clear(&done);
	one.text = NULL; /* no text at all: left open */
	merge(&done, ours, theirs, &answers);
	CHECK(done.open == 1);
	merge_clear(&done);
	one = (struct answer){"0123456789abcdef", TAKE_OURS, NULL, 0};
	merge(&done, ours, theirs, &answers);
	CHECK(done.open == 1);
	merge_clear(&done);
	merge_clear(&m);
	free(ours);
	free(theirs);
}

TEST(two_choices_are_answered_by_themselves)
{
	char *ours = with("Groen\n", "Groen van ons\n"), *theirs = with("  - Groen\n", "");
	struct str a = {0}, b = {0};
	str_addf(&a, "%seigen: ja\n", ours);
	str_addf(&b, "%seigen: nee\n", theirs);
	struct merge m, done;
	merge(&m, a.p, b.p, NULL);
	CHECK_NUMBER(m.open, 2);
	struct answer one = {m.choices.p[1].id, TAKE_THEIRS, NULL, 0};
	merge(&done, a.p, b.p, &(struct answers){&one, 1, TAKE_NONE});
	CHECK(done.open == 1 && done.choices.p[0].taken == TAKE_NONE && done.choices.p[1].taken == TAKE_THEIRS);
	CHECK(strstr(str_text(&done.bytes), "eigen: nee\n") && strstr(str_text(&done.bytes), "- Groen van ons\n"));
	merge_clear(&done);
	merge_clear(&m);
	str_free(&a);
	str_free(&b);
	free(ours);
	free(theirs);
}

TEST(order_is_asked_where_it_makes_a_circle)
{
	/* one item moved apart: a before b, c before a, and b before c still */
	static const char b[] = "themas:\n- b twee\n- a een\n- c drie\n", o[] = "themas:\n- a een\n- b twee\n- c drie\n", t[] = "themas:\n- b twee\n- c drie\n- a een\n";
	static const char first[] = "themas:\n- c drie\n- b twee\n- a een\n";
	struct merge m;
	merge_files(&m, bytes(b), bytes(o), bytes(t), NULL);
	CHECK(m.open == 1 && m.choices.p[0].kind == CHOICE_ORDER);
	CHECK_TEXT(str_text(&m.bytes), o);
	merge_clear(&m);
	merge_files(&m, bytes(b), bytes(o), bytes(t), &(struct answers){.rest = TAKE_THEIRS});
	CHECK_TEXT(str_text(&m.bytes), t);
	merge_clear(&m);
	merge_files(&m, bytes(b), bytes(o), bytes(t), &(struct answers){.rest = TAKE_BASE});
	CHECK_TEXT(str_text(&m.bytes), b);
	merge_clear(&m);
	merge_files(&m, bytes(b), bytes(o), bytes(first), NULL);
	CHECK_NUMBER(m.open, 0);
	CHECK_TEXT(str_text(&m.bytes), "themas:\n- c drie\n- a een\n- b twee\n");
	merge_clear(&m);
}

/* Files of which one can't be read. */
static const struct file_row {
	const char *base, *ours, *theirs;
	bool asks;
	const char *result, *why;
} files[] = {
	{"a: 1\n", "a: [\n", "a: 2\n", true, "a: 2\n", "Uw versie is niet te lezen"},
	{"a: 1\n", "a: 3\n", "a: [\n", true, "a: 3\n", "De andere versie is niet te lezen"},
	{"a: [\n", "a: 3\n", "a: 2\n", true, "a: 3\n", "De versie van daarvoor is niet te lezen"},
	{"a: 1\n", "a: [\n", "b: [\n", true, "a: 1\n", "regel 2"},
	{"a: [\n", "b: [\n", "c: [\n", true, "b: [\n", "niet te lezen"},
	{"a: 1\n", "a: &x 1\n", "a: 2\n", true, "a: 2\n", "Ankers"},
	{"a: 1\n", "a: [\n", "a: 1\n", false, "a: [\n", NULL}, /* the others changed nothing */
	{"a: 1\n", "a: 1\n", "a: [\n", false, "a: [\n", NULL},
	{"a: 1\n", "a: [\n", "a: [\n", false, "a: [\n", NULL},
	{"", "a: 1\nb: 2\n", "a: 1\nc: 3\n", false, "a: 1\nb: 2\nc: 3\n", NULL}, /* no common past */
	{"\n", "a: 1\n", "a: 2\n", true, "a: 1\n", NULL},
};

TEST(files_that_cannot_be_read_are_one_choice)
{
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		const struct file_row *r = &files[i];
		struct merge m;
		merge_files(&m, bytes(r->base), bytes(r->ours), bytes(r->theirs), NULL);
		if (!CHECK((m.open == 1) == r->asks && strcmp(str_text(&m.bytes), r->result) == 0))
			printf("  row %zu: open %zu\n%s", i, m.open, str_text(&m.bytes));
		if (r->why) {
			CHECK(m.choices.count == 1 && m.choices.p[0].kind == CHOICE_FILE && strstr(m.choices.p[0].why, r->why));
			CHECK_TEXT(m.choices.p[0].ours, r->ours);
			CHECK_TEXT(m.choices.p[0].theirs, r->theirs);
		}
		merge_clear(&m);
	}
}

TEST(both_versions_come_back_from_the_markers)
{
	static const struct {
		const char *ours, *theirs, *want;
	} marked[] = {
		{"a\nb\nc\n", "a\nx\nc\n", "a\n<<<<<<< o\nb\n=======\nx\n>>>>>>> t\nc\n"},
		{"a\n", "a\nb\n", "a\n<<<<<<< o\n=======\nb\n>>>>>>> t\n"},
		{"a", "b", "<<<<<<< o\na\n=======\nb\n>>>>>>> t\n"},
		{"a\n", "a\n", "a\n"},
	};
	for (size_t i = 0; i < sizeof marked / sizeof *marked; i++) {
		struct str out = {0};
		merge_markers(&out, bytes(marked[i].ours), bytes(marked[i].theirs), 7, "o", "t");
		CHECK_TEXT(str_text(&out), marked[i].want);
		str_free(&out);
	}
}

/* What must come back to the byte whoever else is about. */
TEST(what_one_side_left_alone_is_the_other_to_the_byte)
{
	static const char *const versions[] = {
		base,
		"\xef\xbb\xbf" "formaat: 1\r\nbuurt: 'Delta'\r\n# los\r\n",
		"# kop\n\nbuurt: Delta # zo\nthemas: [een, 'twee']\ninleiding: >-\n  Gevouwen\n  tekst.\n\n# slot",
		"buurt: |\n  Delta\n\n\nthemas:\n    -   een\n    -\n        # diep\n        twee: drie\n",
	};
	for (size_t i = 0; i < 4; i++)
		for (size_t j = 0; j < 4; j++) {
			struct merge m;
			merge_files(&m, bytes(versions[i]), bytes(versions[i]), bytes(versions[j]), NULL);
			CHECK(m.open == 0 && strcmp(str_text(&m.bytes), versions[j]) == 0);
			merge_clear(&m);
			merge_files(&m, bytes(versions[i]), bytes(versions[j]), bytes(versions[i]), NULL);
			CHECK(m.open == 0 && strcmp(str_text(&m.bytes), versions[j]) == 0);
			merge_clear(&m);
			merge_files(&m, bytes(versions[i]), bytes(versions[j]), bytes(versions[j]), NULL);
			CHECK(m.open == 0 && strcmp(str_text(&m.bytes), versions[j]) == 0);
			merge_clear(&m);
		}
}
