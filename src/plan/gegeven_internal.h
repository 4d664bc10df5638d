/* Inside src/plan/gegeven*.c only: a text as it is read for personal data, and the eyes that read it. */
#ifndef PLAN_GEGEVEN_INTERNAL_H
#define PLAN_GEGEVEN_INTERNAL_H

#include "plan/gegeven.h"

#include <stdbool.h>
#include <string.h>

/* What is no ASCII is one of these; every kind of blank, dash and digit is the ASCII one. */
enum { OTHER_LETTER = 1, OTHER_SIGN = 2 };

/* The text, a char for each character that is seen; some NULs behind it. */
struct gegeven_text {
	char *c, *low;       /* as written (a tab too), and in lower case (a tab is a blank) */
	size_t *start, *end; /* of each, in bytes of the text */
	bool *taken;         /* it belongs to something that is found, or that is known to be something else */
	size_t n;
	const char *own;
	struct gegeven_list *out;
};

static inline bool read_digit(char c)
{
	return c >= '0' && c <= '9';
}
static inline bool read_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == OTHER_LETTER;
}
static inline bool read_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}
static inline bool read_word(char c)
{
	return read_letter(c) || read_digit(c);
}
/* The character before `i`; NUL where there is none. */
static inline char gegeven_before(const struct gegeven_text *r, size_t i)
{
	return i ? r->low[i - 1] : '\0';
}

/* Does one of `signs` join `i` to a digit before it ("12-…")? */
static inline bool gegeven_joined(const struct gegeven_text *r, size_t i, const char *signs)
{
	return i > 1 && strchr(signs, r->low[i - 1]) && read_digit(r->low[i - 2]);
}

/* How many digits from `i` on can be those behind a decimal comma; 0: it is the beginning of something else. */
static inline size_t gegeven_decimals(const struct gegeven_text *r, size_t i)
{
	size_t to = i;
	while (read_digit(r->low[to]))
		to++;
	bool goes_on = r->low[to] && strchr("-/", r->low[to]) && read_digit(r->low[to + 1]);
	return to - i > 3 || goes_on ? 0 : to - i;
}

/* [from, to) is found, or is known to be something else. */
void gegeven_add(struct gegeven_text *r, enum gegeven_kind kind, size_t from, size_t to);
void gegeven_block(struct gegeven_text *r, size_t from, size_t to);

/* A stretch of characters; from == to: none. */
struct stretch {
	size_t from, to;
};
/* The last word that ends at or before `i`: letters, with points and hyphens between them ("kvk-nummer", "b.s.n"). */
struct stretch gegeven_word_before(const struct gegeven_text *r, size_t i);
/* Is the stretch (in lower case) one of `words` (NULL-ended)?  A word that ends in * is what it begins with. */
bool gegeven_is(const struct gegeven_text *r, struct stretch s, const char *const words[]);
/* Is `i` called one of `words`: does such a word stand before it, with nothing but "nummer", "is", ": " and the
 * like between? */
bool gegeven_is_called(const struct gegeven_text *r, size_t i, const char *const words[]);
/* Does one stand in the same sentence, no more than `most` characters before `i`, or from `i` on? */
bool gegeven_near_before(const struct gegeven_text *r, size_t i, size_t most, const char *const words[], size_t *at);
bool gegeven_near_after(const struct gegeven_text *r, size_t i, size_t most, const char *const words[]);
/* Is the number at `i` called something else: a dossier, an amount, an order?  Unless `surely`: any "klantnummer" too,
 * also some words before. */
bool gegeven_is_other_number(const struct gegeven_text *r, size_t i, bool surely);

/* The name of the column that `i` stands in: a cell of the first line of a table, of which the cells have a tab, ; | or , between,
 * or of a list of numbers, one on each line.  None where `i` stands in the first line, or where that has a number there. */
struct stretch gegeven_column(const struct gegeven_text *r, size_t i);
/* Does the name of its column have one of `words`? */
bool gegeven_is_in_column(const struct gegeven_text *r, size_t i, const char *const words[]);

/* A row of digits as people write numbers: in groups, with something between. */
enum { DIGITS = 24, GROUPS = 12 };
struct digits {
	char d[DIGITS + 1];
	size_t count, groups;
	size_t len[GROUPS], end[GROUPS]; /* of each group its digits, and the place behind it */
	char between[GROUPS];            /* before each but the first: a sign, or a blank */
	bool longer;                     /* it goes on: this is no number of a kind we know */
};
void gegeven_digits(const struct gegeven_text *r, size_t i, struct digits *out);
/* The same, also over the end of a line. */
void gegeven_digits_wrapped(const struct gegeven_text *r, size_t i, struct digits *out);

/* gegeven_mail.c, gegeven_iban.c, gegeven_phone.c, gegeven_address.c, gegeven_birth.c, gegeven_bsn.c */
void find_mail(struct gegeven_text *r);
void find_iban(struct gegeven_text *r);
void find_phone(struct gegeven_text *r);
void find_address(struct gegeven_text *r);
void find_birth(struct gegeven_text *r);
void find_bsn(struct gegeven_text *r);

#endif
