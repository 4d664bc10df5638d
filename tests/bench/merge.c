/* Merging, beside `git merge-file` on the same scenarios: merge PROGRAM.  SAMPLE=… scenarios a row (500), SEED=…
 * Files go to $TMPDIR. */
#include "tests/merge/run.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static char folder[400];

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static const char *file_path(const char *name)
{
	static char paths[8][500];
	static unsigned next;
	char *path = paths[next++ % 8];
	snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	return path;
}

static void write_file(const char *name, const struct str *s)
{
	FILE *f = fopen(file_path(name), "w");
	if (!f || fwrite(str_text(s), 1, s->len, f) != s->len || fclose(f) != 0) {
		fprintf(stderr, "%s cannot be written\n", file_path(name));
		exit(1);
	}
}

static void read_file(struct str *out, const char *name)
{
	char part[8192];
	FILE *f = fopen(file_path(name), "r");
	for (size_t n; f && (n = fread(part, 1, sizeof part, f)) > 0;)
		str_add(out, part, n);
	if (f)
		fclose(f);
}

/* Runs it with its output in the file `out`; gives its exit code. */
static int run(const char *const argv[])
{
	posix_spawn_file_actions_t actions;
	pid_t pid;
	int status = -1;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 1, file_path("out"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
	posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
	if (posix_spawnp(&pid, argv[0], &actions, NULL, (char *const *)argv, environ) != 0 || waitpid(pid, &status, 0) < 0)
		exit(1);
	posix_spawn_file_actions_destroy(&actions);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

static void write_three(const struct scenario *s)
{
	write_file("base", &s->bytes[BASE]);
	write_file("ours", &s->bytes[OURS]);
	write_file("theirs", &s->bytes[THEIRS]);
}

static int run_git(void)
{
	const char *const argv[] = {"git", "merge-file", "-p", "-q", file_path("ours"), file_path("base"), file_path("theirs"), NULL};
	return run(argv);
}

struct row {
	size_t verdicts[VERDICTS], asked, lost, doubled, bytes, kept;
	double *times;
	size_t count;
};

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double at(const struct row *r, unsigned percent)
{
	return r->count ? r->times[(r->count - 1) * percent / 100] : 0;
}

static void row_done(struct row *r, const char *edits, const char *tool)
{
	const size_t *v = r->verdicts;
	size_t mergeable = v[VERDICT_EXACT] + v[VERDICT_ORDER] + v[VERDICT_NEEDLESS] + v[VERDICT_WRONG];
	qsort(r->times, r->count, sizeof *r->times, by_size);
	printf("%-6s %-15s %5zu / %-5zu %6zu %6zu (%4.1f %%) %5zu %7zu / %-4zu %6zu %6zu %6zu %8.2f / %.2f\n", edits, tool, v[VERDICT_EXACT],
	       mergeable, v[VERDICT_ORDER], v[VERDICT_NEEDLESS], mergeable ? 100.0 * (double)v[VERDICT_NEEDLESS] / (double)mergeable : 0,
	       v[VERDICT_WRONG], v[VERDICT_FLAGGED], v[VERDICT_FLAGGED] + v[VERDICT_MISSED], v[VERDICT_MISSED], r->lost + r->doubled, r->asked,
	       at(r, 50), at(r, 99));
	free(r->times);
}

static void count(struct row *r, const struct judged *j, size_t asked, double time)
{
	r->verdicts[j->verdict]++;
	r->asked += asked;
	r->lost += j->lost;
	r->doubled += j->doubled;
	r->times[r->count++] = time;
}

static void try_git(struct row *r, struct scenario *s, const struct truth *t)
{
	struct str got = {0};
	struct doc *d = NULL;
	struct judged j;
	struct err e;
	write_three(s);
	double start = now();
	int asked = run_git();
	double time = now() - start;
	read_file(&got, "out");
	if (doc_parse(&d, str_text(&got), got.len, &e))
		d = NULL;
	judge(&j, s, t, &(struct outcome){d, str_text(&got), got.len, (size_t)asked, NULL});
	count(r, &j, (size_t)asked, time);
	judged_clear(&j);
	doc_free(d);
	str_free(&got);
}

static void try_ours(struct row *r, struct scenario *s)
{
	struct trial t;
	struct merge m;
	double start = now();
	merge_strs(&m, &s->bytes[BASE], &s->bytes[OURS], &s->bytes[THEIRS], TAKE_NONE);
	double time = now() - start;
	merge_clear(&m);
	trial_run(&t, s);
	count(r, &t.judged, t.merge.open, time);
	trial_clear(&t);
}

static void compare(const char *edits, unsigned long long seed, size_t sample, unsigned least, unsigned most)
{
	struct row git = {.times = calloc(sample, sizeof(double))}, ours = {.times = calloc(sample, sizeof(double))};
	for (size_t i = 0; i < sample; i++) {
		struct scenario s;
		struct truth t;
		scenario_make(&s, seed + i, least, most, i % 4 ? SCALE_SMALL : SCALE_MEDIUM);
		truth_find(&t, &s.world, s.base, s.model[OURS].root, s.model[THEIRS].root);
		try_git(&git, &s, &t);
		try_ours(&ours, &s);
		truth_clear(&t);
		scenario_clear(&s);
	}
	row_done(&git, edits, "git merge-file");
	row_done(&ours, edits, "buurtplan");
}

/* A scenario of about `bytes`. */
static void of_size(struct scenario *s, unsigned long long *seed, size_t bytes)
{
	enum scale scale = bytes < 3000 ? SCALE_SMALL : bytes < 30000 ? SCALE_LARGE : bytes < 80000 ? SCALE_LARGER : SCALE_HUGE;
	for (int tries = 0;; tries++) {
		scenario_make(s, (*seed)++, 1, 4, scale);
		if (tries == 50 || (s->bytes[BASE].len > bytes * 3 / 4 && s->bytes[BASE].len < bytes * 5 / 4))
			return;
		scenario_clear(s);
	}
}

static void time_process(unsigned long long seed, size_t bytes, size_t runs)
{
	struct row r = {.times = calloc(runs, sizeof(double))};
	size_t sum = 0;
	for (size_t i = 0; i < runs; i++) {
		struct scenario s;
		struct merge m;
		of_size(&s, &seed, bytes);
		sum += s.bytes[BASE].len;
		double start = now();
		merge_strs(&m, &s.bytes[BASE], &s.bytes[OURS], &s.bytes[THEIRS], TAKE_NONE);
		r.times[r.count++] = now() - start;
		merge_clear(&m);
		scenario_clear(&s);
	}
	qsort(r.times, r.count, sizeof *r.times, by_size);
	printf("%3zu kB, in process (reads three, merges, writes): p50 %.2f, p99 %.2f, max %.2f ms\n", sum / runs / 1000, at(&r, 50), at(&r, 99),
	       at(&r, 100));
	free(r.times);
}

static void time_driver(const char *program, unsigned long long seed, size_t bytes)
{
	enum { RUNS = 21 };
	double git[RUNS], ours[RUNS];
	struct row rows[2] = {{.times = git, .count = RUNS}, {.times = ours, .count = RUNS}};
	struct scenario s;
	of_size(&s, &seed, bytes);
	for (int i = 0; i < RUNS; i++) {
		write_three(&s);
		double start = now();
		run_git();
		git[i] = now() - start;
		const char *const argv[] = {program, "merge-driver", file_path("base"), file_path("ours"), file_path("theirs"), "7", "plans/x.yaml", NULL};
		start = now();
		if (run(argv) > 1)
			exit(1);
		ours[i] = now() - start;
	}
	qsort(git, RUNS, sizeof *git, by_size);
	qsort(ours, RUNS, sizeof *ours, by_size);
	printf("%3zu kB, with start (median of %d): git merge-file %.1f ms, buurtplan merge-driver %.1f ms\n", s.bytes[BASE].len / 1000, RUNS,
	       at(&rows[0], 50), at(&rows[1], 50));
	scenario_clear(&s);
}

/* As many equal bullets, of which both sides take some out and put some in. */
static void worst(size_t bullets)
{
	struct str three[SIDES + 1] = {{0}};
	struct merge m;
	for (int i = 0; i <= SIDES; i++) {
		str_add_text(&three[i], "formaat: 1\nbuurt: Gelijk\nvoorwaarden:\n");
		for (size_t n = 0; n < bullets; n++) {
			if (i == OURS && n % 1000 == 7)
				continue;
			str_add_text(&three[i], "  - Goed samenwerken is noodzaak\n");
			if (i == THEIRS && n % 1500 == 11)
				str_addf(&three[i], "  - Iets anders %zu\n", n);
		}
	}
	double start = now();
	merge_strs(&m, &three[BASE], &three[OURS], &three[THEIRS], TAKE_NONE);
	printf("%zu equal bullets: %.0f ms, %zu asked\n", bullets, now() - start, m.open);
	merge_clear(&m);
	for (int i = 0; i <= SIDES; i++)
		str_free(&three[i]);
}

static void untouched(unsigned long long seed, size_t sample)
{
	struct tally t = {0};
	run_scenarios(&t, seed, sample, 1, 4, SCALE_MEDIUM, 0);
	printf("lines of ours left to the byte, plans of %zu kB, 1-4 edits a side: %.2f %% of the bytes\n", t.bytes / sample / 1000,
	       100.0 * (double)t.kept / (double)t.bytes);
}

int main(int argc, char **argv)
{
	const char *given = getenv("SEED"), *scratch = getenv("TMPDIR"), *size = getenv("SAMPLE");
	unsigned long long seed = given ? strtoull(given, NULL, 10) : (unsigned long long)time(NULL);
	size_t sample = size ? strtoul(size, NULL, 10) : 500;
	if (argc != 2)
		return 2;
	setvbuf(stdout, NULL, _IOLBF, 0);
	snprintf(folder, sizeof folder, "%s/merge.XXXXXX", scratch ? scratch : "/tmp");
	if (!mkdtemp(folder))
		return 1;
	printf("seed %llu, %zu scenarios a row, the same for both; ours in process, git with its start\n", seed, sample);
	printf("edits  tool            mergeable: exact   order  needless choice wrong real: flagged missed lost,x2 asked   p50 / p99 ms\n");
	compare("1", seed, sample, 1, 1);
	compare("1-4", seed + 1000000, sample, 1, 4);
	compare("4-10", seed + 2000000, sample, 4, 10);
	untouched(seed + 3000000, 200);
	static const size_t sizes[] = {1000, 20000, 57000, 130000};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		time_process(seed + 4000000, sizes[i], i < 2 ? 200 : 50);
		time_driver(argv[1], seed + 4000000, sizes[i]);
	}
	worst(10000);
	static const char *const names[] = {"base", "ours", "theirs", "out"};
	for (size_t i = 0; i < 4; i++)
		unlink(file_path(names[i]));
	rmdir(folder);
	return 0;
}
