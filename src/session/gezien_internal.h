/* Shared by the files of what was seen alone. */
#ifndef SESSION_GEZIEN_INTERNAL_H
#define SESSION_GEZIEN_INTERNAL_H

#include "session/gezien.h"
#include "session/internal.h"
#include "store/news.h"
#include "store/side.h"

/* gezien_seen.c: what was seen, as it is written down. */
struct mark {
	char *plan, *path; /* as it was called then; both "": where everything began, so that nothing before it is new */
	struct store_point at;
};
struct seen {
	struct mark *p;
	size_t count, room;
};
/* Adds what stands in the text; lines that make no sense are left out.  False: it is of another program, or a newer one. */
bool seen_read(struct seen *m, const char *text, size_t len);
void seen_write(struct seen *m, struct str *out);
void seen_put(struct seen *m, const char *plan, const char *path, const struct store_point *at); /* the newer one stays */
void seen_join(struct seen *m, const struct seen *other);
const struct mark *seen_find(const struct seen *m, const char *plan, const char *path);
void seen_drop(struct seen *m, const char *plan); /* all of that plan; NULL: all */
void seen_clear(struct seen *m);
bool mark_covers(const char *path, const char *part);

/* gezien_changed.c: the places of a plan that are others in a version than in the one before. */
struct changed_place {
	char *path;    /* plan/path.h; of an item by its place that of its list, or GEZIEN_WHOLE */
	uint64_t item; /* what stands in that item now (gezien_item); 0: it is none, or gone */
};
struct changed {
	struct changed_place *p;
	size_t count, room;
};
void changed_places(struct changed *out, const struct doc *before, const struct doc *after);
void changed_clear(struct changed *c);

/* A version of a plan by another. */
struct fresh_part {
	char *path;             /* plan/parts.h */
	bool was_seen, is_seen; /* when this session began; by now */
};
struct fresh {
	size_t number;                /* in g->news */
	char *name, *was;             /* of the plan: in that version, before it (NULL: the same); */
	const char *now;              /* by now; borrowed from `name` or a renaming */
	bool is_known;                /* what changed in it is: */
	VEC(struct fresh_part) parts; /* as the history of the plan has them; none: its content is the same */
	bool is_judged;               /* what was seen of them is filled in */
	bool all_seen;                /* so they said */
	bool is_read;                 /* so is `fine`: */
	struct changed fine;          /* the same more closely */
};
struct renaming {
	char *was, *name;
	int64_t seconds;
};
struct range {
	size_t from, to;
};

struct gezien {
	bool is_off;             /* nothing is new, and nothing is kept */
	bool is_changed;         /* `now` has what is not on the record yet */
	char *ref, *address;     /* where it is kept; of this person, folded */
	struct store_version at; /* of what stands there */
	struct seen was, now;   /* when this session began; by now */
	struct store_news *news; /* NULL only where it is off */
	size_t taken;            /* of the versions in it, … */
	VEC(struct fresh *) fresh; /* … into these, by the name of the plan by now */
	VEC(struct renaming) renamings;
	struct taking {          /* more of them, from the history of all plans; NULL: not at it */
		struct store_versions *versions;
		VEC(struct fresh *) fresh; /* taken so far: in no order, and `now` is not filled in */
		size_t row, count;   /* the next; how many there are to take */
		size_t misses;       /* rows after the last that was news */
		int64_t oldest;      /* moment of what there is to take */
	} taking;
	struct knowing {         /* what changed in those of one plan, from its history; NULL: not at it */
		struct store_versions *versions;
		char *plan;
		size_t row;
	} knowing;
};

/* gezien.c: NULL where it is off */
struct gezien *gezien_of(struct session *s);

/* gezien_new.c */
const char *gezien_name_now(const struct gezien *g, const char *plan, int64_t seconds);
struct range gezien_range(const struct gezien *g, const char *plan);
void gezien_forget(struct gezien *g); /* all that was found */

/* gezien_known.c.  The first two do a bit of work, true: there is more; which parts changed in the versions of a plan, and where in them. */
bool gezien_know_some(struct session *s, const char *plan);
bool gezien_read_one(struct session *s, struct range r);
void gezien_knowing_clear(struct knowing *k);
/* What of a plan was seen already; false where not all of its versions are known yet. */
bool gezien_know(struct gezien *g, const char *plan, struct range r);
void gezien_apply(struct gezien *g, struct range r, const struct mark *m, bool was);

#endif
