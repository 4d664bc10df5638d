#include "plan/advies_internal.h"

#include "base/date.h"
#include "base/taal.h"
#include "base/vec.h"
#include "plan/path.h"
#include "plan/plan.h"

#include <stdlib.h>
#include <string.h>

/* The records that rules look at. */
enum about { ABOUT_PLAN, ABOUT_PERIODE, ABOUT_PRESTATIE, ABOUT_SPEERPUNT, ABOUT_VRAAG, ABOUT_ACTIVITEIT, ABOUT_FASE, ABOUT_AFSPRAAK, ABOUT_OVERDRACHT };

/* The status of the speerpunt that the record is in. */
enum {
	NEW = 1, LOPEND = 2, AFGEROND = 4, OVERGEDRAGEN = 8, GESTOPT = 16, /* NEW: voorgenomen, or not said */
	OPEN = NEW | LOPEND, DONE = AFGEROND | OVERGEDRAGEN, ALL = OPEN | DONE | GESTOPT
};

struct looking {
	struct adviezen *out;
	int today;                /* 0: not known */
	const struct node *periode;
	struct span begin, end;   /* of the plan; both empty where they make no period */
	unsigned status;          /* of this speerpunt … */
	struct fasen fasen;       /* … and its phases */
};

/* A rule that holds says at which node or missing field, and appends its sentence. */
struct rule {
	const char *word;
	enum about about;
	unsigned when;
	bool (*look)(const struct looking *l, const struct rule *r, const struct node *record, struct advies *a, struct str *s);
	const char *key, *text; /* of what is missing, and of the questions of the toets */
};

static bool is_past(const struct looking *l, struct span day)
{
	return day.last && day.last < l->today;
}

/* `sentence` has a %s for each of the two dates, or for the first. */
PRINTF(2, 0) static void say_dates(struct str *s, const char *sentence, const char *first, const char *second)
{
	struct str a = {0}, b = {0};
	date_month(&a, first);
	date_month(&b, second);
	str_addf(s, sentence, str_text(&a), str_text(&b));
	str_free(&a);
	str_free(&b);
}

static bool is_one_of(const char *text, const char *const words[])
{
	for (; *words; words++)
		if (strcmp(text, *words) == 0)
			return true;
	return false;
}

/* --- periods and phases ------------------------------------------------------------- */

static bool runs_backwards(const struct looking *l, const struct rule *r, const struct node *record, struct advies *a, struct str *s)
{
	(void)l, (void)r;
	struct span van = span_of(record, "van"), tot = span_of(record, "tot");
	if (!van.first || !tot.last || tot.last >= van.first)
		return false;
	a->node = plan_get(record, "tot");
	say_dates(s, _("Het eind (%s) ligt voor het begin (%s). Pas Van of Tot en met aan."), plan_text(record, "tot"), plan_text(record, "van"));
	return true;
}

/* A month in which the plan begins or ends is inside. */
static bool is_outside(const struct looking *l, const struct rule *r, const struct node *record, struct advies *a, struct str *s)
{
	(void)r;
	struct span van = span_of(record, "van"), tot = span_of(record, "tot");
	const char *begin = plan_text(l->periode, "van"), *end = plan_text(l->periode, "tot");
	bool early = van.last && van.last < l->begin.first, late = l->end.last && van.first > l->end.last;
	if (early)
		say_dates(s, _("Dit begint (%s) voordat het plan begint (%s). Pas Van aan, of de periode van het plan."), plan_text(record, "van"), begin);
	else if (late)
		say_dates(s, _("Dit begint (%s) als het plan al voorbij is (%s). Pas Van aan, of de periode van het plan."), plan_text(record, "van"), end);
	a->node = plan_get(record, early || late ? "van" : "tot");
	if (early || late)
		return true;
	early = tot.last && tot.last < l->begin.first;
	late = l->end.last && tot.first > l->end.last;
	if (early)
		say_dates(s, _("Dit eindigt (%s) voordat het plan begint (%s). Pas Tot en met aan, of de periode van het plan."), plan_text(record, "tot"), begin);
	else if (late)
		say_dates(s, _("Dit eindigt (%s) als het plan al voorbij is (%s). Pas Tot en met aan, of de periode van het plan."), plan_text(record, "tot"), end);
	return early || late;
}

static const struct fase *fase_at(const struct looking *l, const struct node *record)
{
	return &l->fasen.p[record->index];
}

static bool is_out_of_order(const struct looking *l, const struct rule *r, const struct node *record, struct advies *a, struct str *s)
{
	(void)r;
	const struct fase *f = fase_at(l, record);
	if (f->above) {
		a->node = plan_get(record, f->tot.last ? "tot" : "van");
		say_dates(s, _("Deze fase is klaar (%s) voordat de fase erboven begint (%s). Klopt dat? Pas anders de maanden aan, of zet de fasen in de goede volgorde."),
			  a->node->text, plan_text(f->above, "van"));
	} else if (f->follows) {
		a->node = plan_get(record, "van");
		str_addf(s, _("Deze fase begint eerder dan de fase %s. Klopt dat? Pas anders de maanden aan."), plan_text(f->follows, "fase"));
	}
	return f->above || f->follows;
}

static bool overlaps(const struct looking *l, const struct rule *r, const struct node *record, struct advies *a, struct str *s)
{
	(void)r;
	const struct node *other = fase_at(l, record)->during;
	if (!other)
		return false;
	struct str tot = {0};
	date_month(&tot, plan_text(other, "tot"));
	a->node = plan_get(record, "van");
	str_addf(s, _("Deze fase begint terwijl de fase %s nog loopt (tot en met %s). Klopt dat? Pas anders de maanden van een van beide aan."),
		 plan_text(other, "fase"), str_text(&tot));
	str_free(&tot);
	return true;
}

/* --- what is past -------------------------------------------------------------------- */

static bool plan_is_past(const struct looking *l, const struct rule *r, const struct node *root, struct advies *a, struct str *s)
{
	(void)r;
	static const char *const before[] = {"analyse", "vaststelling", "uitvoering", NULL};
	if (!is_past(l, l->end) || !is_one_of(plan_text(root, "status"), before))
		return false;
	a->node = plan_get(root, "status");
	say_dates(s, _("De periode van dit plan is voorbij (%s). Kies de status evaluatie of overgedragen, of maak de periode langer."), plan_text(l->periode, "tot"), "");
	return true;
}

static bool speerpunt_is_past(const struct looking *l, const struct rule *r, const struct node *record, struct advies *a, struct str *s)
{
	(void)r;
	const struct node *last = l->fasen.last;
	if (!last || !is_past(l, span_of(last, "tot")))
		return false;
	a->node = plan_get(record, "status");
	say_dates(s, _("Dit speerpunt is lopend, maar de laatste fase is voorbij (%s). Kies de status afgerond of overgedragen, of zet bij Fasering wat er nog komt."),
		  plan_text(last, "tot"), "");
	return true;
}

static bool activiteit_is_past(const struct looking *l, const struct rule *r, const struct node *record, struct advies *a, struct str *s)
{
	(void)r;
	static const char *const coming[] = {"gepland", "bezig", NULL};
	if (!is_past(l, span_of(record, "gereed")) || !is_one_of(plan_text(record, "status"), coming))
		return false;
	a->node = plan_get(record, "gereed");
	say_dates(s, _("De datum van deze activiteit is voorbij (%s). Kies de status klaar of vervallen, of vul bij Gereed in wanneer het nu klaar moet zijn."),
		  a->node->text, "");
	return true;
}

/* An agreement or a handover; one without a status is open. */
static bool is_overdue(const struct looking *l, const struct rule *r, const struct node *record, struct advies *a, struct str *s)
{
	static const char *const open[] = {"open", "", NULL};
	if (!is_past(l, span_of(record, "voor")) || !is_one_of(plan_text(record, "status"), open))
		return false;
	a->node = plan_get(record, "voor");
	say_dates(s, r->text, a->node->text, "");
	return true;
}

/* --- what is missing ------------------------------------------------------------------ */

static void set_missing(struct advies *a, const struct node *record, const char *key)
{
	a->node = record;
	a->field = schema_child(schema_of(record), key, strlen(key));
}

static bool list_is_missing(const struct looking *l, const struct rule *r, const struct node *record, struct advies *a, struct str *s)
{
	(void)l;
	const struct node *list = plan_get(record, r->key);
	if (list && (list->kind != NODE_LIST || list->count > 0))
		return false;
	str_add_text(s, r->text);
	set_missing(a, record, r->key);
	return true;
}

/* Somebody takes it over, or it went to where policy is made (recommendation 5). */
static bool overdracht_is_missing(const struct looking *l, const struct rule *r, const struct node *record, struct advies *a, struct str *s)
{
	(void)l;
	const struct node *n = plan_get(record, r->key);
	if (n && (n->kind != NODE_MAP || *plan_text(n, "aan") || *plan_text(n, "opschaling") || strcmp(plan_text(n, "status"), "opgeschaald") == 0))
		return false;
	str_add_text(s, r->text);
	set_missing(a, n ? n : record, n ? "aan" : r->key);
	return true;
}

/* One question of the toets (recommendation 1 of the evaluation of 2019). */
static bool toets_says_no(const struct looking *l, const struct rule *r, const struct node *record, struct advies *a, struct str *s)
{
	(void)l;
	const struct node *n = plan_get(record, "oordeel");
	if (!node_key_is(record, r->key) || !n || !node_is_text(n, "nee"))
		return false;
	a->node = n;
	str_add_text(s, r->text);
	return true;
}

/* --- the rules -------------------------------------------------------------------------- */

/* clang-format off */
static const struct rule rules[] = {
	{"plan_past", ABOUT_PLAN, ALL, plan_is_past, NULL, NULL},
	{"period_backwards", ABOUT_PERIODE, ALL, runs_backwards, NULL, NULL},
	{"milestone_backwards", ABOUT_PRESTATIE, ALL, runs_backwards, NULL, NULL},
	{"milestone_outside", ABOUT_PRESTATIE, ALL, is_outside, NULL, NULL},
	{"speerpunt_past", ABOUT_SPEERPUNT, LOPEND, speerpunt_is_past, NULL, NULL},
	{"goal_missing", ABOUT_SPEERPUNT, OPEN, list_is_missing, "doelstellingen",
	 N_("Er staat nog geen doelstelling. Schrijf op wat u met dit speerpunt wilt bereiken.")},
	{"result_missing", ABOUT_SPEERPUNT, LOPEND | DONE, list_is_missing, "resultaten",
	 N_("Er staat nog geen resultaat. Schrijf op wat dit speerpunt oplevert.")},
	{"partner_missing", ABOUT_SPEERPUNT, LOPEND, list_is_missing, "organisatie",
	 N_("Er staat nog geen partner. Schrijf op met wie u dit speerpunt aanpakt.")},
	{"handover_missing", ABOUT_SPEERPUNT, LOPEND | DONE, overdracht_is_missing, "overdracht",
	 N_("Er staat nog niet wie dit overneemt. Vul dat in bij Aan. Kan niemand het overnemen, vul dan Opschaling in.")},
	{"test_no", ABOUT_VRAAG, OPEN, toets_says_no, "tussen_wal_en_schip",
	 N_("Volgens deze toets kan een ander dit oppakken. Een buurtmaker doet wat tussen wal en schip valt. Draag dit speerpunt over, of stop ermee.")},
	{"test_no", ABOUT_VRAAG, OPEN, toets_says_no, "probleemgestuurd",
	 N_("Volgens deze toets gaat het niet om een probleem. Activiteiten van bewoners zijn werk voor het opbouwwerk. Draag dit speerpunt over, of stop ermee.")},
	{"test_no", ABOUT_VRAAG, OPEN, toets_says_no, "overleven",
	 N_("Volgens deze toets gaat het om samenleven. Dat is werk voor het opbouwwerk. Draag dit speerpunt over, of stop ermee.")},
	{"test_no", ABOUT_VRAAG, OPEN, toets_says_no, "geen_opvulmiddel",
	 N_("Volgens deze toets is dit het gewone werk van een ander. Draag dit speerpunt over, of stop ermee. Kan dat niet, zet dan bij Afspraken tot wanneer u het doet.")},
	{"activity_past", ABOUT_ACTIVITEIT, OPEN, activiteit_is_past, NULL, NULL},
	{"phase_backwards", ABOUT_FASE, OPEN | DONE, runs_backwards, NULL, NULL},
	{"phase_order", ABOUT_FASE, OPEN | DONE, is_out_of_order, NULL, NULL},
	{"phase_overlap", ABOUT_FASE, OPEN | DONE, overlaps, NULL, NULL},
	{"phase_outside", ABOUT_FASE, OPEN | DONE, is_outside, NULL, NULL},
	{"agreement_past", ABOUT_AFSPRAAK, ALL, is_overdue, NULL,
	 N_("De datum van deze afspraak is voorbij (%s). Kies bij Status of de afspraak is nagekomen, of vul bij Voor een nieuwe datum in.")},
	{"handover_past", ABOUT_OVERDRACHT, LOPEND | DONE, is_overdue, NULL,
	 N_("De datum van de overdracht is voorbij (%s). Kies de status overgedragen of opgeschaald, of vul bij Voor een nieuwe datum in.")},
};
/* clang-format on */
enum { RULES = sizeof rules / sizeof *rules };

const char *advies_word(size_t i)
{
	return i < RULES ? rules[i].word : NULL;
}

static void push(struct looking *l, const struct rule *r, struct advies a, struct str *take)
{
	a.word = r->word;
	a.text = str_take(take);
	vec_push(l->out, a);
}

/* All rules of a record; `one`: only the first that holds. */
static void look(struct looking *l, enum about about, const struct node *record, bool one)
{
	for (size_t i = 0; i < RULES; i++) {
		const struct rule *r = &rules[i];
		struct advies a = {0};
		struct str s = {0};
		if (r->about != about || !(r->when & l->status) || !r->look(l, r, record, &a, &s))
			continue;
		push(l, r, a, &s);
		if (one)
			return;
	}
}

static void look_at_list(struct looking *l, enum about about, const struct node *record, const char *key)
{
	const struct node *list = plan_list(record, key);
	for (size_t i = 0; list && i < list->count; i++)
		if (list->items[i]->kind == NODE_MAP)
			look(l, about, list->items[i], true);
}

static void look_at_record(struct looking *l, enum about about, const struct node *record)
{
	if (record && record->kind == NODE_MAP)
		look(l, about, record, false);
}

static void look_at_toets(struct looking *l, const struct node *toets)
{
	for (size_t i = 0; toets && toets->kind == NODE_MAP && i < toets->count; i++)
		look_at_record(l, ABOUT_VRAAG, toets->items[i]);
}

static unsigned status_of(const struct node *speerpunt)
{
	static const char *const words[] = {"lopend", "afgerond", "overgedragen", "gestopt"};
	const char *status = plan_text(speerpunt, "status");
	for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(status, words[i]) == 0)
			return (unsigned)LOPEND << i;
	return NEW;
}

static void look_at_speerpunt(struct looking *l, const struct node *speerpunt)
{
	if (speerpunt->kind == NODE_LIST)
		return;
	l->status = status_of(speerpunt);
	fasen_read(&l->fasen, plan_list(speerpunt, "fasering"));
	look(l, ABOUT_SPEERPUNT, speerpunt, false);
	look_at_toets(l, plan_get(speerpunt, "toets"));
	look_at_list(l, ABOUT_ACTIVITEIT, speerpunt, "activiteiten");
	look_at_list(l, ABOUT_FASE, speerpunt, "fasering");
	look_at_list(l, ABOUT_AFSPRAAK, speerpunt, "afspraken");
	look_at_record(l, ABOUT_OVERDRACHT, plan_get(speerpunt, "overdracht"));
}

/* A period that runs backwards says nothing of what is inside it. */
static void set_period(struct looking *l, const struct doc *d)
{
	l->periode = plan_get(d->root, "periode");
	struct span van = span_of(l->periode, "van"), tot = span_of(l->periode, "tot");
	if (van.first && tot.last && tot.last < van.first)
		return;
	l->begin = van;
	l->end = tot;
}

static int compare_node(const void *a, const void *b)
{
	const struct advies *x = a, *y = b;
	if (x->node != y->node)
		return x->node->id < y->node->id ? -1 : 1;
	return (x->field > y->field) - (x->field < y->field);
}

/* In one walk over the bytes. */
static void set_places(struct advies *p, size_t count, const struct doc *d)
{
	size_t at = d->bom ? 3 : 0;
	int line = 1, column = 1;
	for (size_t i = 0; i < count; i++) {
		size_t to = p[i].node->start;
		for (const char *lf; at < to && (lf = memchr(d->bytes + at, '\n', to - at)); line++, column = 1)
			at = (size_t)(lf - d->bytes) + 1;
		for (; at < to; at++)
			column += ((unsigned char)d->bytes[at] & 0xc0) != 0x80;
		p[i].line = line;
		p[i].column = column;
	}
}

void advies_doc(struct adviezen *out, const struct doc *d, int today)
{
	struct looking l = {.out = out, .today = today, .status = ALL};
	size_t first = out->count;
	set_period(&l, d);
	look(&l, ABOUT_PLAN, d->root, false);
	look_at_record(&l, ABOUT_PERIODE, l.periode);
	look_at_list(&l, ABOUT_PRESTATIE, d->root, "kwaliteit");
	const struct node *speerpunten = plan_speerpunten(d);
	for (size_t i = 0; speerpunten && i < speerpunten->count; i++)
		look_at_speerpunt(&l, speerpunten->items[i]);
	fasen_clear(&l.fasen);
	if (out->count > first)
		qsort(out->p + first, out->count - first, sizeof *out->p, compare_node);
	set_places(out->p + first, out->count - first, d);
}

/* --- what is said of one ------------------------------------------------------------------ */

void advies_path(struct str *out, const struct advies *a)
{
	path_of(out, a->node);
	if (a->field)
		str_addf(out, "/%s", a->field->key);
}

void advies_label(struct str *out, const struct advies *a)
{
	path_label(out, a->node);
	if (a->field)
		str_addf(out, " › %s", a->field->label);
}

void adviezen_free(struct adviezen *a)
{
	for (size_t i = 0; i < a->count; i++)
		free(a->p[i].text);
	vec_free(a);
}
