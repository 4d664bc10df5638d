/* What a save costs: save FOLDER PLAN [COUNT].  A bare record of 40 plans of about 50 kB is made in the FOLDER, which must not
 * exist; COUNT edits of one field are saved (2000), once by the store alone and once by a sitting, that parses, combines, checks and writes
 * the message.  Medians, of the save alone: those of the first tenth beside the last. */
#include "base/proc.h"
#include "session/session.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { PLANS = 40 };

static void must(enum code code, const struct err *e)
{
	if (!code)
		return;
	fprintf(stderr, "%s\n", e->text);
	exit(1);
}

static double now(clockid_t clock)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Each save's ms; one that starts while the computer is busy with others costs more, so medians count. */
struct times {
	double *cpu, *wall;
	int count;
};

static void begin(struct times *t)
{
	t->wall[t->count] = -now(CLOCK_MONOTONIC);
	t->cpu[t->count] = -now(CLOCK_PROCESS_CPUTIME_ID);
}

static void end(struct times *t)
{
	t->cpu[t->count] += now(CLOCK_PROCESS_CPUTIME_ID);
	t->wall[t->count] += now(CLOCK_MONOTONIC);
	t->count++;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double median(double *all, int count)
{
	qsort(all, (size_t)count, sizeof *all, by_size);
	return all[count / 2];
}

static void print(const char *what, struct times *t)
{
	int part = t->count / 10, last = t->count - part;
	double cpu[2] = {median(t->cpu, part), median(t->cpu + last, part)}, wall[2] = {median(t->wall, part), median(t->wall + last, part)};
	printf("%-8s first %d saves %.2f ms CPU, %.2f ms; last %d: %.2f ms CPU (x %.2f), %.2f ms (x %.2f)\n", what, part, cpu[0], wall[0], part,
	       cpu[1], cpu[1] / cpu[0], wall[1], wall[1] / wall[0]);
	free(t->cpu);
	free(t->wall);
}

static struct times times(int count)
{
	return (struct times){calloc((size_t)count, sizeof(double)), calloc((size_t)count, sizeof(double)), 0};
}

static void name_of(char out[16], int i)
{
	snprintf(out, 16, "buurt-%02d", i % PLANS);
}

static void read_all(struct str *out, const char *path)
{
	char part[8192];
	FILE *f = fopen(path, "r");
	for (size_t n; f && (n = fread(part, 1, sizeof part, f)) > 0;)
		str_add(out, part, n);
	if (f)
		fclose(f);
}

/* The lines of the speerpunten, with another id. */
static void add_again(struct str *out, const char *items, int time)
{
	static const char id[] = "  - id: ";
	for (const char *line = items; *line == ' '; line += strcspn(line, "\n") + 1) {
		if (strncmp(line, id, sizeof id - 1) == 0) {
			str_addf(out, "%snog-%d-", id, time);
			line += sizeof id - 1;
		}
		str_add(out, line, strcspn(line, "\n") + 1);
	}
}

/* The plan with its speerpunten three times: from 36 kB to 50. */
static void make_plan(struct str *out, const char *path)
{
	static const char head[] = "\nspeerpunten:\n";
	struct str text = {0};
	read_all(&text, path);
	const char *items = text.len ? strstr(text.p, head) : NULL;
	if (!items) {
		fprintf(stderr, "%s: no plan with speerpunten\n", path);
		exit(2);
	}
	items += sizeof head - 1;
	size_t before = (size_t)(items - text.p);
	str_add(out, text.p, before);
	add_again(out, items, 1);
	add_again(out, items, 2);
	str_add(out, items, text.len - before);
	str_free(&text);
}

static void make_record(const char *dir, const char *path, struct store_who who)
{
	struct store_file files[PLANS];
	char names[PLANS][16];
	struct str plan = {0};
	struct err e;
	make_plan(&plan, path);
	for (int i = 0; i < PLANS; i++) {
		name_of(names[i], i);
		files[i] = (struct store_file){names[i], plan.p, plan.len};
	}
	must(store_create(dir, files, PLANS, who, "Begonnen", &e), &e);
	printf("%d plans of %zu bytes\n", PLANS, plan.len);
	str_free(&plan);
}

/* The line of wijk is another one, or the first one. */
static enum code build(void *ctx, const char *newest, size_t len, struct str *bytes, struct str *message, struct err *e)
{
	static const char key[] = "\nwijk: ";
	const char *at = memmem(newest, len, key, sizeof key - 1), *rest = at ? memchr(at + 1, '\n', len - (size_t)(at + 1 - newest)) : NULL;
	(void)e;
	str_add(bytes, newest, at ? (size_t)(at + 1 - newest) : len);
	str_addf(bytes, "wijk: wijk %d\n", *(int *)ctx);
	if (rest)
		str_add(bytes, rest + 1, len - (size_t)(rest + 1 - newest));
	str_add_text(message, "Buurt: wijk aangepast\n");
	return OK;
}

/* As whoever saves it did before. */
static void read_it(struct store *s, const char *name)
{
	struct str bytes = {0};
	struct err e;
	must(store_read(s, name, NULL, &bytes, NULL, &e), &e);
	str_free(&bytes);
}

static void by_the_store(const char *dir, int count, struct store_who who)
{
	struct times t = times(count);
	struct store *s;
	struct err e;
	must(store_open(&s, dir, &e), &e);
	for (int i = 0; i < count; i++) {
		char name[16];
		bool saved;
		name_of(name, i);
		read_it(s, name);
		begin(&t);
		must(store_save(s, name, who, build, &i, &saved, NULL, &e), &e);
		end(&t);
	}
	store_close(s);
	print("store", &t);
}

static void by_sittings(const char *dir, int count, const char *root)
{
	struct times spent = times(count);
	struct world world = {.state_dir = root, .config_dir = root};
	struct session *s;
	struct err e;
	must(session_open(&s, dir, "Anna Jansen <anna@example.nl>", &world, &e), &e);
	for (int i = 0; i < count; i++) {
		struct sitting *t;
		char name[16], text[32];
		bool saved;
		name_of(name, i);
		snprintf(text, sizeof text, "plein %d", i);
		must(sitting_open(&t, s, name, &e), &e);
		must(sitting_set(t, "wijk", text, strlen(text), &e), &e);
		begin(&spent);
		must(sitting_save(t, &saved, &e), &e);
		end(&spent);
		sitting_free(t);
	}
	session_free(s);
	print("sitting", &spent);
}

int main(int argc, char **argv)
{
	const struct store_who who = {"Anna Jansen", "anna@example.nl", {1552395720, 60}};
	int count = argc > 3 ? atoi(argv[3]) : 2000;
	char dir[500];
	if (argc < 3 || count < 10 || mkdir(argv[1], 0700) < 0) {
		fprintf(stderr, "save FOLDER PLAN [COUNT]: a new folder, a plan file, and 10 at least\n");
		return 2;
	}
	proc_close(); /* so that git doesn't pack what is saved meanwhile */
	snprintf(dir, sizeof dir, "%s/store.git", argv[1]);
	make_record(dir, argv[2], who);
	by_the_store(dir, count, who);
	snprintf(dir, sizeof dir, "%s/sitting.git", argv[1]);
	make_record(dir, argv[2], who);
	by_sittings(dir, count, argv[1]);
	return 0;
}
