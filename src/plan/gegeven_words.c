/* The words around a number, which say what it is. */
#include "plan/gegeven_internal.h"

#include <string.h>

enum { FAR = 64 }; /* no word and no gap that says something is longer; and a long text takes no more time for it */

/* A point or hyphen between two letters? */
static bool is_inside(const struct gegeven_text *r, size_t i)
{
	return i > 0 && strchr(".-", r->low[i]) && read_letter(r->low[i - 1]) && read_letter(r->low[i + 1]);
}

struct stretch gegeven_word_before(const struct gegeven_text *r, size_t i)
{
	size_t start = i;
	while (i > 0 && start - i < FAR && !read_letter(r->low[i - 1]))
		i--;
	size_t from = i;
	while (from > 0 && i - from < FAR && (read_letter(r->low[from - 1]) || is_inside(r, from - 1)))
		from--;
	return (struct stretch){from, i};
}

static bool begins(const struct gegeven_text *r, struct stretch s, const char *word, size_t len)
{
	return s.to - s.from >= len && memcmp(r->low + s.from, word, len) == 0;
}

static bool ends(const struct gegeven_text *r, struct stretch s, const char *word)
{
	size_t len = strlen(word);
	return s.to - s.from > len && memcmp(r->low + s.to - len, word, len) == 0;
}

bool gegeven_is(const struct gegeven_text *r, struct stretch s, const char *const words[])
{
	for (size_t i = 0; words[i]; i++) {
		size_t len = strlen(words[i]);
		bool open = words[i][len - 1] == '*';
		if (begins(r, s, words[i], len - open) && (open || s.to - s.from == len))
			return true;
	}
	return false;
}

/* What may stand between a number and what it is called: no word that says something. */
static bool is_filler(const struct gegeven_text *r, struct stretch s)
{
	static const char *const fillers[] = {
		"nummer", "nummers", "nr", "nrs", "no", "num", "is", "was", "luidt", "het", "de", "zijn", "haar",
		"mijn", "hun", "onder", "op", "met", "van", "hem", "nl", "mob", "thuis", "werk", "prive", "service",
		"servicenummer", "service-nummer", "datum", "dag", NULL};
	return gegeven_is(r, s, fillers);
}

/* Only signs that go between a name and its number, from `from` to `to`? */
static bool is_open(const struct gegeven_text *r, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (!strchr(" .:=#(-+'\"*/\n", r->low[i]))
			return false;
	return to - from <= 8;
}

bool gegeven_is_called(const struct gegeven_text *r, size_t i, const char *const words[])
{
	for (int skipped = 0; skipped < 4; skipped++) {
		struct stretch s = gegeven_word_before(r, i);
		if (s.from == s.to || !is_open(r, s.to, i))
			return false;
		if (gegeven_is(r, s, words))
			return true;
		if (!is_filler(r, s))
			return false;
		i = s.from;
	}
	return false;
}

/* Does a sentence end between here and the next character? */
static bool is_end(const struct gegeven_text *r, size_t i)
{
	if (r->low[i] == '\n' || r->low[i] == ';')
		return true;
	return strchr(".!?", r->low[i]) && i + 2 < r->n && r->low[i + 1] == ' ' && read_capital(r->c[i + 2]);
}

bool gegeven_near_before(const struct gegeven_text *r, size_t i, size_t most, const char *const words[], size_t *at)
{
	size_t first = i > most ? i - most : 0, from = i;
	while (from > first && !is_end(r, from - 1))
		from--;
	while (i > from) {
		struct stretch s = gegeven_word_before(r, i);
		if (s.from == s.to || s.from < from)
			return false;
		if (gegeven_is(r, s, words)) {
			*at = s.from;
			return true;
		}
		i = s.from;
	}
	return false;
}

bool gegeven_near_after(const struct gegeven_text *r, size_t i, size_t most, const char *const words[])
{
	size_t last = i + most < r->n ? i + most : r->n;
	while (i < last && !is_end(r, i)) {
		size_t from = i;
		char before = gegeven_before(r, from);
		while (i < r->n && (read_letter(r->low[i]) || (i > from && is_inside(r, i))))
			i++;
		bool begins_here = i > from && !read_digit(before) && before != '-';
		if (begins_here && gegeven_is(r, (struct stretch){from, i}, words))
			return true;
		if (i == from)
			i++;
	}
	return false;
}

/* --- other numbers ---------------------------------------------------------------- */

/* What has a number of its own, also with "nummer" or "nr" behind it. */
static const char *const numbered[] = {
	"dossier", "zaak", "zaaks", "kenmerk", "kenmerken", "referentie", "ref", "kvk", "k.v.k", "btw", "rsin",
	"isbn", "issn", "ean", "imei", "doi", "factuur", "nota", "order", "bestel", "bestelling", "project", "ticket",
	"melding", "meldings", "meld", "klacht", "polis", "artikel", "art", "route", "type", "model", "serie", "product",
	"inkoop", "volg", "versie", "pagina",
	"postbus", "kadaster", "kadastraal", "perceel", "bag", "bag-id", "pand", "object", "document", "doc",
	"registratie", "vergunning", "vergunnings", "contract", "opdracht", "aanvraag", "offerte", "besluit",
	"raadsbesluit", "beschikking", "beschikkings", "kostenplaats", "grootboek", "grootboekrekening", "verseon",
	"corsa", "decos", "djuma", "pv", "p.v", "proces-verbaal", "procesverbaal", "kenteken", "id", "code", "bedrag",
	"budget", "subsidie", "euro", "eur", "kosten", "omzet", "totaal", "som", NULL};

/* "MOR 143368709": what a few capitals stand for has a number of its own.  Not care and benefits: they go by the BSN. */
static bool is_acronym(const struct gegeven_text *r, struct stretch s)
{
	static const char *const others[] = {
		"bsn", "mw", "dhr", "hr", "nr", "de", "is", "wmo", "wlz", "zvw", "pgb", "brp", "gba", "uwv", "svb", "cak",
		"ciz", "ggz", "ggd", "aow", "anw", "ww", "wia", "wao", "duo", NULL};
	size_t len = s.to - s.from;
	for (size_t i = s.from; i < s.to; i++)
		if (!read_capital(r->c[i]))
			return false;
	return (len == 2 || len == 3) && !gegeven_is(r, s, others);
}

static bool is_numbered(const struct gegeven_text *r, struct stretch s)
{
	static const char *const tails[] = {"nummers", "nummer", "nrs", "nr", "code", "-id", "-", NULL};
	for (size_t i = 0; tails[i]; i++)
		if (ends(r, s, tails[i]))
			s.to -= strlen(tails[i]);
	return gegeven_is(r, s, numbered);
}

/* "polisnummer", "klantnr": a number of its own kind.  Not the kinds that we look for. */
static bool is_named_number(const struct gegeven_text *r, struct stretch s)
{
	static const char *const wanted[] = {
		"bsn*", "b.s.n*", "burger*", "sofi*", "persoon*", "identiteit*", "identificatie*", "tel*", "mobiel*", "mob*", "gsm*",
		NULL};
	static const char *const far[] = {"kenmerk", "referentie", NULL};
	bool named = ends(r, s, "nummer") || ends(r, s, "nr") || ends(r, s, "nummers") || ends(r, s, "code") || ends(r, s, "meter");
	return (named || gegeven_is(r, s, far)) && !gegeven_is(r, s, wanted);
}

bool gegeven_is_other_number(const struct gegeven_text *r, size_t i, bool surely)
{
	static const char *const numbers[] = {"nr", "nummer", NULL};
	size_t near = i;
	while (near > 0 && strchr(" (", r->low[near - 1]))
		near--;
	if (near > 0 && strchr("$#_", r->low[near - 1]))
		return true;
	struct stretch column = gegeven_column(r, i);
	if (column.to > column.from && is_numbered(r, column))
		return true;
	size_t last = i > 45 ? i - 45 : 0;
	bool number = false; /* "melding openbare ruimte nr …": all that stands before says of what */
	for (int strange = 0; strange < (surely ? 1 : 3);) {
		struct stretch s = gegeven_word_before(r, i);
		if (s.from == s.to || s.from < last || !is_open(r, s.to, i))
			return false;
		if (((strange == 0 || number) && is_numbered(r, s)) || (!surely && is_named_number(r, s)))
			return true;
		if (!surely && strange == 0 && is_acronym(r, s))
			return true;
		number |= gegeven_is(r, s, numbers);
		strange += !is_filler(r, s);
		i = s.from;
	}
	return false;
}

/* --- rows of digits ----------------------------------------------------------------- */

/* May it stand between two groups of digits?  A line ends in a number where it is broken off at a hyphen. */
static bool is_between(const struct gegeven_text *r, size_t at, bool wrapped)
{
	if (r->low[at] == '\n')
		return wrapped || r->low[at - 1] == '-';
	return strchr(" .-/()", r->low[at]) != NULL;
}

/* The place of the next digit, when no more than a sign and blanks or brackets stand between; else `i`. */
static size_t next_group(const struct gegeven_text *r, size_t i, bool wrapped, char *sign)
{
	size_t at = i;
	*sign = ' ';
	for (int signs = 0; at < r->n && at - i < 4 && is_between(r, at, wrapped); at++) {
		if (strchr(".-/", r->low[at]) && signs++)
			return i;
		if (!strchr(" \n", r->low[at]))
			*sign = strchr("()", r->low[at]) && *sign != ' ' ? *sign : r->low[at];
	}
	return at > i && read_digit(r->low[at]) ? at : i;
}

static void read_digits(const struct gegeven_text *r, size_t i, bool wrapped, struct digits *out)
{
	char sign = 0;
	*out = (struct digits){0};
	for (;;) {
		size_t from = i;
		while (read_digit(r->low[i]))
			i++;
		if (out->groups == GROUPS || out->count + (i - from) > DIGITS) {
			out->longer = true;
			return;
		}
		memcpy(out->d + out->count, r->low + from, i - from);
		out->count += i - from;
		out->len[out->groups] = i - from;
		out->end[out->groups] = i;
		out->between[out->groups++] = sign;
		size_t next = next_group(r, i, wrapped, &sign);
		if (next == i)
			return;
		i = next;
	}
}

void gegeven_digits(const struct gegeven_text *r, size_t i, struct digits *out)
{
	read_digits(r, i, false, out);
}

void gegeven_digits_wrapped(const struct gegeven_text *r, size_t i, struct digits *out)
{
	read_digits(r, i, true, out);
}
