/* Personal data in a text: where a number, an address or a date stands that says who somebody is.  Looks at one text,
 * by its shape and by the words around it; knows no plans and asks nobody.  It warns: both kinds of mistake are possible. */
#ifndef PLAN_GEGEVEN_H
#define PLAN_GEGEVEN_H

#include "base/vec.h"

#include <stddef.h>

enum gegeven_kind {
	GEGEVEN_BSN,     /* 8 or 9 digits that pass the eleven-test, or that are called a BSN */
	GEGEVEN_EMAIL,   /* outside the organisation's own domains */
	GEGEVEN_PHONE,   /* not of a service (0800, 0900, 088, 14 …, 112) */
	GEGEVEN_IBAN,    /* mod 97 (ISO 13616), or called an account number */
	GEGEVEN_ADDRESS, /* a postcode together with a house number */
	GEGEVEN_BIRTH,   /* a date that is called a birthday */
	GEGEVEN_KINDS
};

struct gegeven {
	enum gegeven_kind kind;
	size_t start, end; /* bytes in the text as it was given */
};
struct gegeven_list {
	struct gegeven *p;
	size_t count, room;
};

/* Appends what stands in the text, in the order of the text; no two overlap.  `own` (may be NULL): the organisation's domains
 * ("deventer.nl wijdeventer.nl", subdomains too), or single addresses, with blanks or commas between. */
void gegeven_find(struct gegeven_list *out, const char *text, size_t len, const char *own);

/* "burgerservicenummer (BSN)", for inside a sentence. */
const char *gegeven_label(enum gegeven_kind kind);
/* The kind in a word, for machines: "bsn", "email", "phone", "iban", "address", "birth". */
const char *gegeven_word(enum gegeven_kind kind);

#endif
