/* The audits of a merge, on results that no merge may give: each is doubted. */
#include "plan/merge_internal.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char base[] =
	"formaat: 1\n"
	"buurt: Delta\n"
	"wijk: Noord\n"
	"themas:\n"
	"  - Een lang thema met woorden\n"
	"  - Groen\n"
	"speerpunten:\n"
	"  - id: afval\n"
	"    titel: Afval\n"
	"    status: lopend\n"
	"  - id: groen\n"
	"    titel: Groen\n"
	"    status: gestopt\n";

/* Each replaces one piece of base ("": as base); the result is made of base too. */
static const struct row {
	const char *name, *ours[2], *theirs[2], *result[2];
	bool sound;
} rows[] = {
	{"what it should be", {"Noord", "Oost"}, {"Delta", "Delta-west"}, {"Delta\nwijk: Noord", "Delta-west\nwijk: Oost"}, true},
	{"a word of theirs is lost", {"Noord", "Oost"}, {"Delta", "Delta west"}, {"Noord", "Oost"}, false},
	{"a word of ours is lost", {"Noord", "Oost"}, {"Delta", "Delta-west"}, {"Delta", "Delta-west"}, false},
	{"what theirs removed stays", {"Noord", "Oost"}, {"  - Groen\nspeer", "speer"}, {"Noord", "Oost"}, false},
	{"what nobody removed is gone", {"Noord", "Oost"}, {"Delta", "Delft"}, {"Delta\nwijk: Noord\nthemas:\n  - Een lang thema met woorden\n  - Groen", "Delft\nwijk: Oost\nthemas:\n  - Een lang thema met woorden"}, false},
	{"an item is doubled", {"Noord", "Oost"}, {"  - Groen\nspeer", "  - Groen\n  - Water\nspeer"}, {"Noord\nthemas:\n  - Een lang thema met woorden\n  - Groen", "Oost\nthemas:\n  - Een lang thema met woorden\n  - Groen\n  - Water\n  - Water"}, false},
	{"a long text is doubled", {"Noord", "Oost"}, {"Delta", "Delft"}, {"Delta\nwijk: Noord\nthemas:", "Delft\nwijk: Oost\nthemas:\n  - Een lang thema met woorden"}, false},
	{"a value stands at another speerpunt", {"lopend", "afgerond"}, {"Delta", "Delft"}, {"Delta\nwijk: Noord\nthemas:\n  - Een lang thema met woorden\n  - Groen\nspeerpunten:\n  - id: afval\n    titel: Afval\n    status: lopend\n  - id: groen\n    titel: Groen\n    status: gestopt",
	  "Delft\nwijk: Noord\nthemas:\n  - Een lang thema met woorden\n  - Groen\nspeerpunten:\n  - id: afval\n    titel: Afval\n    status: gestopt\n  - id: groen\n    titel: Groen\n    status: afgerond"}, false},
	{"a text that nobody wrote", {"Noord", "Oost"}, {"Delta", "Delft"}, {"Delta\nwijk: Noord", "Delft\ngemeente: Verzonnen\nwijk: Oost"}, false},
	{"an id is doubled", {"Noord", "Oost"}, {"    status: gestopt\n", "    status: gestopt\n  - id: nieuw\n    titel: Nieuw\n"}, {"Noord\nthemas:\n  - Een lang thema met woorden\n  - Groen\nspeerpunten:\n  - id: afval\n    titel: Afval\n    status: lopend\n  - id: groen\n    titel: Groen\n    status: gestopt\n",
	  "Oost\nthemas:\n  - Een lang thema met woorden\n  - Groen\nspeerpunten:\n  - id: afval\n    titel: Afval\n    status: lopend\n  - id: groen\n    titel: Groen\n    status: gestopt\n  - id: nieuw\n    titel: Nieuw\n  - id: nieuw\n    titel: Nieuw\n"}, false},
};

static struct doc *with(const char *const pair[2])
{
	const char *at = strstr(base, pair[0]);
	struct str s = {0};
	struct doc *d;
	struct err e;
	if (!at) {
		printf("no such piece: %s\n", pair[0]);
		exit(1);
	}
	str_add(&s, base, (size_t)(at - base));
	str_add_text(&s, pair[1]);
	str_add_text(&s, at + strlen(pair[0]));
	if (doc_parse(&d, s.p, s.len, &e)) {
		printf("%d: %s\n%s", e.line, e.text, s.p);
		exit(1);
	}
	str_free(&s);
	return d;
}

static bool is_sound(const struct doc *b, const struct doc *o, const struct doc *t, struct doc *take_result)
{
	struct merge m = {.doc = take_result};
	struct merging x = {.base = (struct doc *)b, .ours = (struct doc *)o, .theirs = (struct doc *)t, .out = &m};
	struct wide wide = {calloc(b->count, 1), calloc(o->count, 1), calloc(t->count, 1)};
	match_init(&x.to_ours, b, o);
	match_init(&x.to_theirs, b, t);
	bool sound = merge_audit(&x, &wide) && merge_audit_places(&x, &wide), marked = false;
	for (size_t i = 0; i < o->count; i++)
		marked |= wide.ours[i];
	for (size_t i = 0; i < t->count; i++)
		marked |= wide.theirs[i];
	CHECK(sound != marked); /* a doubt has a place */
	match_clear(&x.to_ours);
	match_clear(&x.to_theirs);
	free(wide.base);
	free(wide.ours);
	free(wide.theirs);
	merge_clear(&m);
	return sound;
}

TEST(what_no_merge_may_give_is_doubted)
{
	static const char *const nothing[] = {"formaat", "formaat"};
	struct doc *b = with(nothing);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *r = &rows[i];
		struct doc *o = with(r->ours), *t = with(r->theirs);
		if (!CHECK(is_sound(b, o, t, with(r->result)) == r->sound))
			printf("  %s\n", r->name);
		doc_free(o);
		doc_free(t);
	}
	doc_free(b);
}
