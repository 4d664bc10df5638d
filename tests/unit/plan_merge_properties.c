/* Merging, on random plans and edits of which the right merge is known.  MERGES=… says how many (100,000 is `make merges`),
 * SEED=… repeats a run, SCENARIO=… one scenario; SHOW=… (numbers of properties and verdicts, between commas) says which cases are shown. */
#include "test.h"

#include "tests/merge/run.h"

#include <stdio.h>
#include <stdlib.h>

enum { SHOWN = 3, SHOWN_WANTED = 20 };

static size_t merges(void)
{
	const char *given = getenv("MERGES");
	return given ? strtoul(given, NULL, 10) : getenv("SAN") ? 1500 : 15000; /* a minute and a half; the sanitizers take ten times as long */
}

static struct doc *read_file(const char *path)
{
	static char bytes[DOC_MAX_BYTES];
	FILE *f = fopen(path, "r");
	size_t len = f ? fread(bytes, 1, sizeof bytes, f) : 0;
	struct doc *d = NULL;
	struct err e;
	CHECK(f && doc_parse(&d, bytes, len, &e) == OK);
	if (f)
		fclose(f);
	return d;
}

static const char *const names[] = {"plans/deltabuurt.yaml", "plans/gerard-ter-borchbuurt.yaml", "plans/oostrik.yaml", "plans/sluiswijk.yaml"};
static struct doc *docs[4];

static void open_plans(void)
{
	for (int i = 0; i < 4; i++)
		docs[i] = read_file(names[i]);
	scenario_plans((const struct doc *const *)docs, 4);
}

static void close_plans(void)
{
	for (int i = 0; i < 4; i++)
		doc_free(docs[i]);
}

static void check_tally(const struct tally *t, double most_needless)
{
	size_t needless = t->verdicts[VERDICT_NEEDLESS];
	size_t mergeable = needless + t->verdicts[VERDICT_EXACT] + t->verdicts[VERDICT_ORDER] + t->verdicts[VERDICT_WRONG];
	CHECK_NUMBER(t->verdicts[VERDICT_WRONG], 0);
	CHECK_NUMBER(t->verdicts[VERDICT_MISSED], 0);
	CHECK_NUMBER(t->lost, 0);
	CHECK_NUMBER(t->doubled, 0);
	CHECK((double)needless <= most_needless * (double)mergeable + 3); /* a few by chance, where few are made */
	for (size_t i = 0; i < PROPERTIES; i++) {
		const struct property *p = &properties[i];
		size_t most = p->spare ? 1 + t->tried[i] * p->spare / 1000 : 0;
		if (!CHECK(t->broken[i] <= most))
			printf("  property %d, %s: %zu of %zu\n", p->number, p->name, t->broken[i], t->tried[i]);
	}
}

TEST(random_merges)
{
	struct tally few = {0}, many = {0};
	/* `make test` says of a change whether it broke something: the same merges each time; `make merges` looks for new cases */
	setenv("SEED", "601", 0);
	unsigned long long seed = test_seed() % 1000000007;
	size_t count = merges();
	unsigned shown = getenv("SHOW") ? SHOWN_WANTED : SHOWN;
	open_plans();
	if (getenv("SCENARIO")) {
		CHECK(run_one(getenv("SCENARIO")));
	} else {
		run_scenarios(&few, seed, count * 3 / 5, 1, 4, SCALE_ANY, shown);
		run_scenarios(&many, seed + count, count - count * 3 / 5, 4, 10, SCALE_ANY, shown);
		tally_print(&few, "1-4 edits a side");
		tally_print(&many, "4-10 edits a side");
		check_tally(&few, 0.01);
		check_tally(&many, 0.03);
	}
	close_plans();
}
