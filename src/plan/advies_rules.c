/* The rules of the advice: a table, and one small function for each thing to look at. */
#include "plan/advies_internal.h"

#include "base/date.h"
#include "base/taal.h"
#include "plan/plan.h"

#include <string.h>

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
	say_dates(s, _(r->text), a->node->text, "");
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
	str_add_text(s, _(r->text));
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
	str_add_text(s, _(r->text));
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
	str_add_text(s, _(r->text));
	return true;
}

/* --- the rules -------------------------------------------------------------------------- */

/* clang-format off */
const struct rule advies_rules[] = {
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
	{NULL, 0, 0, NULL, NULL, NULL},
};
/* clang-format on */
