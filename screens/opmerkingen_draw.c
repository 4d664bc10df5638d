/* How remarks look: who and when, about what, the text, who has seen it and who agrees; an answer stands deeper. */
#include "screens/opmerkingen.h"

#include "base/taal.h"
#include "base/text.h"
#include "screens/show.h"

#include <string.h>

enum { INDENT = 2, ANSWER_INDENT = 4 };

const struct opmerking_row *opmerkingen_row(const struct opmerkingen_screen *o, size_t i)
{
	return &o->all.p[o->shown.p[i]];
}

static bool is_first(const struct opmerkingen_screen *o, size_t i)
{
	return o->all.p[o->shown.p[i]].thread == o->shown.p[i];
}

static void add_when(struct str *out, const struct opmerkingen_screen *o, struct moment when)
{
	date_short(out, when, session_now(o->base.work->session));
}

void opmerkingen_add_place(struct str *out, const struct opmerkingen_screen *o, const char *path)
{
	size_t len = out->len;
	show_place(out, sitting_doc(o->base.work->sitting), path);
	if (out->len == len)
		str_addf(out, "%s", path);
}

void opmerkingen_add_version(struct str *out, const struct opmerkingen_screen *o, const char *version)
{
	struct moment when;
	if (session_opmerking_when(o->base.work->session, version, &when)) {
		str_add_text(out, _("versie van "));
		date_long(out, when);
	} else {
		str_addf(out, "%s %.7s", _("versie"), version); /* there is nothing else that it could be called */
	}
}

static void add_subject(struct str *out, const struct opmerkingen_screen *o, size_t i)
{
	const struct opmerking *about = opmerkingen_row(o, i)->said;
	if (about->path)
		opmerkingen_add_place(out, o, about->path);
	if (o->versions.p[i] && !o->version)
		str_addf(out, "%s%s", about->path ? ", " : "", o->versions.p[i]);
}

static void add_marks(struct str *out, const struct opmerkingen_screen *o, const struct opmerking_row *row, enum opmerking_kind kind,
                      const char *label)
{
	bool first = true;
	for (size_t i = 0; i < row->marks.count; i++) {
		const struct opmerking *mark = row->marks.p[i];
		if (mark->kind != kind)
			continue;
		if (first)
			str_addf(out, "%s%s: ", out->len ? "  " : "", label);
		str_addf(out, "%s%s ", first ? "" : ", ", mark->name);
		add_when(out, o, mark->when);
		first = false;
	}
}

/* What stands in it, from top to bottom; empty lines are left out. */
struct parts {
	struct str who, rest, subject, marks;
};

static void parts_of(struct parts *out, const struct opmerkingen_screen *o, size_t i)
{
	const struct opmerking_row *row = opmerkingen_row(o, i);
	*out = (struct parts){0};
	text_join_lines(&out->who, row->said->name, strlen(row->said->name));
	str_add_text(&out->rest, "  ");
	add_when(&out->rest, o, row->said->when);
	if (row->waiting)
		str_addf(&out->rest, "  %s", _("wacht op u"));
	if (is_first(o, i))
		add_subject(&out->subject, o, i);
	add_marks(&out->marks, o, row, GEZIEN, _("gezien"));
	add_marks(&out->marks, o, row, AKKOORD, _("akkoord"));
}

static void parts_clear(struct parts *p)
{
	str_free(&p->who);
	str_free(&p->rest);
	str_free(&p->subject);
	str_free(&p->marks);
}

static int line(struct area a, int y, int x, enum role role, const char *text, size_t len)
{
	return len ? draw_prose(a, y, x, a.cols - x, role, text, len) : 0;
}

/* Gives the lines it takes; an area without lines draws nothing. */
static int draw_row(const struct opmerkingen_screen *o, size_t i, struct area a, bool chosen)
{
	struct parts p;
	parts_of(&p, o, i);
	int x = is_first(o, i) ? 0 : ANSWER_INDENT;
	const char *text = opmerkingen_row(o, i)->said->text;
	struct area inner = area_inner(a, 0, x, 0, 0);
	const struct run runs[] = {{chosen ? ROLE_CHOSEN : ROLE_HEADING, str_text(&p.who), p.who.len}, {ROLE_DIM, p.rest.p, p.rest.len}};
	int y = draw_runs(inner, 0, 0, inner.cols, runs, 2);
	y += line(inner, y, INDENT, ROLE_LABEL, str_text(&p.subject), p.subject.len);
	y += line(inner, y, INDENT, ROLE_TEXT, text, strlen(text));
	y += line(inner, y, INDENT, ROLE_DIM, str_text(&p.marks), p.marks.len);
	parts_clear(&p);
	return y;
}

static void row_draw(const void *ctx, size_t i, struct area a, bool chosen)
{
	draw_row(ctx, i, a, chosen);
}

static int height(int cols, const struct str *text)
{
	return text->len ? draw_prose_height(cols, text->p, text->len) : 0;
}

static int row_height(const void *ctx, size_t i, int cols)
{
	const struct opmerkingen_screen *o = ctx;
	struct parts p;
	parts_of(&p, o, i);
	int room = cols - (is_first(o, i) ? 0 : ANSWER_INDENT), lines;
	const char *text = opmerkingen_row(o, i)->said->text;
	str_add(&p.who, p.rest.p, p.rest.len);
	lines = height(room, &p.who) + height(room - INDENT, &p.subject) + height(room - INDENT, &p.marks);
	lines += draw_prose_height(room - INDENT, text, strlen(text));
	parts_clear(&p);
	return lines + (i + 1 < o->shown.count);
}

const struct list_class opmerkingen_list = {row_height, row_draw, NULL};

void opmerkingen_words(const void *ctx, size_t i, struct str *out)
{
	const struct opmerkingen_screen *o = ctx;
	struct parts p;
	parts_of(&p, o, i);
	str_addf(out, "%s %s %s %s %s", str_text(&p.who), str_text(&p.rest), str_text(&p.subject), str_text(&p.marks), opmerkingen_row(o, i)->said->text);
	parts_clear(&p);
}
