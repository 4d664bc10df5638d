/* What went wrong, in the caller's own buffer.
 *
 * A function that can fail returns one of these codes and, when it is not OK, has
 * left a Dutch sentence in the caller's `struct err`: what happened, whether the
 * text is safe, what to do now.  Errors of libraries are translated once, at the
 * edge of the folder that owns the library. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum code {
	OK = 0,
	ERR_NO,        /* no: a check that failed, a reason missing, a choice left open (exit 1) */
	ERR_CHANGED,   /* somebody else wrote something different in the same place (exit 1) */
	ERR_USE,       /* wrong use, bad input (exit 2) */
	ERR_NOT_FOUND, /* no such plan or path (exit 2) */
	ERR_UNREADABLE,/* not a plan file that we can read (exit 1 for check, else 3) */
	ERR_BUSY,      /* locked or moved: trying again can help */
	ERR_IO         /* something broke: disk, permissions, a damaged repository (exit 3) */
};

struct err {
	enum code code;
	int line, column; /* 1-based place in the file it is about; 0 where there is none */
	char text[1000];  /* a sentence for a person, UTF-8 */
};

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF(f, a) __attribute__((format(printf, f, a)))

/* Fill `e` (may be NULL) and return `code`: `return err_set(e, ERR_IO, _("…"), …)`.
 * The place is left at 0; a text that does not fit is cut at a whole character. */
enum code err_set(struct err *e, enum code code, const char *fmt, ...) PRINTF(3, 4);

/* The same, with the place it is about. */
enum code err_at(struct err *e, enum code code, int line, int column, const char *fmt, ...) PRINTF(5, 6);

#endif
