#include "plan/gegeven.h"

#include "base/mem.h"
#include "base/taal.h"
#include "base/text.h"
#include "plan/gegeven_internal.h"

#include <stdlib.h>

/* --- reading ------------------------------------------------------------------- */

static bool between(uint32_t cp, uint32_t from, uint32_t to)
{
	return cp >= from && cp <= to;
}

/* Nothing that is seen by itself: soft hyphen, accents of their own, zero-width characters, selectors. */
static bool is_unseen(uint32_t cp)
{
	return cp == 0xad || between(cp, 0x300, 0x36f) || between(cp, 0x200b, 0x200f) || between(cp, 0x202a, 0x202e) ||
	       between(cp, 0x2060, 0x206f) || between(cp, 0xfe00, 0xfe0f) || cp == 0xfeff;
}

static bool is_blank(uint32_t cp)
{
	return cp == '\t' || cp == 0xa0 || between(cp, 0x2000, 0x200a) || cp == 0x202f || cp == 0x205f || cp == 0x3000;
}

/* What a sheet and a mail have for one, too. */
static bool is_line_end(uint32_t cp)
{
	return between(cp, '\n', '\r') || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

static bool is_dash(uint32_t cp)
{
	return between(cp, 0x2010, 0x2015) || cp == 0x2212 || cp == 0xfe58 || cp == 0xfe63;
}

/* Near enough: what is no sign, arrow or picture is a letter. */
static bool is_sign(uint32_t cp)
{
	if (cp < 0x100)
		return (cp < 0xc0 && cp != 0xaa && cp != 0xb5 && cp != 0xba) || cp == 0xd7 || cp == 0xf7;
	return between(cp, 0x2010, 0x2bff) || between(cp, 0x3001, 0x303f) || between(cp, 0xfe10, 0xffff) || cp >= 0x1f000;
}

/* U+20AC is the one sign that says something about a number. */
static char as_ascii(uint32_t cp)
{
	if (between(cp, 0xff01, 0xff5e)) /* wide forms */
		cp -= 0xfee0;
	if (cp == 0xb2)
		return '2';
	if (cp == 0xb0) /* as much as a star: who was born */
		return '*';
	if (between(cp, 0x2018, 0x201b))
		return '\'';
	if (cp == 0x20ac)
		return '$';
	if (is_blank(cp))
		return ' ';
	if (is_dash(cp))
		return '-';
	if (is_line_end(cp))
		return '\n';
	if (cp < 0x80)
		return (char)cp;
	return is_sign(cp) ? OTHER_SIGN : OTHER_LETTER;
}

/* "O6-12345678": nobody means the letter. */
static void mend_zeros(struct gegeven_text *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->low[i] == 'o' && read_digit(r->low[i + 1]) && (i == 0 || strchr(" \n(:/", r->low[i - 1])))
			r->low[i] = '0';
}

enum { ROOM_BEHIND = 16 }; /* NULs: so that a look at a few characters need not ask where the text ends */

static void gegeven_init(struct gegeven_text *r, const char *text, size_t len)
{
	r->c = mem_alloc(len + ROOM_BEHIND);
	r->low = mem_alloc(len + ROOM_BEHIND);
	r->taken = mem_alloc(len + 1);
	r->start = mem_alloc((len + 1) * sizeof *r->start);
	r->end = mem_alloc((len + 1) * sizeof *r->end);
	for (size_t at = 0, used; at < len; at += used) {
		uint32_t cp;
		used = text_decode(text + at, len - at, &cp);
		if (is_unseen(cp) || (cp == '\r' && at + used < len && text[at + used] == '\n'))
			continue;
		char c = as_ascii(cp);
		r->c[r->n] = cp == '\t' ? '\t' : c;
		r->low[r->n] = read_capital(c) ? (char)(c - 'A' + 'a') : c;
		r->start[r->n] = at;
		r->end[r->n++] = at + used;
	}
	mend_zeros(r);
}

static void gegeven_clear(struct gegeven_text *r)
{
	free(r->c);
	free(r->low);
	free(r->taken);
	free(r->start);
	free(r->end);
}

void gegeven_block(struct gegeven_text *r, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		r->taken[i] = true;
}

/* "(0570) 69 39 11" with both its brackets. */
static void close_brackets(const struct gegeven_text *r, size_t *from, size_t *to)
{
	int open = 0;
	for (size_t i = *from; i < *to; i++)
		open += (r->low[i] == '(') - (r->low[i] == ')');
	if (open < 0 && *from > 0 && r->low[*from - 1] == '(')
		--*from;
	if (open > 0 && r->low[*to] == ')')
		++*to;
}

void gegeven_add(struct gegeven_text *r, enum gegeven_kind kind, size_t from, size_t to)
{
	close_brackets(r, &from, &to);
	for (size_t i = from; i < to; i++)
		if (r->taken[i])
			return;
	gegeven_block(r, from, to);
	vec_push(r->out, (struct gegeven){kind, r->start[from], r->end[to - 1]});
}

/* --- what is found --------------------------------------------------------------- */

static int by_start(const void *a, const void *b)
{
	const struct gegeven *x = a, *y = b;
	return x->start < y->start ? -1 : x->start > y->start;
}

/* What is the surest by its shape goes first; what it takes the others leave alone. */
void gegeven_find(struct gegeven_list *out, const char *text, size_t len, const char *own)
{
	struct gegeven_list found = {0};
	struct gegeven_text r = {.own = own ? own : "", .out = &found};
	gegeven_init(&r, text, len);
	find_mail(&r);
	find_iban(&r);
	find_phone(&r);
	find_address(&r);
	find_birth(&r);
	find_bsn(&r);
	gegeven_clear(&r);
	if (found.count)
		qsort(found.p, found.count, sizeof *found.p, by_start);
	for (size_t i = 0; i < found.count; i++)
		vec_push(out, found.p[i]);
	vec_free(&found);
}

static const struct {
	const char *word, *label;
} kinds[GEGEVEN_KINDS] = {
	[GEGEVEN_BSN] = {"bsn", N_("burgerservicenummer (BSN)")},
	[GEGEVEN_EMAIL] = {"email", N_("e-mailadres")},
	[GEGEVEN_PHONE] = {"phone", N_("telefoonnummer")},
	[GEGEVEN_IBAN] = {"iban", N_("IBAN (rekeningnummer)")},
	[GEGEVEN_ADDRESS] = {"address", N_("adres (postcode met huisnummer)")},
	[GEGEVEN_BIRTH] = {"birth", N_("geboortedatum")},
};

const char *gegeven_label(enum gegeven_kind kind)
{
	return _(kinds[kind].label);
}

const char *gegeven_word(enum gegeven_kind kind)
{
	return kinds[kind].word;
}
