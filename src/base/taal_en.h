/* The English of every text, in the order of the Dutch (strcmp).  Only for taal.c; tests/taal.sh says what is missing. */
#ifndef BASE_TAAL_EN_H
#define BASE_TAAL_EN_H

#include <stddef.h>

struct taal_row {
	const char *dutch, *english;
};
extern const struct taal_row taal_english[];
extern const size_t taal_english_count;

#endif
