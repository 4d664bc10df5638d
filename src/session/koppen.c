/* What the overview says of a plan, worked out once for each blob: the plan is not read for it again, by nobody. */
#include "session/internal.h"

#include "base/hash.h"
#include "base/text.h"
#include "plan/check.h"

#include <string.h>

enum { KOPPEN_FORMAT = 1 /* one more when a kop is made in another way, or what is in it comes out different */ };

/* A kop: these, and behind them the texts of TEXTS, each with its NUL. */
struct numbers {
	uint32_t speerpunten, klaar;
	uint8_t progress, away, findings;
};
enum { BUURT, WIJK, GEMEENTE, STATUS, ALIASSEN, FOLDED, TEXTS };

/* A kop, and what is known (known.c), comes out different where the program or what it knows of fields is different. */
static uint64_t format_now(void)
{
	uint64_t h = hash_add(HASH_START, BUURTPLAN_VERSION, sizeof BUURTPLAN_VERSION);
	for (size_t i = 0; i < schema_field_count; i++) {
		const struct field *f = &schema_fields[i];
		unsigned about[] = {(unsigned)f->depth, f->kind, f->flags};
		h = hash_add(hash_add(h, f->key, strlen(f->key) + 1), (const char *)about, sizeof about);
		for (const struct choice *c = f->choices; c && c->value; c++)
			h = hash_add(h, c->value, strlen(c->value) + 1);
	}
	return h + KOPPEN_FORMAT;
}

struct store_cache *koppen(struct session *s)
{
	if (!s->koppen)
		s->koppen = store_cache_new(s->store, "koppen", format_now());
	store_cache_refresh(s->koppen);
	return s->koppen;
}

/* Not read yet: who has only something to add doesn't need it. */
static void bekend_new(struct session *s)
{
	if (!s->bekend)
		s->bekend = store_cache_new(s->store, "bekend", format_now());
}

struct store_cache *bekend(struct session *s)
{
	bekend_new(s);
	store_cache_refresh(s->bekend);
	return s->bekend;
}

static void add_text(struct str *out, const char *text)
{
	str_add(out, text, strlen(text) + 1);
}

static void add_aliassen(struct str *out, const struct doc *d)
{
	const struct node *names = plan_list(d->root, "aliassen");
	for (size_t i = 0; names && i < names->count; i++)
		if (names->items[i]->kind == NODE_SCALAR)
			str_addf(out, " %s", names->items[i]->text);
	str_add_char(out, '\0');
}

static bool has_findings(const struct doc *d)
{
	struct findings found = {0};
	check_doc(&found, d);
	bool has = found.count > 0;
	findings_free(&found);
	return has;
}

bool kop_take(struct plan_row *row, const char *kop, size_t len)
{
	struct numbers n;
	const char *texts[TEXTS], *end = kop + len;
	if (len < sizeof n)
		return false;
	memcpy(&n, kop, sizeof n);
	kop += sizeof n;
	for (size_t i = 0; i < TEXTS; i++) {
		texts[i] = kop;
		kop = memchr(kop, '\0', (size_t)(end - kop));
		if (!kop++)
			return false;
	}
	row->aliassen = texts[ALIASSEN];
	row->folded = texts[FOLDED];
	row->findings = n.findings;
	row->summary = (struct plan_summary){
		.buurt = texts[BUURT], .wijk = texts[WIJK], .gemeente = texts[GEMEENTE],
		.status_value = texts[STATUS], .status = plan_show_status(texts[STATUS]),
		.away = n.away, .speerpunten = n.speerpunten, .klaar = n.klaar, .progress = n.progress,
	};
	return true;
}

void kop_make(struct session *s, struct plan_row *row, const struct doc *d)
{
	struct str out = {0};
	struct plan_summary sum;
	struct numbers n = {0};
	plan_summarise(&sum, d);
	n.speerpunten = (uint32_t)sum.speerpunten;
	n.klaar = (uint32_t)sum.klaar;
	n.progress = (uint8_t)sum.progress;
	n.away = sum.away;
	n.findings = has_findings(d);
	str_add(&out, (const char *)&n, sizeof n);
	add_text(&out, sum.buurt);
	add_text(&out, sum.wijk);
	add_text(&out, sum.gemeente);
	add_text(&out, sum.status_value);
	add_aliassen(&out, d);
	text_fold(&out, sum.buurt, strlen(sum.buurt));
	str_add_char(&out, '\0');
	kop_take(row, store_cache_put(s->koppen, row->blob, out.p, out.len), out.len);
	str_free(&out);
	bekend_new(s);
	known_make(s, row->blob, d, &(size_t){0});
}
