/* A unit test is a program with one `TEST(name) { … }` per case; a CHECK that fails
 * says where, marks the case failed and goes on.  The last line is 'N passed, N failed'. */
#ifndef TESTS_UNIT_TEST_H
#define TESTS_UNIT_TEST_H

#include <stdbool.h>
#include <stddef.h>

struct test {
	const char *name;
	void (*run)(void);
	struct test *next;
};

void test_register(struct test *test);
bool test_check(bool holds, const char *file, int line, const char *what);
bool test_check_text(const char *got, const char *want, const char *file, int line, const char *what);
bool test_check_number(long long got, long long want, const char *file, int line, const char *what);

#define TEST(id) \
	static void id(void); \
	static struct test test_##id = {#id, id, NULL}; \
	__attribute__((constructor)) static void register_##id(void) { test_register(&test_##id); } \
	static void id(void)

#define CHECK(holds) test_check((holds), __FILE__, __LINE__, #holds)
#define CHECK_TEXT(got, want) test_check_text((got), (want), __FILE__, __LINE__, #got)
#define CHECK_NUMBER(got, want) test_check_number((long long)(got), (long long)(want), __FILE__, __LINE__, #got)

/* A random stream with a printed seed: `SEED=… make test` repeats a run. */
unsigned long long test_seed(void);
unsigned test_random(unsigned long long *state, unsigned below); /* 0 … below-1 */

#endif
