/* Merging files: bytes that may be no plan at all. */
#include "plan/merge_internal.h"

#include "base/hash.h"
#include "base/taal.h"

#include <stdio.h>
#include <string.h>

static bool same(struct merge_bytes a, struct merge_bytes b)
{
	return !a.p == !b.p && bytes_equal(a.p, a.len, b.p, b.len);
}

static void take_bytes(struct merge *out, struct merge_bytes b)
{
	str_clear(&out->bytes);
	str_add(&out->bytes, b.p, b.len);
	doc_free(out->doc);
	out->doc = NULL;
	out->gone = !b.p;
	if (b.p && doc_parse(&out->doc, b.p, b.len, NULL))
		out->doc = NULL; /* alike on both sides, readable or not */
}

static char *text(struct merge_bytes b)
{
	return b.p ? mem_copy(b.p, b.len) : NULL;
}

static struct merge_bytes provisional(struct merge_bytes base, struct merge_bytes ours, struct merge_bytes theirs)
{
	const struct merge_bytes all[] = {ours, theirs, base};
	for (size_t i = 0; i < 3; i++) {
		struct doc *d;
		if (all[i].p && doc_parse(&d, all[i].p, all[i].len, NULL) == OK) {
			doc_free(d);
			return all[i];
		}
	}
	return ours.p ? ours : theirs;
}

void merge_choose_file(struct merge *out, struct merge_bytes base, struct merge_bytes ours, struct merge_bytes theirs, const struct answers *answers,
                       const char *why)
{
	struct merge_choice c = {.kind = ours.p && theirs.p ? CHOICE_FILE : CHOICE_REMOVED, .path = mem_text(""), .label = mem_text(_("Het hele plan")), .why = mem_text(why)};
	c.base = base.len ? text(base) : NULL;
	c.ours = text(ours);
	c.theirs = text(theirs);
	uint64_t h = hash_add(HASH_START, base.p, base.len);
	unsigned long long id = hash_add(h, ours.p, ours.len) + hash_add(h, theirs.p, theirs.len);
	snprintf(c.id, sizeof c.id, "%016llx", id);
	c.taken = answers ? answers->rest : TAKE_NONE;
	for (size_t i = 0; answers && i < answers->count; i++)
		if (strcmp(answers->p[i].id, c.id) == 0)
			c.taken = answers->p[i].take;
	if (c.taken == TAKE_BOTH || c.taken == TAKE_TEXT || (c.taken == TAKE_BASE && !base.len))
		c.taken = TAKE_NONE;
	take_bytes(out, c.taken == TAKE_OURS     ? ours
	                : c.taken == TAKE_THEIRS ? theirs
	                : c.taken == TAKE_BASE   ? base
	                                         : provisional(base, ours, theirs));
	out->open += c.taken == TAKE_NONE;
	vec_push(&out->choices, c);
}

/* The document of one of the three; false, with the sentence, where it can't be read. */
static bool read(struct doc **out, struct merge_bytes b, const char *whose, struct str *why)
{
	struct err e = {0};
	if (doc_parse(out, b.p ? b.p : "", b.len, &e) == OK)
		return true;
	str_addf(why, _("%s is niet te lezen (regel %d, kolom %d): %s"), whose, e.line, e.column, e.text);
	return false;
}

static bool is_blank(struct merge_bytes b)
{
	for (size_t i = 0; i < b.len; i++)
		if (!strchr(" \t\r\n", b.p[i]))
			return false;
	return true;
}

/* One of the two isn't there. */
static void why_removed(struct str *why, struct merge_bytes base, struct merge_bytes ours, struct merge_bytes theirs)
{
	struct doc *kept = NULL;
	struct str unreadable = {0};
	if (base.len)
		str_add_text(why, ours.p ? _("In uw versie is dit plan veranderd, in de andere is het weggehaald. Kies of het blijft.")
		                         : _("In uw versie is dit plan weggehaald, in de andere is het veranderd. Kies of het blijft."));
	else
		str_add_text(why, ours.p ? _("Dit plan staat alleen in uw versie. Kies of het blijft.")
		                         : _("Dit plan staat alleen in de andere versie. Kies of het blijft."));
	if (!read(&kept, ours.p ? ours : theirs, ours.p ? _("Uw versie") : _("De andere versie"), &unreadable))
		str_addf(why, " %s", str_text(&unreadable));
	str_free(&unreadable);
	doc_free(kept);
}

void merge_files(struct merge *out, struct merge_bytes base, struct merge_bytes ours, struct merge_bytes theirs, const struct answers *answers)
{
	struct doc *b = NULL, *o = NULL, *t = NULL;
	struct str why = {0};
	*out = (struct merge){0};
	bool ours_stand = same(ours, theirs) || (base.len && same(base, theirs));
	if (ours_stand || (base.len && same(base, ours))) {
		take_bytes(out, ours_stand ? ours : theirs);
		return;
	}
	bool readable = ours.p && theirs.p && read(&o, ours, _("Uw versie"), &why) && read(&t, theirs, _("De andere versie"), &why) &&
	                (is_blank(base) || read(&b, base, _("De versie van daarvoor"), &why));
	if (!ours.p || !theirs.p)
		why_removed(&why, base, ours, theirs);
	if (readable)
		merge_docs(out, b, o, t, answers);
	else
		merge_choose_file(out, base, ours, theirs, answers, str_text(&why));
	if (readable && out->doc)
		str_add(&out->bytes, out->doc->bytes, out->doc->len);
	doc_free(b);
	doc_free(o);
	doc_free(t);
	str_free(&why);
}
