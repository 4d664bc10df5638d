/* What a plan says: small reading helpers, so that commands and screens need not walk YAML by hand.
 * All texts are borrowed from the document, as they stand there: clean them before they are drawn or printed. */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include "plan/schema.h"

enum { PLAN_FORMAAT = 1 }; /* the version of the format that we write */

/* The value of a key, NULL where it is absent (an empty key is).  For a record that is a bare text that text is
 * the value of its first field. */
const struct node *plan_get(const struct node *record, const char *key);
/* The text of a key; "" where it is absent or no text. */
const char *plan_text(const struct node *record, const char *key);
/* The list of a key; NULL where it is absent or no list. */
const struct node *plan_list(const struct node *record, const char *key);

const struct node *plan_speerpunten(const struct doc *d); /* NULL where there are none */
/* The first item of a keyed list with this id; NULL. */
const struct node *plan_find_id(const struct node *list, const char *id, size_t len);
/* The id of an item of a keyed list; NULL where it has none, or none that is a text. */
const char *plan_id(const struct node *item);
/* What people call a speerpunt or analysis part: its titel, else its id, else "". */
const char *plan_name(const struct node *item);

/* Do two values of a key say the same?  NULL is absent, and so is a key with nothing behind it; the order of keys in a mapping, style,
 * layout and comments do not count, the order of a list does.  (node_equal minds the order of keys and keeps empty ones.) */
bool plan_same_value(const struct node *a, const struct node *b);
/* The same for two items of a list, or two whole plans: a dash with nothing behind it is an empty text, not absent. */
bool plan_same_item(const struct node *a, const struct node *b);

/* Made by a newer program: `formaat` is a number above ours, so it is for reading only. */
bool plan_is_read_only(const struct doc *d);

/* One row of the overview. */
struct plan_summary {
	const char *buurt, *wijk, *gemeente;
	const char *status;         /* as shown; "" where absent … */
	const char *status_value;   /* … and as it stands there */
	bool away;                  /* put away: opgeborgen */
	size_t speerpunten, klaar;  /* how many there are; how many of them are afgerond or overgedragen */
	int progress;               /* percent; see plan_progress */
};
void plan_summarise(struct plan_summary *out, const struct doc *d);
/* The status of a plan as shown: its label, else the text itself. */
const char *plan_show_status(const char *value);
/* How far a speerpunt is, in percent: 100 where it is afgerond or overgedragen, else the share of its activiteiten
 * that are klaar.  What is vervallen does not count.  A summary has the mean of the speerpunten that are not gestopt. */
int plan_progress(const struct node *speerpunt);

/* Appends a scalar as it is shown (value.h). */
void plan_show_value(struct str *out, const struct node *n);

#endif
