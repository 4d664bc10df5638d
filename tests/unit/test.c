#include "test.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct test *first, **last = &first;
static bool failed;

void test_register(struct test *test)
{
	*last = test;
	last = &test->next;
}

bool test_check(bool holds, const char *file, int line, const char *what)
{
	if (!holds) {
		printf("%s:%d: does not hold: %s\n", file, line, what);
		failed = true;
	}
	return holds;
}

bool test_check_text(const char *got, const char *want, const char *file, int line, const char *what)
{
	if (got && want && strcmp(got, want) == 0)
		return true;
	printf("%s:%d: %s\n  got  «%s»\n  want «%s»\n", file, line, what, got ? got : "(null)", want ? want : "(null)");
	failed = true;
	return false;
}

bool test_check_number(long long got, long long want, const char *file, int line, const char *what)
{
	if (got == want)
		return true;
	printf("%s:%d: %s is %lld, not %lld\n", file, line, what, got, want);
	failed = true;
	return false;
}

unsigned long long test_seed(void)
{
	const char *given = getenv("SEED");
	unsigned long long seed = given ? strtoull(given, NULL, 10) : (unsigned long long)time(NULL);
	printf("seed %llu\n", seed);
	return seed * 2654435761u + 1;
}

unsigned test_random(unsigned long long *state, unsigned below)
{
	*state = *state * 6364136223846793005ull + 1442695040888963407ull;
	return (unsigned)((*state >> 33) % (below ? below : 1));
}

/* Every case, or those whose name is given. */
int main(int argc, char **argv)
{
	int passed = 0, broken = 0;
	setlocale(LC_CTYPE, "C.UTF-8");
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (struct test *t = first; t; t = t->next) {
		if (argc > 1 && strcmp(argv[1], t->name) != 0)
			continue;
		failed = false;
		t->run();
		if (failed)
			printf("FAILED %s\n", t->name);
		failed ? broken++ : passed++;
	}
	printf("%d passed, %d failed\n", passed, broken);
	return broken > 0;
}
