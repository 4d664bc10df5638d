#include "screens/inhoud.h"

#include "base/taal.h"
#include "base/text.h"
#include "base/wanted.h"
#include "term/search_line.h"

#include <string.h>

static const struct block *head_block(const struct inhoud *i, size_t head)
{
	return &i->reading->p[i->heads.p[head]];
}

static void contents_draw(const void *ctx, size_t head, struct area a, bool chosen)
{
	const struct inhoud *i = ctx;
	const struct block *b = head_block(i, head);
	bool current = head == i->current;
	int x = b->level > 1 ? (b->level - 1) * 2 : 0;
	draw_string(a, 0, x, a.cols - x, chosen ? ROLE_CHOSEN : current ? ROLE_HEADING : ROLE_TEXT, b->text);
	if (current && !chosen)
		draw_string((struct area){.y = a.y, .x = a.x - 1, .rows = 1, .cols = 1}, 0, 0, 1, ROLE_TEXT, draw_sign(SIGN_PATH));
}

static const struct list_class contents_list = {NULL, contents_draw, NULL};

/* --- which headings ---------------------------------------------------------------------- */

static bool matches(const struct inhoud *i, size_t head, const struct wanted *wanted)
{
	struct str folded = {0};
	const char *text = head_block(i, head)->text;
	text_fold(&folded, text, strlen(text));
	bool found = wanted_in(wanted, str_text(&folded), folded.len);
	str_free(&folded);
	return found;
}

/* A heading that is found comes with those above it: "Doelstellingen" alone does not say of what. */
static void show_above(struct inhoud *i, size_t head)
{
	int level = head_block(i, head)->level;
	while (level > 1 && head-- > 0) {
		int own = head_block(i, head)->level;
		if (!i->hidden[head] && own <= level) /* what is above it is shown already */
			return;
		if (own >= level)
			continue;
		level = own;
		i->hidden[head] = false;
	}
}

/* What the search leaves.  The chosen heading stays chosen where it is found, else the first that is. */
static void filter(struct inhoud *i)
{
	struct wanted wanted = {0};
	size_t len = 0, keep = inhoud_finds(i) ? i->list.chosen : i->current, chosen = SIZE_MAX;
	const char *typed = i->search ? editor_text(i->search, &len) : "";
	wanted_set(&wanted, typed, len);
	for (size_t head = 0; head < i->heads.count; head++)
		i->hidden[head] = true;
	for (size_t head = 0; head < i->heads.count; head++) {
		if (!matches(i, head, &wanted))
			continue;
		i->hidden[head] = false;
		show_above(i, head);
		chosen = head == keep || chosen == SIZE_MAX ? head : chosen;
	}
	list_hide(&i->list, i->hidden, i->heads.count);
	list_choose(&i->list, chosen);
	wanted_clear(&wanted);
}

void inhoud_init(struct inhoud *i, const struct reading *r)
{
	*i = (struct inhoud){.reading = r};
	list_init(&i->list, &contents_list, i);
	i->list.note = _("Geen kop met deze letters. Haal er een paar weg, of ga met Esc terug.");
}

void inhoud_clear(struct inhoud *i)
{
	vec_free(&i->heads);
	free(i->hidden);
	editor_free(i->search);
	*i = (struct inhoud){0};
}

void inhoud_fill(struct inhoud *i)
{
	i->heads.count = 0;
	for (size_t k = 0; k < i->reading->count; k++)
		if (i->reading->p[k].kind == BLOCK_TITLE || i->reading->p[k].kind == BLOCK_HEADING)
			vec_push(&i->heads, k);
	i->current = i->current < i->heads.count ? i->current : i->heads.count - 1;
	list_hide(&i->list, NULL, 0);
	list_set_count(&i->list, i->heads.count);
	i->hidden = mem_resize(i->hidden, i->heads.count, sizeof *i->hidden);
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
	list_choose(&i->list, i->current);
}

bool inhoud_finds(const struct inhoud *i)
{
	return list_shown(&i->list) > 0;
}

bool inhoud_take_chosen(struct inhoud *i)
{
	if (!inhoud_finds(i))
		return false;
	i->current = i->list.chosen;
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
	if (!i->search)
		return list_key(&i->list, ev);
	bool typed, used = search_line_key(i->search, &i->list, ev, &typed);
	if (typed)
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
	return area_inner(a, a.rows - 1, 0, 0, 0);
}

void inhoud_layout(struct inhoud *i, struct area a)
{
	list_layout(&i->list, rows_area(i, a));
	if (i->search)
		search_line_layout(i->search, search_area(a), 1);
}

void inhoud_draw(const struct inhoud *i, struct area a, bool active)
{
	list_draw(&i->list, rows_area(i, a), active);
	if (i->search)
		search_line_draw(i->search, search_area(a), 1, active);
}
