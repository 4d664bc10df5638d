/* A person who types the whole plan of Sluiswijk, key by key, from an empty one.  The file must say the same as
 * plans/sluiswijk.yaml; and whenever the program is killed on the way, no more than the last 20 keys may be gone, and
 * nothing that was saved.
 *
 * The typist sees what a person sees: the screen as text.  Where the sign of the chosen row stands tells what comes next.  A kill is
 * not played: what is on disk at that moment is copied, and opened as the next sitting would. */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "base/text.h"
#include "plan/path.h"
#include "plan/plan.h"
#include "screens/open.h"
#include "term/shot.h"
#include "term/stack.h"
#include "term/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KEYS_LOST = 20 };

/* What stood there, and was being typed, after a key. */
struct state {
	unsigned long long doc, typed;
};

struct typist {
	struct ui ui;
	struct session *session;
	char *record, *state_dir;
	struct str typed;            /* in the field that is open */
	VEC(struct state) states;    /* by key */
	unsigned long long saved;    /* the document that was saved last */
	unsigned long long random;
	size_t cuts, next_cut;
	size_t hang_up;              /* the key after which the line goes; 0: never */
	bool lost;                   /* the walk has ended: the line went, or the screen was not what it should be */
};

static struct moment noon(void *ctx)
{
	(void)ctx;
	return (struct moment){1557662520, 120};
}

static unsigned long long hash(const char *bytes, size_t len)
{
	unsigned long long h = 14695981039346656037u;
	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)bytes[i]) * 1099511628211u;
	return h;
}

/* --- what is on disk ------------------------------------------------------------------- */

static unsigned long long hash_doc(const struct doc *d)
{
	return hash(d->bytes, d->len);
}

static struct session *open_session(const struct typist *t, const char *state_dir)
{
	struct session *s = NULL;
	struct err e = {0};
	struct world w = {.now = noon, .state_dir = state_dir, .config_dir = t->state_dir};
	if (!CHECK_NUMBER(session_open(&s, t->record, "Anna Jansen <anna@example.nl>", &w, &e), OK))
		printf("  %s\n", e.text);
	return s;
}

/* Is what the next sitting finds how it was at most `keys` keys ago? */
static bool is_recent(const struct typist *t, struct state found, size_t keys)
{
	size_t from = t->states.count > keys ? t->states.count - keys - 1 : 0;
	for (size_t i = t->states.count; i-- > from;)
		if (t->states.p[i].doc == found.doc && t->states.p[i].typed == found.typed)
			return true;
	return false;
}

/* As if the program were gone now: opens what it left, in a copy of its folder.  No more than `keys` may be lost. */
static void cut(struct typist *t, size_t keys)
{
	struct str copy = {0}, command = {0};
	struct draft_offer offer;
	struct sitting *sitting = NULL;
	struct err e = {0};
	str_addf(&copy, "%s.%zu", t->state_dir, t->cuts++);
	str_addf(&command, "cp -r '%s' '%s' 2>/dev/null || mkdir '%s'", t->state_dir, copy.p, copy.p);
	CHECK_NUMBER(system(command.p), 0);
	struct session *s = open_session(t, copy.p);
	if (CHECK_NUMBER(sitting_open(&sitting, s, "sluiswijk", &e), OK)) {
		struct state found = {0};
		CHECK(hash_doc(sitting_doc(sitting)) == t->saved);
		if (sitting_offer(sitting, &offer)) {
			found.typed = offer.text_len ? hash(offer.text, offer.text_len) : 0;
			CHECK_NUMBER(sitting_take_draft(sitting, &e), OK);
			draft_offer_clear(&offer);
		}
		found.doc = hash_doc(sitting_doc(sitting));
		if (!CHECK(is_recent(t, found, keys)))
			printf("  after key %zu\n", t->states.count);
	}
	sitting_free(sitting);
	session_free(s);
	str_free(&copy);
	str_free(&command);
}

/* --- the keyboard and the screen ---------------------------------------------------------- */

/* The document that the screens show; NULL on the overview. */
static const struct doc *present(const struct typist *t)
{
	const struct screen *s = t->ui.top;
	while (s && s->class != &plan_class)
		s = s->below;
	return s ? sitting_doc(work_of(s)->sitting) : NULL;
}

static void press(struct typist *t, uint32_t key)
{
	if (t->lost)
		return;
	ui_handle(&t->ui, &(struct event){.key = key});
	frame_draw(&t->ui);
	const struct doc *d = present(t);
	vec_push(&t->states, (struct state){d ? hash_doc(d) : t->saved, t->typed.len ? hash(t->typed.p, t->typed.len) : 0});
	if (t->next_cut && --t->next_cut == 0) {
		cut(t, KEYS_LOST);
		t->next_cut = 1 + test_random(&t->random, 600);
	}
	if (t->states.count == t->hang_up) {
		ui_handle(&t->ui, &(struct event){.key = K_HANGUP});
		t->lost = true;
	}
}

static void press_times(struct typist *t, uint32_t key, size_t times)
{
	while (times--)
		press(t, key);
}

/* Types a text in the field that is open; its lines are ended by Enter. */
static void type(struct typist *t, const char *text, size_t len)
{
	for (size_t at = 0, next; at < len; at = next) {
		uint32_t cp;
		next = at + text_decode(text + at, len - at, &cp);
		str_add(&t->typed, text + at, next - at);
		press(t, cp == '\n' ? K_ENTER : cp);
	}
}

/* The field closes by this key: its text is in the plan. */
static void close_field(struct typist *t, uint32_t key)
{
	str_clear(&t->typed);
	press(t, key);
}

static void read_screen(struct str *out)
{
	char *text = NULL;
	size_t len = 0;
	FILE *file = open_memstream(&text, &len);
	shot_write(file, "x", 1);
	fclose(file);
	str_add(out, text, len);
	free(text);
}

/* The walk can't go on: shows the screen beside what should have been there. */
static void lose(struct typist *t, const char *wanted)
{
	struct str screen = {0};
	if (t->lost)
		return;
	read_screen(&screen);
	CHECK_TEXT(str_text(&screen), wanted);
	str_free(&screen);
	t->lost = true;
}

/* Does the row with the sign of the chosen one begin with this label? */
static bool is_on(const char *label)
{
	struct str screen = {0};
	size_t len = strlen(label);
	read_screen(&screen);
	const char *row = strstr(str_text(&screen), "\n▸");
	row = row ? row + 4 + strspn(row + 4, " ") : NULL;
	bool on = row && strncmp(row, label, len) == 0 && strchr(" *!?\n", row[len]);
	str_free(&screen);
	return on;
}

static void go_to(struct typist *t, const char *label)
{
	press(t, K_HOME);
	for (size_t i = 0; i < 80 && !t->lost; i++) {
		if (is_on(label))
			return;
		press(t, K_TAB);
	}
	lose(t, label);
}

/* --- the fields ------------------------------------------------------------------------------ */

static void fill_record(struct typist *t, const struct field *parent, const struct node *from, const struct field *skip);

static void fill_choice(struct typist *t, const struct field *f, const struct node *from)
{
	size_t row = 0;
	while (f->choices[row].value && !node_is_text(from, f->choices[row].value))
		row++;
	press(t, K_ENTER);
	press(t, K_HOME);
	press_times(t, K_DOWN, row);
	press(t, K_ENTER);
}

static void fill_value(struct typist *t, const struct field *f, const struct node *from)
{
	if (f->kind == KIND_CHOICE) {
		fill_choice(t, f, from);
	} else if (f->kind == KIND_YES_NO) {
		press_times(t, K_ENTER, node_is_text(from, "ja") ? 1 : 2);
	} else {
		press(t, K_ENTER);
		type(t, from->text, from->len);
		close_field(t, f->kind == KIND_PROSE ? K_ESC : K_ENTER);
	}
}

/* The text that a new item is asked for. */
static const struct field *name_field(const struct field *list)
{
	if (list->kind == KIND_TEXTS)
		return NULL;
	return list->flags & FIELD_KEYED ? schema_child(list, "titel", 5) : schema_first(list);
}

static void add_item(struct typist *t, const struct field *list, const struct node *from)
{
	const struct field *name = name_field(list);
	const struct node *text = from->kind == NODE_SCALAR ? from : node_get(from, name->key);
	press(t, 'a');
	type(t, text ? text->text : "?", text ? text->len : 1);
	if (list->flags & FIELD_KEYED) { /* the draft has the titel until the id is given */
		press(t, K_ENTER);
		press(t, K_CTRL_A);
		const char *id = plan_id(from);
		for (const char *c = id; *c; c++)
			press(t, (unsigned char)*c);
	}
	close_field(t, K_ENTER);
	if (from->kind != NODE_MAP || from->count == (list->flags & FIELD_KEYED ? 2 : 1))
		return;
	press(t, K_ENTER);
	fill_record(t, list, from, name);
	if (!text) { /* a phase without a name: it is emptied again */
		go_to(t, name->label);
		press(t, K_ENTER);
		press(t, K_CTRL_A);
		press(t, K_BACKSPACE);
		press(t, K_ENTER);
	}
	press(t, K_ESC);
}

static void fill_list(struct typist *t, const struct field *f, const struct node *from)
{
	for (size_t i = 0; i < from->count && !t->lost; i++)
		add_item(t, f, from->items[i]);
}

/* The row of the field is chosen. */
static void fill_field(struct typist *t, const struct field *f, const struct node *from)
{
	if (f->kind == KIND_RECORD) {
		press(t, K_ENTER);
		fill_record(t, f, from, NULL);
		press(t, K_ESC);
	} else if (schema_is_list(f)) {
		fill_list(t, f, from);
	} else {
		fill_value(t, f, from);
	}
}

static void fill_record(struct typist *t, const struct field *parent, const struct node *from, const struct field *skip)
{
	for (const struct field *f = schema_first(parent); f && !t->lost; f = schema_next(f)) {
		const struct node *n = node_get(from, f->key);
		if (!n || f == skip || f->kind == KIND_SLUG)
			continue;
		go_to(t, f->label);
		fill_field(t, f, n);
	}
}

/* --- the plan ---------------------------------------------------------------------------------- */

static void save(struct typist *t)
{
	press(t, K_CTRL_S);
	for (const char *c = "Opgesteld"; *c; c++)
		press(t, (unsigned char)*c);
	/* what is saved is what stood there: known before the key that does it */
	const struct doc *d = present(t);
	unsigned long long saved = d ? hash_doc(d) : 0;
	size_t hold = t->next_cut;
	t->next_cut = 0;
	if (t->lost)
		return;
	press(t, K_ENTER);
	t->next_cut = hold;
	t->saved = saved;
	if (t->ui.top && t->ui.top->class != &plan_class)
		lose(t, "saved");
}

static void fill_board(struct typist *t, const struct node *from);

/* Of the plan itself what stands on the section "Algemeen". */
static void fill_general(struct typist *t, const struct node *from)
{
	go_to(t, "Algemeen");
	press(t, K_ENTER);
	for (const struct field *f = schema_first(NULL); f->kind != KIND_PROSE && !t->lost; f = schema_next(f)) {
		const struct node *n = node_get(from, f->key);
		if (!n || f->flags & FIELD_REQUIRED || strcmp(f->key, "wijk") == 0)
			continue;
		go_to(t, f->label);
		fill_field(t, f, n);
	}
	press(t, K_ESC);
}

static void fill_section(struct typist *t, const struct field *f, const struct node *from)
{
	go_to(t, f->label);
	if (f->flags & FIELD_REASON_REMOVE) { /* the speerpunten stand on the plan itself */
		fill_list(t, f, from);
		return;
	}
	press(t, K_ENTER);
	if (strcmp(f->key, "swot") == 0)
		fill_board(t, from);
	else if (f->kind == KIND_RECORD)
		fill_record(t, f, from, NULL);
	else
		fill_field(t, f, from);
	press(t, K_ESC);
}

static void fill_plan(struct typist *t, const struct node *from)
{
	fill_general(t, from);
	save(t);
	const struct field *f = schema_first(NULL);
	while (f->kind != KIND_PROSE)
		f = schema_next(f);
	for (; f && !t->lost; f = schema_next(f)) {
		const struct node *n = node_get(from, f->key);
		if (!n)
			continue;
		fill_section(t, f, n);
		save(t);
	}
}

/* From quadrant to quadrant by Tab, and down through its groups. */
static void fill_board(struct typist *t, const struct node *from)
{
	const struct field *first = schema_first(schema_find("swot"));
	for (int i = 0; i < 8 && !is_on(first->label); i++)
		press(t, K_BACKTAB);
	for (const struct field *f = first; f && !t->lost; f = schema_next(f)) {
		const struct node *n = node_get(from, f->key);
		if (f->kind != KIND_RECORD) {
			fill_field(t, f, n);
			continue;
		}
		press(t, K_TAB);
		press(t, K_HOME);
		for (const struct field *group = schema_first(f); group; group = schema_next(group)) {
			const struct node *list = node_get(n, group->key);
			if (!list)
				continue;
			fill_list(t, group, list);
			press(t, K_DOWN);
		}
		press(t, K_UP);
	}
}

/* --- the walk ------------------------------------------------------------------------------------ */

static char *path(const char *dir, const char *name)
{
	struct str s = {0};
	str_addf(&s, "%s/%s", dir, name);
	return str_take(&s);
}

static struct doc *read_plan(const char *file)
{
	static char bytes[1 << 20];
	struct doc *d = NULL;
	struct err e = {0};
	FILE *f = fopen(file, "r");
	size_t len = f ? fread(bytes, 1, sizeof bytes, f) : 0;
	if (f)
		fclose(f);
	if (!CHECK_NUMBER(doc_parse(&d, bytes, len, &e), OK))
		printf("  %s: %s\n", file, e.text);
	return d;
}

static void begin(struct typist *t, const char *name)
{
	const char *scratch = getenv("SCRATCH");
	char made[] = "/tmp/buurtplan-typen-XXXXXX";
	char *dir = path(scratch ? scratch : mkdtemp(made), name);
	struct err e = {0};
	*t = (struct typist){.record = path(dir, "record.git"), .state_dir = path(dir, "state"), .random = test_seed()};
	mkdir(dir, 0700);
	setenv("HOME", dir, 1);
	CHECK_NUMBER(session_create(t->record, NULL, "Beheer <beheer@example.nl>", NULL, NULL, NULL, &e), OK);
	t->session = open_session(t, t->state_dir);
	ui_open(&t->ui, overzicht_new(t->session));
	CHECK_NUMBER(terminal_start_blind(&e), OK);
	resize_term(24, 80);
	frame_draw(&t->ui);
	free(dir);
}

static void end(struct typist *t)
{
	terminal_stop();
	ui_clear(&t->ui);
	session_free(t->session);
	free(t->record);
	free(t->state_dir);
	str_free(&t->typed);
	vec_free(&t->states);
}

static void check_result(const struct typist *t, const struct doc *want)
{
	struct doc *got = NULL;
	struct err e = {0};
	if (!CHECK_NUMBER(session_read(t->session, "sluiswijk", &got, &e), OK))
		return;
	if (!CHECK(node_equal(got->root, want->root))) {
		struct diff d;
		diff_init(&d, want, got);
		for (size_t i = 0; i < d.changes.count && i < 10; i++) {
			struct str where = {0};
			path_label(&where, d.changes.p[i].old ? d.changes.p[i].old : d.changes.p[i].new);
			printf("  differs: %s\n", str_text(&where));
			str_free(&where);
		}
		diff_clear(&d);
	}
	doc_free(got);
}

static void answer(struct typist *t, const char *text)
{
	for (const char *c = text; *c; c++)
		press(t, (unsigned char)*c);
	press(t, K_ENTER);
}

/* From no plan at all. */
static void type_plan(struct typist *t, const struct doc *want)
{
	size_t cut_later = t->next_cut;
	t->next_cut = 0; /* there is nothing to open yet */
	press(t, 'n');
	answer(t, plan_text(want->root, "buurt"));
	answer(t, plan_text(want->root, "wijk"));
	press(t, K_ENTER); /* the name that is proposed */
	if (present(t))
		t->saved = hash_doc(present(t));
	else
		lose(t, "the new plan");
	t->next_cut = cut_later;
	fill_plan(t, want->root);
}

TEST(the_whole_plan_is_typed_in)
{
	struct typist t;
	struct doc *want = read_plan("plans/sluiswijk.yaml");
	if (!want)
		return;
	begin(&t, "typen");
	t.next_cut = 1 + test_random(&t.random, 600);
	type_plan(&t, want);
	CHECK(!t.lost);
	CHECK(t.cuts > 20);
	printf("  %zu keys, opened again after %zu of them\n", t.states.count, t.cuts);
	check_result(&t, want);
	end(&t);
	doc_free(want);
}

/* When the line goes, nothing at all is lost. */
TEST(the_line_goes_on_the_way)
{
	struct doc *want = read_plan("plans/sluiswijk.yaml");
	unsigned long long random = test_seed();
	for (int i = 0; want && i < 5; i++) {
		struct typist t;
		char name[32];
		snprintf(name, sizeof name, "hangup%d", i);
		begin(&t, name);
		t.hang_up = 100 + test_random(&random, 20000); /* the plan is there by then */
		type_plan(&t, want);
		if (CHECK(t.lost && t.states.count == t.hang_up))
			cut(&t, 0);
		end(&t);
	}
	doc_free(want);
}
