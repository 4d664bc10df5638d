#include "cli/readable.h"

#include "base/taal.h"
#include "base/text.h"
#include "cli/print.h"
#include "plan/message.h"
#include "plan/plan.h"
#include "plan/words.h"

#include <string.h>

enum { SHORT_COLUMNS = 60 };

void readable_change_line(struct str *out, const struct change *c)
{
	const struct node *speerpunt = message_speerpunt(c);
	if (speerpunt) {
		struct str name = {0};
		message_speerpunt_name(&name, speerpunt);
		print_line(out, str_text(&name));
		str_add_text(out, ": ");
		str_free(&name);
	}
	message_change(out, c);
}

/* Each line of `text` behind a sign. */
static void write_signed(struct str *out, char sign, const struct node *n, size_t indent)
{
	struct str text = {0};
	readable_value(&text, n, indent + 2);
	for (const char *line = str_text(&text); *line;) {
		size_t len = strcspn(line, "\n");
		size_t skip = len < indent + 2 ? len : indent + 2;
		str_add_times(out, ' ', indent);
		str_add_char(out, sign);
		if (len > skip)
			str_add_char(out, ' ');
		str_add(out, line + skip, len - skip);
		str_add_char(out, '\n');
		line += len + (line[len] == '\n');
	}
	str_free(&text);
}

static bool is_short(const struct str *old, const struct str *new)
{
	if (memchr(str_text(old), '\n', old->len) || memchr(str_text(new), '\n', new->len))
		return false;
	return text_width(str_text(old), old->len) + text_width(str_text(new), new->len) <= SHORT_COLUMNS;
}

/* One text with what went and what came in its place: [-oud-]{+nieuw+}. */
static void write_words(struct str *out, const struct str *old, const struct str *new, size_t indent)
{
	static const char *const open[] = {"", "[-", "{+"}, *const close[] = {"", "-]", "+}"};
	struct hunks hunks = {0};
	struct str text = {0};
	words_compare(&hunks, str_text(old), old->len, str_text(new), new->len);
	for (size_t i = 0; i < hunks.count; i++) {
		const struct hunk *h = &hunks.p[i];
		str_add_text(&text, open[h->kind]);
		str_add(&text, h->text, h->len);
		str_add_text(&text, close[h->kind]);
	}
	str_add_times(out, ' ', indent);
	print_wrapped(out, str_text(&text), text.len, indent, indent);
	vec_free(&hunks);
	str_free(&text);
}

static void write_texts(struct str *out, const struct change *c, size_t indent)
{
	struct str old = {0}, new = {0};
	plan_show_value(&old, c->old);
	plan_show_value(&new, c->new);
	if (is_short(&old, &new)) {
		str_add_times(out, ' ', indent);
		print_line(out, old.len ? str_text(&old) : _("(leeg)"));
		str_add_text(out, " → ");
		print_line(out, new.len ? str_text(&new) : _("(leeg)"));
		str_add_char(out, '\n');
	} else {
		write_words(out, &old, &new, indent);
	}
	str_free(&old);
	str_free(&new);
}

static void write_move(struct str *out, const struct change *c, size_t indent)
{
	str_add_times(out, ' ', indent);
	str_addf(out, _("van plaats %zu naar plaats %zu\n"), c->old->index + 1, c->new->index + 1);
}

static void write_rename(struct str *out, const struct change *c, size_t indent)
{
	str_add_times(out, ' ', indent);
	print_line(out, c->old->key);
	str_add_text(out, " → ");
	print_line(out, c->new->key);
	str_add_char(out, '\n');
}

void readable_change(struct str *out, const struct change *c, size_t indent)
{
	str_add_times(out, ' ', indent);
	readable_change_line(out, c);
	str_add_char(out, '\n');
	indent += 2;
	if (c->kind == CHANGE_MOVED) {
		write_move(out, c, indent);
	} else if (c->kind == CHANGE_RENAMED) {
		write_rename(out, c, indent);
	} else if (c->kind == CHANGE_SET && c->old->kind == NODE_SCALAR && c->new->kind == NODE_SCALAR) {
		write_texts(out, c, indent);
	} else {
		if (c->old)
			write_signed(out, '-', c->old, indent);
		if (c->new)
			write_signed(out, '+', c->new, indent);
	}
}
