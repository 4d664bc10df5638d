/* A place of a plan becomes what it was, and nothing else does: by hand, and over random edits of the four plans.  SEED=… repeats a run. */
#include "test.h"

#include "base/mem.h"
#include "base/str.h"
#include "plan/edit.h"
#include "plan/match.h"
#include "plan/plan.h"
#include "plan/restore.h"
#include "yaml/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct doc *parse(const char *text, size_t len)
{
	struct doc *d;
	struct err e;
	if (doc_parse(&d, text, len, &e)) {
		printf("«%s» refused: %d:%d %s\n", text, e.line, e.column, e.text);
		exit(1);
	}
	return d;
}

/* --- by hand ------------------------------------------------------------------------ */

static const char then_text[] =
	"# plan van de buurt\n"
	"formaat: 1\n"
	"buurt: Deltabuurt\n"
	"wijk: 'Rivierenwijk'   # de wijk\n"
	"gemeente:\n"
	"eigen: blijft\n"
	"periode:\n"
	"  # het begin\n"
	"  van: 2018-10\n"
	"  tot: 2019-12\n"
	"swot:\n"
	"  sterk:\n"
	"    sociaal:\n"
	"    - buren helpen elkaar\n"
	"speerpunten:\n"
	"- id: lezen\n"
	"  titel: Lezen\n"
	"# over afval\n"
	"- id: afval\n"
	"  titel: Afval\n"
	"  doelstellingen:\n"
	"  - Maatwerk in de buurt\n"
	"  - Extra inzet rond schoon en heel   # let op\n"
	"  - Derde doel\n"
	"  activiteiten:\n"
	"  - Onderzoek naar afval\n"
	"  - tekst: Bijeenkomst\n"
	"    wie: sociaal team\n"
	"- id: groen\n"
	"  titel: Groen\n";

/* Up to three replacements make `now` of that; the restoring of `path` makes of it what up to three make (NULL: the same as now). */
static const struct by_hand {
	const char *path;
	enum code code;
	const char *now[6];
	const char *out[6];
} by_hand[] = {
	/* a field */
	{"wijk", OK, {"'Rivierenwijk' ", "Anders ", "Groen\n", "Grijs\n"}, {"Groen\n", "Grijs\n"}},
	{"wijk", OK, {"wijk: 'Rivierenwijk'   # de wijk\n", "", "Groen\n", "Grijs\n"}, {"Groen\n", "Grijs\n"}},
	{"wijk", OK, {"'Rivierenwijk' ", "Anders "}, {0}},
	{"wijk", OK, {"Lezen", "Schrijven"}, {"Lezen", "Schrijven"}},
	{"gemeente", OK, {"gemeente:\n", "gemeente: Deventer\n"}, {"gemeente:\n", ""}},
	{"opdrachtgever", OK, {"gemeente:\n", "gemeente:\nopdrachtgever: Wij\n"}, {0}},
	{"eigen", OK, {"eigen: blijft\n", ""}, {0}},
	{"eigen", OK, {"eigen: blijft\n", "mijn: blijft\n"}, {0}},
	{"periode/tot", OK, {"  # het begin\n", "", "periode:\n  van: 2018-10\n  tot: 2019-12\n", ""}, {"  # het begin\n  van: 2018-10\n", ""}},
	{"periode/tot", OK, {"periode:\n  # het begin\n  van: 2018-10\n  tot: 2019-12\n", "periode:\n"}, {"  # het begin\n  van: 2018-10\n", ""}},
	{"periode/tot", ERR_USE, {"periode:\n  # het begin\n  van: 2018-10\n  tot: 2019-12\n", "periode: in 2018\n"}, {0}},
	{"periode", OK, {"periode:\n  # het begin\n  van: 2018-10\n  tot: 2019-12\n", "periode: in 2018\n"}, {0}},
	{"swot", OK, {"swot:\n  sterk:\n    sociaal:\n    - buren helpen elkaar\n", "themas:\n- wonen\naanleiding: Nu\n"}, {"swot:\n", "themas:\n- wonen\naanleiding: Nu\nswot:\n"}},
	{"omvang/inwoners", OK, {"gemeente:\n", "gemeente:\nomvang:\n  inwoners: 10\n"}, {0}},
	{"omvang/inwoners", OK, {"gemeente:\n", "gemeente:\nomvang:\n  inwoners: 10\n  woningen: 4\n"}, {"gemeente:\n", "gemeente:\nomvang:\n  woningen: 4\n"}},
	/* an item */
	{"speerpunten/afval/doelstellingen/2", OK, {"  - Extra inzet rond schoon en heel   # let op\n", ""}, {0}},
	{"speerpunten/afval/doelstellingen/2", OK, {"  - Extra inzet rond schoon en heel   # let op\n", "", "Derde", "Ander"}, {"Derde", "Ander"}},
	{"speerpunten/afval/doelstellingen/2", OK, {"Extra inzet rond schoon", "Dubbele inzet rond schoon"}, {0}},
	{"speerpunten/afval/doelstellingen/1", OK, {"  - Maatwerk in de buurt\n", "  - Nieuw\n", "  - Extra", "  - Nog\n  - Extra"}, {"  - Maatwerk", "  - Nieuw\n  - Nog\n  - Maatwerk"}},
	{"speerpunten/afval/doelstellingen/3", OK, {"  - Derde doel\n", "  - Een vierde\n  - Een vijfde\n"}, {"  - Derde doel\n", "  - Derde doel\n  - Een vierde\n  - Een vijfde\n"}},
	{"speerpunten/afval/doelstellingen/3", OK, {"  - Derde doel\n", "", "  - Maatwerk", "  - Derde doel\n  - Maatwerk"}, {0}},
	{"speerpunten/afval/doelstellingen/2", OK, {"  - Derde doel\n", "", "  - Maatwerk", "  - Derde doel\n  - Maatwerk"}, {"  - Derde doel\n", "", "  - Maatwerk", "  - Derde doel\n  - Maatwerk"}},
	{"speerpunten/afval/doelstellingen/4", OK, {"  - Derde doel\n", "  - Derde doel\n  - Een vierde\n"}, {0}},
	{"speerpunten/afval/doelstellingen/4", OK, {"  - Maatwerk", "  - Iets nieuws\n  - Maatwerk", "Derde doel\n", "Derde doel nog\n"}, {"  - Maatwerk", "  - Iets nieuws\n  - Maatwerk"}},
	{"speerpunten/afval/doelstellingen/9", ERR_NOT_FOUND, {0}, {0}},
	{"speerpunten/afval/doelstellingen", OK, {"  - Maatwerk", "  - Iets nieuws\n  - Maatwerk", "  - Derde doel\n", "", "Lezen", "Schrijven"}, {"Lezen", "Schrijven"}},
	{"speerpunten/afval/resultaten/1", OK, {"  activiteiten:\n", "  resultaten:\n  - Schoon\n  activiteiten:\n"}, {0}},
	/* an item that is a bare text in one of both */
	{"speerpunten/afval/activiteiten/1/tekst", OK, {"- Onderzoek naar afval\n", "- tekst: Onderzoek naar vuil\n    status: klaar\n"}, {"- Onderzoek naar afval\n", "- tekst: Onderzoek naar afval\n    status: klaar\n"}},
	{"speerpunten/afval/activiteiten/1/status", OK, {"- Onderzoek naar afval\n", "- tekst: Onderzoek naar afval\n    status: klaar\n"}, {"- Onderzoek naar afval\n", "- tekst: Onderzoek naar afval\n"}},
	{"speerpunten/afval/activiteiten/2/wie", OK, {"- tekst: Bijeenkomst\n    wie: sociaal team\n", "- Bijeenkomst\n"}, {0}},
	{"speerpunten/afval/activiteiten/2/tekst", OK, {"- tekst: Bijeenkomst\n    wie: sociaal team\n", "- Bijeenkomst buiten\n"}, {"- tekst: Bijeenkomst\n    wie: sociaal team\n", "- Bijeenkomst\n"}},
	{"speerpunten/afval/activiteiten/1/tekst", ERR_NOT_FOUND, {"  - Onderzoek naar afval\n", ""}, {0}},
	/* a text that went to another list */
	{"swot/sterk/sociaal/1", OK, {"  sterk:\n    sociaal:\n", "  zwak:\n    fysiek:\n"}, {0}},
	{"swot/zwak/fysiek/1", OK, {"  sterk:\n    sociaal:\n", "  zwak:\n    fysiek:\n"}, {0}},
	{"swot/sterk/sociaal/1", OK, {"  sterk:\n    sociaal:\n", "  zwak:\n    fysiek:\n    - vuil\n"}, {"swot:\n", "swot:\n", "    - buren helpen elkaar\n", "    - buren helpen elkaar\n  zwak:\n    fysiek:\n    - vuil\n"}},
	/* a speerpunt */
	{"speerpunten/afval", OK, {"titel: Afval", "titel: Vuil", "    wie: sociaal team\n", "", "Lezen", "Schrijven"}, {"Lezen", "Schrijven"}},
	{"speerpunten/groen", OK, {"- id: groen\n  titel: Groen\n", "- id: nieuw\n  titel: Nieuw\n"}, {"- id: groen\n  titel: Groen\n", "- id: groen\n  titel: Groen\n- id: nieuw\n  titel: Nieuw\n"}},
	{"speerpunten/lezen", OK, {"- id: lezen\n  titel: Lezen\n", ""}, {0}},
	{"speerpunten/lezen", OK, {"- id: lezen\n  titel: Lezen\n", "", "- id: groen\n  titel: Groen\n", "- id: groen\n  titel: Groen\n- id: lezen\n  titel: Lezen\n"}, {0}},
	{"speerpunten/2", OK, {"titel: Afval", "titel: Vuil"}, {0}},
	{"speerpunten/lezen/titel", ERR_NOT_FOUND, {"- id: lezen\n  titel: Lezen\n", ""}, {0}},
	{"speerpunten/lezen/titel", OK, {"titel: Lezen", "titel: Schrijven"}, {0}},
	{"speerpunten/nieuw", OK, {"- id: groen\n", "- id: nieuw\n  titel: Nieuw\n- id: groen\n"}, {0}},
	{"speerpunten/niets", ERR_NOT_FOUND, {0}, {0}},
	{"geen_veld", ERR_NOT_FOUND, {0}, {0}},
	/* a section, the whole */
	{"swot", OK, {"  sterk:\n    sociaal:\n    - buren helpen elkaar\n", "  zwak:\n    fysiek:\n    - vuil\n"}, {0}},
	{"", OK, {"Lezen", "Schrijven", "# plan van de buurt\n", "", "eigen: blijft\n", ""}, {0}},
	{"", OK, {"'Rivierenwijk'   # de wijk", "Rivierenwijk"}, {"'Rivierenwijk'   # de wijk", "Rivierenwijk"}},
};

static struct doc *replaced(const char *const pairs[6])
{
	struct str s = {0};
	str_add_text(&s, then_text);
	for (size_t i = 0; i < 6 && pairs[i]; i += 2) {
		const char *at = strstr(s.p, pairs[i]);
		if (!CHECK(at != NULL)) {
			printf("no «%s»\n", pairs[i]);
			continue;
		}
		str_splice(&s, (size_t)(at - s.p), strlen(pairs[i]), pairs[i + 1], strlen(pairs[i + 1]));
	}
	struct doc *d = parse(s.p, s.len);
	str_free(&s);
	return d;
}

TEST(cases)
{
	struct doc *then = parse(then_text, sizeof then_text - 1);
	for (size_t i = 0; i < sizeof by_hand / sizeof *by_hand; i++) {
		const struct by_hand *row = &by_hand[i];
		struct doc *now = replaced(row->now), *want = replaced(row->out), *out = NULL;
		struct err e = {0};
		enum code code = plan_restore(&out, now, then, row->path, &e);
		if (!CHECK(code == row->code && (code ? !out && e.text[0] : doc_same_bytes(out, want))))
			printf("row %zu, %s: code %d %s\n%s--- not\n%s", i, row->path, code, e.text, out ? out->bytes : "", want->bytes);
		doc_free(out);
		doc_free(now);
		doc_free(want);
	}
	doc_free(then);
}

TEST(labels)
{
	struct doc *then = parse(then_text, sizeof then_text - 1);
	static const char *const rows[][2] = {
		{"", ""}, {"wijk", "Wijk"}, {"speerpunten/afval/doelstellingen/2", "Speerpunt Afval › Doelstelling 2"}, {"geen", ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str s = {0};
		plan_restore_label(&s, then, then, rows[i][0]);
		CHECK_TEXT(str_text(&s), rows[i][1]);
		str_free(&s);
	}
	doc_free(then);
}
