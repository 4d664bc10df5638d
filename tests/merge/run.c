#include "tests/merge/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void show_ops(const struct scenario *s)
{
	for (int side = 0; side < SIDES; side++)
		for (size_t i = 0; i < s->ops[side].count; i++) {
			struct str line = {0};
			op_describe(&line, &s->ops[side].p[i]);
			printf("%s: %s\n", side ? "theirs" : "ours", str_text(&line));
			str_free(&line);
		}
}

static void show_bytes(const char *name, const struct str *s)
{
	printf("---- %s\n%s%s", name, str_text(s), s->len && s->p[s->len - 1] == '\n' ? "" : "\n");
}

static void show_choices(const struct merge *m)
{
	for (size_t i = 0; i < m->choices.count; i++) {
		const struct merge_choice *c = &m->choices.p[i];
		printf("---- choice %s %s «%s» (%s)\nbase   %s\nours   %s\ntheirs %s\nboth   %s\n", choice_word(c->kind), c->id, c->path,
		       c->label ? c->label : "", c->base ? c->base : "-", c->ours ? c->ours : "-", c->theirs ? c->theirs : "-",
		       c->suggestion ? c->suggestion : "-");
	}
}

static void show(struct scenario *s)
{
	struct trial t;
	struct str ideal = {0};
	trial_run(&t, s);
	show_ops(s);
	for (size_t i = 0; i < t.truth.clashes.count; i++)
		printf("clash (%s): %s, #%u\n", t.truth.clashes.p[i].kind == CLASH_REAL ? "real" : "unclear", t.truth.clashes.p[i].why,
		       t.truth.clashes.p[i].uid);
	printf("verdict: %s\n%s", verdict_names[t.judged.verdict], str_text(&t.judged.why));
	show_bytes("base", &s->bytes[BASE]);
	show_bytes("ours", &s->bytes[OURS]);
	show_bytes("theirs", &s->bytes[THEIRS]);
	show_bytes("result", &t.merge.bytes);
	show_choices(&t.merge);
	print_plan(&ideal, t.truth.root, &s->hands[OURS]);
	show_bytes("as it should be (where nothing is asked)", &ideal);
	str_free(&ideal);
	trial_clear(&t);
}

static void report(struct scenario *s, unsigned what, const char *name)
{
	struct str why = {0};
	printf("==== %s\nSCENARIO=%llu:%u-%u repeats it; the smallest case of it:\n", name, s->seed, s->least, s->most);
	shrink(s, what);
	goes_wrong(s, what, &why);
	printf("%s", str_text(&why));
	str_free(&why);
	show(s);
	printf("====\n");
}

static unsigned bad_verdict(enum verdict v)
{
	return v == VERDICT_WRONG ? WRONG_VERDICT : v == VERDICT_MISSED ? MISSED_VERDICT : v == VERDICT_NEEDLESS ? NEEDLESS_VERDICT : 0;
}

struct line {
	const char *p;
	size_t len;
};
struct lines {
	struct line *p;
	size_t count, room;
};

static int by_bytes(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	int order = memcmp(x->p, y->p, x->len < y->len ? x->len : y->len);
	return order ? order : (x->len > y->len) - (x->len < y->len);
}

static struct lines lines_of(const struct str *s)
{
	struct lines out = {0};
	for (const char *p = s->p, *end = s->p + s->len; p < end;) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		size_t len = stop ? (size_t)(stop - p) + 1 : (size_t)(end - p);
		vec_push(&out, (struct line){p, len});
		p += len;
	}
	if (out.count)
		qsort(out.p, out.count, sizeof *out.p, by_bytes);
	return out;
}

/* How many bytes of ours stand in lines that the result has too. */
static size_t bytes_kept(const struct str *ours, const struct str *got)
{
	struct lines a = lines_of(ours), b = lines_of(got);
	size_t kept = 0;
	for (size_t i = 0, j = 0; i < a.count && j < b.count;) {
		int order = by_bytes(&a.p[i], &b.p[j]);
		kept += order == 0 ? a.p[i].len : 0;
		i += order <= 0;
		j += order >= 0;
	}
	vec_free(&a);
	vec_free(&b);
	return kept;
}

/* Is it named in SHOW=…, the numbers of properties and verdicts between commas?  All are, where that is not set. */
static bool is_wanted(const char *name)
{
	const char *all = getenv("SHOW"), *at = all;
	size_t len = strlen(name);
	while (at && (at = strstr(at, name)) && ((at != all && at[-1] != ',') || (at[len] && at[len] != ',')))
		at += len;
	return !all || at;
}

static bool is_property_wanted(int number)
{
	char name[12];
	snprintf(name, sizeof name, "%d", number);
	return is_wanted(name);
}

/* What went wrong first with this scenario: a place in the table of properties, a verdict, or 0 and false. */
static bool try_one(struct tally *out, struct scenario *s, unsigned *what, const char **name)
{
	struct trial t;
	bool bad = false;
	trial_run(&t, s);
	out->scenarios++;
	out->verdicts[t.judged.verdict]++;
	out->lost += t.judged.lost;
	out->doubled += t.judged.doubled;
	out->asked += t.merge.open;
	out->bytes += s->bytes[OURS].len;
	out->kept += bytes_kept(&s->bytes[OURS], &t.merge.bytes);
	if (bad_verdict(t.judged.verdict) && is_wanted(verdict_names[t.judged.verdict])) {
		bad = true;
		*what = bad_verdict(t.judged.verdict);
		*name = verdict_names[t.judged.verdict];
	}
	for (unsigned i = 0; i < PROPERTIES; i++) {
		const struct property *p = &properties[i];
		struct str why = {0};
		if ((s->seed * 2654435761u >> 8) % p->one_in != i % p->one_in)
			continue;
		out->tried[i]++;
		if (!property_holds(p, &t, &why)) {
			out->broken[i]++;
			if (!bad && is_property_wanted(p->number)) {
				bad = true;
				*what = i;
				*name = p->name;
			}
		}
		str_free(&why);
	}
	trial_clear(&t);
	return bad;
}

void run_scenarios(struct tally *out, unsigned long long seed, size_t count, unsigned least, unsigned most, enum scale scale,
                   unsigned shown)
{
	for (size_t i = 0; i < count; i++) {
		struct scenario s;
		unsigned what = 0;
		const char *name = "";
		scenario_make(&s, seed + i, least, most, scale);
		if (try_one(out, &s, &what, &name) && shown) {
			report(&s, what, name);
			shown--;
		}
		scenario_clear(&s);
	}
}

bool run_one(const char *which)
{
	struct scenario s;
	struct tally tally = {0};
	unsigned long long seed;
	unsigned least, most, what = 0;
	const char *name = "";
	if (sscanf(which, "%llu:%u-%u", &seed, &least, &most) != 3)
		return false;
	scenario_make(&s, seed, least, most, SCALE_ANY);
	show(&s);
	bool bad = try_one(&tally, &s, &what, &name);
	if (bad)
		report(&s, what, name);
	scenario_clear(&s);
	return !bad;
}

void tally_print(const struct tally *t, const char *name)
{
	size_t mergeable = t->verdicts[VERDICT_EXACT] + t->verdicts[VERDICT_ORDER] + t->verdicts[VERDICT_NEEDLESS] + t->verdicts[VERDICT_WRONG];
	printf("%s: %zu merges; mergeable %zu: exact %zu, order differs %zu, needless choice %zu (%.2f %%), wrong %zu; real %zu: missed %zu; "
	       "unclear %zu; lost %zu, doubled %zu; asked %zu; bytes of ours left %.2f %%\n",
	       name, t->scenarios, mergeable, t->verdicts[VERDICT_EXACT], t->verdicts[VERDICT_ORDER], t->verdicts[VERDICT_NEEDLESS],
	       mergeable ? 100.0 * (double)t->verdicts[VERDICT_NEEDLESS] / (double)mergeable : 0, t->verdicts[VERDICT_WRONG],
	       t->verdicts[VERDICT_FLAGGED] + t->verdicts[VERDICT_MISSED], t->verdicts[VERDICT_MISSED], t->verdicts[VERDICT_UNCLEAR],
	       t->lost, t->doubled, t->asked, t->bytes ? 100.0 * (double)t->kept / (double)t->bytes : 100);
	printf("  properties, broken of tried:");
	for (size_t i = 0; i < PROPERTIES; i++)
		printf(" %d: %zu/%zu%s", properties[i].number, t->broken[i], t->tried[i], i + 1 < PROPERTIES ? "," : "\n");
}
