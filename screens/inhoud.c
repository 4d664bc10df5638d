#include "screens/inhoud.h"

#include "base/taal.h"
#include "base/text.h"

#include <string.h>

static void contents_draw(const void *ctx, size_t row, struct area a, bool chosen)
{
	const struct inhoud *i = ctx;
	size_t head = i->shown.p[row];
	const struct block *b = &i->reading->p[i->heads.p[head]];
	bool current = head == i->current;
	int x = b->level > 1 ? (b->level - 1) * 2 : 0;
	draw_string(a, 0, x, a.cols - x, chosen ? ROLE_CHOSEN : current ? ROLE_HEADING : ROLE_TEXT, b->text);
	if (current && !chosen)
		draw_string((struct area){.y = a.y, .x = a.x - 1, .rows = 1, .cols = 1}, 0, 0, 1, ROLE_TEXT, draw_sign(SIGN_PATH));
}

static const struct list_class contents_list = {NULL, contents_draw, NULL};

/* --- which headings ---------------------------------------------------------------------- */

/* The heading, or the last that is shown before it. */
static void choose(struct inhoud *i, size_t head)
{
	for (size_t row = 0; row < i->shown.count && i->shown.p[row] <= head; row++)
		list_choose(&i->list, row);
}

static bool matches(const struct inhoud *i, size_t head, const struct str *wanted)
{
	const char *text = i->reading->p[i->heads.p[head]].text;
	struct str folded = {0};
	text_fold(&folded, text, strlen(text));
	bool found = wanted->len == 0 || memmem(str_text(&folded), folded.len, wanted->p, wanted->len);
	str_free(&folded);
	return found;
}

static const struct block *head_block(const struct inhoud *i, size_t head)
{
	return &i->reading->p[i->heads.p[head]];
}

/* A heading that is found comes with those above it: "Doelstellingen" alone does not say of what. */
static void show_above(const struct inhoud *i, size_t head, bool *shown)
{
	int level = head_block(i, head)->level;
	while (level > 1 && head-- > 0) {
		int own = head_block(i, head)->level;
		if (shown[head] && own <= level) /* what is above it is shown already */
			return;
		if (own >= level)
			continue;
		level = own;
		shown[head] = true;
	}
}

/* What the search leaves.  The chosen heading stays chosen where it is found, else the first that is. */
static void filter(struct inhoud *i)
{
	struct str wanted = {0};
	size_t len = 0, keep = i->shown.count ? i->shown.p[i->list.chosen] : i->current, chosen = SIZE_MAX;
	const char *typed = i->search ? editor_text(i->search, &len) : "";
	bool *shown = mem_alloc((i->heads.count + 1) * sizeof *shown);
	text_fold(&wanted, typed, len);
	for (size_t head = 0; head < i->heads.count; head++) {
		if (!matches(i, head, &wanted))
			continue;
		shown[head] = true;
		show_above(i, head, shown);
		chosen = head == keep || chosen == SIZE_MAX ? head : chosen;
	}
	i->shown.count = 0;
	for (size_t head = 0; head < i->heads.count; head++)
		if (shown[head])
			vec_push(&i->shown, head);
	list_set_count(&i->list, i->shown.count);
	choose(i, chosen);
	free(shown);
	str_free(&wanted);
}

void inhoud_init(struct inhoud *i, const struct reading *r)
{
	*i = (struct inhoud){.reading = r};
	list_init(&i->list, &contents_list, i);
}

void inhoud_clear(struct inhoud *i)
{
	vec_free(&i->heads);
	vec_free(&i->shown);
	editor_free(i->search);
	i->search = NULL;
}

void inhoud_fill(struct inhoud *i)
{
	i->heads.count = 0;
	for (size_t k = 0; k < i->reading->count; k++)
		if (i->reading->p[k].kind == BLOCK_TITLE || i->reading->p[k].kind == BLOCK_HEADING)
			vec_push(&i->heads, k);
	i->current = i->current < i->heads.count ? i->current : i->heads.count - 1;
	filter(i);
}

size_t inhoud_above(const struct inhoud *i, size_t block)
{
	size_t low = 0, high = i->heads.count;
	while (low + 1 < high) {
		size_t middle = (low + high) / 2;
		*(i->heads.p[middle] <= block ? &low : &high) = middle;
	}
	return low;
}

/* --- choosing ------------------------------------------------------------------------------- */

void inhoud_choose_current(struct inhoud *i)
{
	choose(i, i->current);
}

bool inhoud_take_chosen(struct inhoud *i)
{
	if (i->shown.count == 0)
		return false;
	i->current = i->shown.p[i->list.chosen];
	return true;
}

void inhoud_start_search(struct inhoud *i, struct clipboard *clip)
{
	if (!i->search)
		i->search = editor_new("", 0, false, clip);
}

void inhoud_end_search(struct inhoud *i)
{
	editor_free(i->search);
	i->search = NULL;
	filter(i);
}

bool inhoud_key(struct inhoud *i, const struct event *ev)
{
	bool arrow = ev->key == K_UP || ev->key == K_DOWN || ev->key == K_PAGE_UP || ev->key == K_PAGE_DOWN;
	if (!i->search || arrow)
		return list_key(&i->list, ev) || (i->search && ev->key != K_DOWN);
	unsigned long before = editor_changes(i->search);
	bool used = editor_key(i->search, ev);
	if (before != editor_changes(i->search))
		filter(i);
	return used;
}

/* --- drawing ----------------------------------------------------------------------------------- */

/* Above the search, which is the last line. */
static struct area rows_area(const struct inhoud *i, struct area a)
{
	return area_inner(a, 0, 0, i->search ? 2 : 0, 0);
}

static struct area search_area(struct area a)
{
	return area_inner((struct area){.y = a.y + a.rows - 1, .x = a.x, .rows = 1, .cols = a.cols}, 0, 2 + text_width(_("Zoek"), strlen(_("Zoek"))), 0, 1);
}

void inhoud_layout(struct inhoud *i, struct area a)
{
	list_layout(&i->list, rows_area(i, a));
	if (i->search)
		editor_layout(i->search, search_area(a));
}

void inhoud_draw(const struct inhoud *i, struct area a, bool active)
{
	const char *none = _("Geen kop met deze letters. Haal er een paar weg, of ga met Esc terug.");
	if (i->shown.count)
		list_draw(&i->list, rows_area(i, a), active);
	else
		draw_prose(a, 0, 1, a.cols - 2, ROLE_DIM, none, strlen(none));
	if (!i->search)
		return;
	draw_string(a, a.rows - 1, 1, a.cols, ROLE_LABEL, _("Zoek"));
	editor_draw(i->search, search_area(a), ROLE_FIELD, active);
}
