#include "cli/readable_version.h"

#include "base/taal.h"
#include "cli/print.h"
#include "cli/readable.h"
#include "plan/say.h"

#include <string.h>

/* --- in full ----------------------------------------------------------------------------- */

static void write_reason(struct str *out, const char *reason)
{
	struct str line = {0};
	str_addf(&line, _("Reden: %s"), reason);
	str_add_text(out, "  ");
	print_wrapped(out, str_text(&line), line.len, 2, 2);
	str_free(&line);
}

static void write_name(struct str *out, const char *was)
{
	str_add_text(out, _("  Het plan kreeg deze naam. Het heette: "));
	print_line(out, was);
	str_add_char(out, '\n');
}

static void write_from(struct str *out, const char *plan)
{
	str_add_text(out, _("  Het speerpunt kwam in dit plan uit: "));
	print_line(out, plan);
	str_add_char(out, '\n');
}

static void write_who(struct str *out, const struct history_row *row)
{
	date_long(out, row->when);
	str_add_text(out, "  ");
	print_line(out, row->name);
	if (row->address && *row->address) {
		str_add_text(out, " <");
		print_line(out, row->address);
		str_add_char(out, '>');
	}
	str_add_char(out, '\n');
}

/* "versie 7 van 12, 0123456789ab": with the name of the plan where that is another. */
static void write_which(struct str *out, const struct version_place *at, const struct history_row *row)
{
	str_add_text(out, "  ");
	if (!at->plan || strcmp(at->plan, row->plan) != 0) {
		print_line(out, row->plan);
		str_add_text(out, ", ");
	}
	if (at->number) {
		str_addf(out, _("versie %zu van %zu"), at->number, at->total);
		str_add_text(out, ", ");
	}
	str_addf(out, "%.12s\n", row->version);
}

/* What came or went as a whole; NULL where it was there before and after. */
static const char *whole(const char *path, const struct history_detail *d)
{
	bool speerpunt = strncmp(path, "speerpunten/", 12) == 0 && !strchr(path + 12, '/');
	if (d->first)
		return !*path ? _("  Begin van het plan.\n") : speerpunt ? _("  Begin van het speerpunt.\n") : _("  Begin van dit deel.\n");
	if (d->gone)
		return !*path ? _("  Het plan is weggehaald.\n") : speerpunt ? _("  Het speerpunt is weggehaald.\n") : _("  Dit deel is weggehaald.\n");
	return NULL;
}

void readable_version(struct str *out, const struct version_place *at, const struct history_row *row, const struct history_detail *d)
{
	write_who(out, row);
	write_which(out, at, row);
	if (d->reason)
		write_reason(out, d->reason);
	if (!d->readable)
		str_add_text(out, _("  Deze versie is niet te lezen.\n"));
	else if (whole(at->path, d))
		str_add_text(out, whole(at->path, d));
	else if (row->was)
		write_name(out, row->was);
	else if (d->from)
		write_from(out, d->from);
	for (size_t i = 0; i < d->changes.count && !d->first; i++)
		readable_change(out, &d->changes.p[i], 2);
}

/* --- on a line --------------------------------------------------------------------------- */

enum { MOST_FIELDS = 8 };

/* The path cut in what stands for the field: its key, and of a speerpunt its id before that. */
struct part {
	const char *id, *key;
	size_t id_len, key_len; /* 0: none */
};

static struct part part_of(const char *path)
{
	struct part p = {path, path, 0, strlen(path)};
	if (strncmp(path, "speerpunten/", 12) != 0)
		return p;
	p.id = path + 12;
	p.id_len = strcspn(p.id, "/");
	p.key = p.id[p.id_len] ? p.id + p.id_len + 1 : "";
	p.key_len = strlen(p.key);
	return p;
}

static void add_label(struct str *out, const struct part *p)
{
	const struct field *f = schema_child(p->id_len ? schema_find("speerpunten") : NULL, p->key, p->key_len);
	struct str key = {0};
	str_add(&key, p->key, p->key_len);
	if (f)
		say_lower(out, _(f->label));
	else
		print_line(out, str_text(&key));
	str_free(&key);
}

/* Said already, or by what comes with it: the speerpunt itself beside its fields, and its id. */
static bool is_silent(const char *path, const char *next)
{
	struct part p = part_of(path);
	size_t len = strlen(path);
	if (p.id_len && !p.key_len)
		return next && strncmp(next, path, len) == 0 && next[len] == '/';
	return p.id_len && bytes_equal(p.key, p.key_len, "id", 2);
}

/* Is it in what is asked, or does it hold that?  The order of all speerpunten is none of one. */
static bool is_asked(const char *path, const char *asked)
{
	size_t len = strlen(path), least = strlen(asked);
	if (len >= least)
		return !least || (strncmp(path, asked, least) == 0 && (!path[least] || path[least] == '/'));
	return strncmp(path, asked, len) == 0 && asked[len] == '/' && strcmp(path, "speerpunten") != 0;
}

/* "afval: doelstellingen" or, behind a field of the same speerpunt, ", middelen". */
static void add_part(struct str *out, const struct part *before, const struct part *p, bool named)
{
	bool same = before && bytes_equal(before->id, before->id_len, p->id, p->id_len);
	str_add_text(out, !before ? "" : same ? ", " : "; ");
	if (p->id_len && named && !same)
		str_addf(out, p->key_len ? "%.*s: " : "%.*s", (int)p->id_len, p->id);
	add_label(out, p);
}

/* "wijk; afval: doelstellingen, middelen".  Of a speerpunt that is asked its id goes without saying. */
static void add_parts(struct str *out, const char *asked, const struct history_row *row)
{
	const char *path = row->parts, *next;
	struct part before = {0};
	size_t said = 0;
	for (size_t i = 0; i < row->part_count; i++, path = next) {
		next = path + strlen(path) + 1;
		if (!is_asked(path, asked) || is_silent(path, i + 1 < row->part_count ? next : NULL))
			continue;
		if (said++ == MOST_FIELDS) {
			str_add_text(out, " …");
			break;
		}
		struct part p = part_of(path);
		add_part(out, said > 1 ? &before : NULL, &p, strncmp(asked, "speerpunten/", 12) != 0);
		before = p;
	}
}

/* "andere naam; het heette noord", also where nothing else changed. */
static void add_old_name(struct str *out, const struct history_row *row)
{
	struct str text = {0};
	str_addf(&text, _("andere naam; het heette %s"), row->was);
	print_line(out, text.p);
	str_add_text(out, row->part_count ? "; " : "");
	str_free(&text);
}

void readable_version_line(struct str *out, const struct version_place *at, const struct history_row *row)
{
	if (!at->plan) {
		print_line(out, row->plan);
		str_add_text(out, "  ");
	}
	if (at->number) {
		str_addf(out, _("versie %zu"), at->number);
		str_add_text(out, "  ");
	}
	str_addf(out, "%.12s  ", row->version);
	date_long(out, row->when);
	str_add_text(out, "  ");
	print_line(out, row->name);
	str_add_text(out, "  ");
	if (row->was)
		add_old_name(out, row);
	add_parts(out, at->path, row);
	while (out->len && out->p[out->len - 1] == ' ')
		str_splice(out, out->len - 1, 1, "", 0);
	str_add_char(out, '\n');
}
