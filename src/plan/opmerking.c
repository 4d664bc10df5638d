#include "plan/opmerking.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "plan/message.h"
#include "yaml/tree.h"

#include <string.h>
#include <time.h>

enum { NAME_MOST = 200, PATH_MOST = 1000 };

static const char *const words[] = {"opmerking", "antwoord", "gezien", "akkoord"};
enum { KINDS = sizeof words / sizeof *words };

const char *opmerking_word(enum opmerking_kind kind)
{
	return words[kind];
}

static bool has_text(enum opmerking_kind kind)
{
	return kind == OPMERKING || kind == ANTWOORD;
}

static bool is_made_of(const char *s, const char *allowed, size_t least, size_t most)
{
	size_t len = strlen(s);
	return len >= least && len <= most && strspn(s, allowed) == len;
}

bool opmerking_is_id(const char *id)
{
	return is_made_of(id, "0123456789abcdefTZ-", 25, 25) && id[8] == 'T' && id[15] == 'Z' && id[16] == '-';
}

/* --- reading ------------------------------------------------------------------------------ */

/* A text of its own; NULL where it is absent, too long, or holds a NUL. */
static char *take(const struct doc *d, const char *key, size_t most)
{
	const struct node *n = node_get(d->root, key);
	if (node_is_absent(n) || n->kind != NODE_SCALAR || n->len > most || memchr(n->text, '\0', n->len))
		return NULL;
	return mem_copy(n->text, n->len);
}

static bool take_kind(struct opmerking *out, const struct doc *d)
{
	const struct node *n = node_get(d->root, "soort");
	for (size_t i = 0; i < KINDS; i++) {
		if (!n || !node_is_text(n, words[i]))
			continue;
		out->kind = (enum opmerking_kind)i;
		return true;
	}
	return false;
}

/* "Naam <adres>" */
static bool take_person(struct opmerking *out, const struct doc *d)
{
	char *who = take(d, "wie", 2 * NAME_MOST);
	char *open = who ? strrchr(who, '<') : NULL, *close = open ? strchr(open, '>') : NULL;
	bool is_one = close && close[1] == '\0' && close > open + 1 && open > who + 1 && open[-1] == ' ';
	if (is_one) {
		out->name = mem_copy(who, (size_t)(open - 1 - who));
		out->address = mem_copy(open + 1, (size_t)(close - open - 1));
	}
	free(who);
	return is_one && !text_is_blank(out->name, strlen(out->name));
}

static bool take_moment(struct opmerking *out, const struct doc *d)
{
	char *when = take(d, "wanneer", NAME_MOST);
	bool is_one = when && date_read_iso(when, &out->when);
	free(when);
	return is_one;
}

/* What is wrong, as the key it is in; NULL: nothing.  Keys that we don't know are of a newer format. */
static const char *take_all(struct opmerking *out, const struct doc *d)
{
	if (!take_kind(out, d))
		return "soort";
	if (!(out->plan = take(d, "plan", NAME_MOST)))
		return "plan";
	out->path = take(d, "veld", PATH_MOST);
	if (!out->path && !node_is_absent(node_get(d->root, "veld")))
		return "veld";
	out->version = take(d, "versie", NAME_MOST);
	if (out->version ? !is_made_of(out->version, "0123456789abcdef", 40, 64) : !node_is_absent(node_get(d->root, "versie")))
		return "versie";
	out->about = take(d, "op", NAME_MOST);
	if (out->kind == OPMERKING ? !node_is_absent(node_get(d->root, "op")) : !out->about || !opmerking_is_id(out->about))
		return "op";
	if (!take_person(out, d))
		return "wie";
	if (!take_moment(out, d))
		return "wanneer";
	out->text = take(d, "tekst", OPMERKING_BYTES);
	if (has_text(out->kind) ? !out->text || text_is_blank(out->text, strlen(out->text)) : !node_is_absent(node_get(d->root, "tekst")))
		return "tekst";
	return NULL;
}

enum code opmerking_read(struct opmerking *out, const char *bytes, size_t len, struct err *e)
{
	struct doc *d = NULL;
	*out = (struct opmerking){0};
	if (len > OPMERKING_BYTES)
		return err_set(e, ERR_UNREADABLE, _("Deze opmerking is te groot om te lezen."));
	enum code code = doc_parse(&d, bytes, len, e);
	const char *wrong = code ? NULL : take_all(out, d);
	if (wrong)
		code = err_set(e, ERR_UNREADABLE, _("Dit is geen opmerking zoals buurtplan die schrijft: er klopt iets niet bij '%s'."), wrong);
	if (code)
		opmerking_clear(out);
	doc_free(d);
	return code;
}

void opmerking_clear(struct opmerking *o)
{
	free((char *)o->plan);
	free((char *)o->path);
	free((char *)o->version);
	free((char *)o->about);
	free((char *)o->name);
	free((char *)o->address);
	free((char *)o->text);
	*o = (struct opmerking){0};
}

/* --- writing ------------------------------------------------------------------------------ */

static void put(struct tree *t, const char *key, const char *text, enum tree_hint hint)
{
	struct branch *root = tree_root(t);
	if (text)
		tree_insert(t, root, root->count, key, tree_scalar(t, text, strlen(text), hint));
}

static void put_person(struct tree *t, const struct opmerking *o)
{
	struct str who = {0}, when = {0};
	str_addf(&who, "%s <%s>", o->name, o->address);
	put(t, "wie", who.p, HINT_TEXT);
	if (date_iso(&when, o->when))
		put(t, "wanneer", when.p, HINT_TYPED);
	str_free(&who);
	str_free(&when);
}

/* All but the kind, which stands in `d`. */
static enum code write_in(struct str *out, const struct doc *d, const struct opmerking *o, const char *text, struct err *e)
{
	struct doc *made = NULL;
	struct tree *t = tree_new(d);
	put(t, "plan", o->plan, HINT_TEXT);
	put(t, "veld", o->path, HINT_TEXT);
	put(t, "versie", o->version, HINT_TEXT);
	put(t, "op", o->about, HINT_TEXT);
	put_person(t, o);
	put(t, "tekst", text, HINT_TEXT);
	enum code code = tree_write(t, &made, e);
	if (!code)
		str_add(out, made->bytes, made->len);
	doc_free(made);
	tree_free(t);
	return code;
}

enum code opmerking_write(struct str *out, const struct opmerking *o, struct err *e)
{
	struct doc *d = NULL;
	struct str first = {0}, text = {0}, bytes = {0};
	text_normalise(&text, o->text ? o->text : "", o->text ? strlen(o->text) : 0);
	if (has_text(o->kind) && text_is_blank(str_text(&text), text.len)) {
		str_free(&text);
		return err_set(e, ERR_NO, _("Er staat nog geen tekst. Er is niets bewaard."));
	}
	str_addf(&first, "soort: %s\n", words[o->kind]);
	enum code code = doc_parse(&d, first.p, first.len, e);
	if (!code)
		code = write_in(&bytes, d, o, has_text(o->kind) ? text.p : NULL, e);
	if (!code && bytes.len > OPMERKING_BYTES)
		code = err_set(e, ERR_NO, _("De tekst is te lang voor een opmerking. Er is niets bewaard; maak hem korter."));
	if (!code)
		str_add(out, bytes.p, bytes.len);
	doc_free(d);
	str_free(&first);
	str_free(&text);
	str_free(&bytes);
	return code;
}

void opmerking_make_id(struct str *out, const struct opmerking *o, const char *bytes, size_t len)
{
	char stamp[32];
	time_t when = (time_t)o->when.seconds;
	uint64_t h = hash_add(HASH_START, bytes, len);
	struct tm tm;
	if (!gmtime_r(&when, &tm) || strftime(stamp, sizeof stamp, "%Y%m%dT%H%M%SZ", &tm) != 16)
		memcpy(stamp, "00000000T000000Z", 17);
	str_addf(out, "%s-%08x", stamp, (unsigned)(h ^ h >> 32));
}

void opmerking_message(struct str *out, const struct opmerking *o, const char *keep)
{
	static const char *const what[] = {"opmerking", "antwoord op een opmerking", "opmerking gezien", "akkoord met een opmerking"};
	str_addf(out, "%s: %s\n\nPlan: %s\n", o->plan, what[o->kind], o->plan);
	if (o->path) {
		str_add_text(out, "Veld: ");
		text_join_lines(out, o->path, strlen(o->path));
		str_add_char(out, '\n');
	}
	if (keep)
		message_add_kept(out, keep);
}
