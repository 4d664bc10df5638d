#include "term/search_line.h"

#include "base/taal.h"
#include "base/text.h"

bool search_line_key(struct editor *line, struct list *list, const struct event *ev, bool *typed)
{
	*typed = false;
	if (ev->key == K_UP || ev->key == K_DOWN || ev->key == K_PAGE_UP || ev->key == K_PAGE_DOWN)
		return list_key(list, ev);
	if (key_is_mouse(ev->key) && list_key(list, ev))
		return true;
	unsigned long before = editor_changes(line);
	bool used = editor_key(line, ev);
	*typed = before != editor_changes(line);
	return used;
}

/* Behind the label. */
static struct area field(struct area a, int right)
{
	const char *label = _("Zoek");
	struct area inner = area_inner(a, 0, 2 + text_string_width(label), 0, right);
	inner.rows = 1;
	return inner;
}

void search_line_layout(struct editor *line, struct area a, int right)
{
	editor_layout(line, field(a, right));
}

void search_line_draw(const struct editor *line, struct area a, int right, bool active)
{
	draw_string(a, 0, 1, a.cols, ROLE_LABEL, _("Zoek"));
	editor_draw(line, field(a, right), ROLE_FIELD, active);
}
