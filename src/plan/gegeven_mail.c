/* E-mail addresses, also those that are written so that machines shall not find them ("naam [at] domein punt nl"). */
#include "plan/gegeven_internal.h"

#include <string.h>

enum { LONGEST_LOCAL = 64, LONGEST_DOMAIN = 255 };

struct sign {
	const char *text;
	bool bare; /* a word like any other: only before what is a domain for sure */
};
/* Those between blanks stand in any brackets, too. */
static const struct sign at_signs[] = {
	{" at ", true}, {" apenstaartje ", true}, {" apestaartje ", true}, {" @ ", false}, {" a ", true},
	{"@", false}, {NULL, false},
};
static const struct sign points[] = {
	{".", false}, {" punt ", false}, {" dot ", false}, {" . ", false}, {NULL, false},
};
static const struct sign in_brackets = {"(", false};

/* Is the word of `s` in brackets at `i`?  Gives the place behind; 0: it is not. */
static size_t bracket_end(const struct gegeven_text *r, size_t i, const struct sign *s)
{
	static const char opens[] = "([{<", closes[] = ")]}>";
	const char *open = r->low[i] ? strchr(opens, r->low[i]) : NULL;
	size_t len = strlen(s->text);
	if (!open || s->text[0] != ' ')
		return 0;
	size_t from = i + 1 + (r->low[i + 1] == ' '), to = from + len - 2;
	if (to >= r->n || memcmp(r->low + from, s->text + 1, len - 2) != 0)
		return 0;
	to += r->low[to] == ' ';
	return r->low[to] == closes[open - opens] ? to + 1 : 0;
}

/* Which of `signs` stands at `i`, blanks around it not counted; `to` gets the place behind. */
static const struct sign *sign_at(const struct gegeven_text *r, size_t i, const struct sign *signs, bool blanks, size_t *to)
{
	size_t from = i;
	while (blanks && from < r->n && r->low[from] == ' ' && from - i < 2)
		from++;
	for (const struct sign *s = signs; s->text; s++) {
		size_t len = strlen(s->text), start = s->text[0] == ' ' ? i : from, bracket = bracket_end(r, from, s);
		bool bare = start + len <= r->n && memcmp(r->low + start, s->text, len) == 0 && strcmp(s->text, " a ") != 0;
		if (!bracket && !bare)
			continue;
		size_t end = *to = bracket ? bracket : start + len;
		while (blanks && r->low[*to] == ' ' && *to - end < 2)
			++*to;
		return bracket ? &in_brackets : s;
	}
	return NULL;
}

static bool is_local(char c)
{
	return read_word(c) || (c && strchr("._%+-'&", c));
}

/* Where the part before the sign at `i` begins; `i` where there is none. */
static size_t local_start(const struct gegeven_text *r, size_t i)
{
	size_t from = i;
	while (from > 0 && i - from < LONGEST_LOCAL && is_local(r->low[from - 1]) && !r->taken[from - 1])
		from--;
	while (from < i && strchr(".-'&%+", r->low[from]))
		from++;
	if (from == i && i > 1 && r->low[i - 1] == '"')
		for (from = i - 2; from > 0 && i - from < LONGEST_LOCAL && r->low[from] != '"';)
			from--;
	return from;
}

struct domain {
	char text[LONGEST_DOMAIN + 1];
	size_t len, end; /* end: in the reading */
};

static size_t label_end(const struct gegeven_text *r, size_t i)
{
	size_t to = i;
	while (to < r->n && (read_word(r->low[to]) || (r->low[to] == '-' && to > i)))
		to++;
	while (to > i && r->low[to - 1] == '-')
		to--;
	return to;
}

static void add(struct domain *d, const struct gegeven_text *r, size_t from, size_t to)
{
	size_t len = to - from;
	if (d->len + len + 1 > LONGEST_DOMAIN)
		return;
	if (d->len)
		d->text[d->len++] = '.';
	memcpy(d->text + d->len, r->low + from, len);
	d->len += len;
	d->text[d->len] = '\0';
	d->end = to;
}

/* Is [from, to) what a domain ends in: at least two letters, and no kind of file? */
static bool is_top(const struct gegeven_text *r, size_t from, size_t to)
{
	static const char *const files[] = {"png", "jpg", "jpeg", "gif", "svg", "pdf", "docx", NULL};
	for (size_t i = from; i < to; i++)
		if (!read_letter(r->low[i]) && memcmp(r->low + from, "xn--", 4) != 0)
			return false;
	return to - from >= 2 && !gegeven_is(r, (struct stretch){from, to}, files);
}

static const char *const usual_tops[] = {
	"nl", "com", "net", "org", "be", "de", "eu", "nu", "info", "online", NULL};

/* Words like any other ("at home punt uit") are believed where they end in one of these. */
static bool is_usual(const struct domain *d)
{
	const char *point = strrchr(d->text, '.');
	for (size_t i = 0; point && usual_tops[i]; i++)
		if (strcmp(point + 1, usual_tops[i]) == 0)
			return true;
	return false;
}

/* A slip where the point must be: "outlook,com", "outlook. com", a line that ends there.  Before what domains end in, in small
 * letters: "@Jan. De …" is a new sentence.  Gives the place behind it; `i` where there is none. */
static size_t slip_at(const struct gegeven_text *r, size_t i)
{
	size_t at = i;
	at += at < r->n && r->low[at] == ' ';
	if (r->low[at] != '.' && r->low[at] != ',')
		return i;
	at++;
	at += r->low[at] == ' ' || r->low[at] == '\n';
	size_t to = label_end(r, at);
	return !read_capital(r->c[at]) && gegeven_is(r, (struct stretch){at, to}, usual_tops) ? at : i;
}

/* Where in the label [from, to) a domain can end; `from` where it can't.  "…com-adres", "…nl06-12345678" end in com and nl. */
static size_t top_end(const struct gegeven_text *r, size_t from, size_t to)
{
	size_t top = from;
	while (top < to && read_letter(r->low[top]))
		top++;
	if (is_top(r, from, to))
		return to;
	if (top < to && r->low[top] == '-')
		return is_top(r, from, top) ? top : from;
	return gegeven_is(r, (struct stretch){from, top}, usual_tops) ? top : from;
}

/* Labels with points between; the longest that ends in letters. */
static bool read_domain(const struct gegeven_text *r, size_t i, struct domain *out)
{
	struct domain d = {0};
	const struct sign *point = NULL;
	*out = d;
	for (size_t next = i;;) {
		size_t to = label_end(r, next);
		if (to == next)
			break;
		size_t top = point ? top_end(r, next, to) : next;
		if (top > next) {
			*out = d;
			add(out, r, next, top);
		}
		add(&d, r, next, to);
		point = sign_at(r, to, points, false, &next);
		if (!point)
			point = sign_at(r, to, points + 1, true, &next);
		next += point && r->low[next] == '.' && r->low[next - 1] == '.'; /* twice, by a slip */
		size_t slip = out->len ? to : slip_at(r, to);
		if (slip > to) {
			point = points;
			next = slip;
		}
		if (!point)
			break;
	}
	return out->len > 0;
}

/* "fatma@gmail": where that is left out which everybody knows. */
static bool read_known_host(const struct gegeven_text *r, size_t i, struct domain *out)
{
	static const char *const hosts[] = {
		"gmail", "hotmail", "outlook", "yahoo", "icloud", "ziggo", "kpnmail", "xs4all", "upcmail", NULL};
	size_t to = label_end(r, i);
	*out = (struct domain){0};
	if (gegeven_is(r, (struct stretch){i, to}, hosts))
		add(out, r, i, to);
	return out->len > 0;
}

static char lower(char c)
{
	return read_capital(c) ? (char)(c - 'A' + 'a') : c;
}

static bool same(const char *a, size_t len, const char *own)
{
	for (size_t i = 0; i < len; i++)
		if (a[i] != lower(own[i]))
			return false;
	return true;
}

/* Is it the domain `own`, or below it; or, where own is a whole address, that address? */
static bool is_of(const struct gegeven_text *r, size_t from, size_t local_to, const struct domain *d, const char *own, size_t len)
{
	const char *at = memchr(own, '@', len);
	if (at) {
		size_t local = (size_t)(at - own);
		if (local != local_to - from || len - local - 1 != d->len)
			return false;
		return same(r->low + from, local, own) && same(d->text, d->len, at + 1);
	}
	if (d->len < len || !same(d->text + d->len - len, len, own))
		return false;
	return d->len == len || d->text[d->len - len - 1] == '.';
}

static bool is_own(const struct gegeven_text *r, size_t from, size_t local_to, const struct domain *d)
{
	static const char blanks[] = " ,;\t\n";
	for (const char *own = r->own + strspn(r->own, blanks); *own; own += strspn(own, blanks)) {
		size_t len = strcspn(own, blanks);
		if (is_of(r, from, local_to, d, own, len))
			return true;
		own += len;
	}
	return false;
}

static void look_at(struct gegeven_text *r, size_t i)
{
	struct domain d;
	size_t to, from, local_to = i;
	const struct sign *sign = sign_at(r, i, at_signs, r->low[i] != '@', &to);
	if (!sign && r->low[i] == ' ')
		sign = sign_at(r, i, at_signs, true, &to);
	if (!sign)
		return;
	while (*sign->text == '@' && r->low[to] == '@')
		to++;
	if (*sign->text == '@' && (r->low[to] == ' ' || (r->low[to] == '\n' && r->low[i] == '@')))
		to++;
	from = local_start(r, local_to);
	if (from == local_to || gegeven_before(r, from) == '@')
		return;
	if (!read_domain(r, to, &d) && (r->low[to - 1] != '@' || !read_known_host(r, to, &d)))
		return;
	if (sign->bare && (!is_usual(&d) || memcmp(d.text, "www.", 4) == 0))
		return;
	if (is_own(r, from, local_to, &d))
		gegeven_block(r, from, d.end);
	else
		gegeven_add(r, GEGEVEN_EMAIL, from, d.end);
}

void find_mail(struct gegeven_text *r)
{
	for (size_t i = 1; i < r->n; i++)
		if (strchr("@([{< ", r->low[i]) && is_local(r->low[i - 1] == '"' ? 'a' : r->low[i - 1]))
			look_at(r, i);
}
