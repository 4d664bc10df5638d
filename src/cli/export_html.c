/* The reading as one page of HTML, well formed as XML too. */
#include "cli/export.h"

#include "base/taal.h"
#include "base/text.h"
#include "cli/export_html.h"
#include "plan/words.h"

#include <string.h>

static const char style[] =
	"body{font:11pt/1.45 Georgia,'Times New Roman',serif;color:#000;background:#fff;max-width:46em;margin:2em auto;padding:0 1.5em}\n"
	"h1,h2,h3,h4,h5,h6,nav,th,dt{font-family:Arial,Helvetica,sans-serif}\n"
	"h1{font-size:1.9em;border-bottom:3px solid #000;padding-bottom:.2em}\n"
	"h2{font-size:1.4em;border-bottom:1px solid #000;margin-top:2em}\n"
	"h3{font-size:1.15em;margin-top:1.6em}\n"
	"h4,h5,h6{font-size:1em;margin:1.2em 0 .3em}\n"
	"h5,h6{font-weight:normal;font-style:italic}\n"
	"p{margin:.5em 0}ul,ol{margin:.4em 0;padding-left:2.2em}li{margin:.2em 0}\n"
	"dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1.2em;align-items:baseline;margin:.6em 0}dt{font-size:.9em}dd{margin:0}\n"
	"nav ul{list-style:none;padding-left:0;columns:2;column-gap:2em;font-size:.92em}nav .l2{padding-left:1.2em}nav a{color:inherit;text-decoration:none}\n"
	"table{border-collapse:collapse;width:calc(100% - 2px);margin:.6em 0;font-size:.92em}\n"
	"th,td{border:1px solid #666;padding:.25em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}\n"
	"th{overflow-wrap:break-word}thead th{border-bottom:2px solid #000}td.getal,th.getal{text-align:right}tr.totaal td{border-top:2px solid #000;font-weight:bold}\n"
	"table.swot{table-layout:fixed}table.swot td{width:50%;border:2px solid #000}table.swot h3,table.swot h4{margin:.3em 0}\n"
	"table.tijd td.maand,table.tijd th.maand{padding:.1em .15em;text-align:center;font-size:.7em;overflow-wrap:normal}\n"
	"table.tijd td.aan{background:#ccc;border:2px solid #000}\n"
	".noot{font-style:italic}\n"
	"del{text-decoration:line-through}ins{text-decoration:none;font-weight:bold}\n"
	"@page{size:A4;margin:20mm 18mm}\n"
	"@media print{body{font-size:10.5pt;max-width:none;margin:0;padding:0}nav{break-after:page}\n"
	"h1,h2,h3,h4,h5,h6,thead,dt{break-after:avoid}li,tr,dd{break-inside:avoid}table.swot tr{break-inside:auto}p{orphans:3;widows:3}\n"
	"td.aan{print-color-adjust:exact;-webkit-print-color-adjust:exact}}\n";

void html_text(struct str *out, const char *text)
{
	static const struct {
		char c;
		const char *as;
	} escapes[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}, {'\n', "<br/>\n"}};
	struct str clean = {0};
	text_clean(&clean, text, strlen(text), true);
	for (size_t i = 0; i < clean.len; i++) {
		const char *as = NULL;
		for (size_t k = 0; k < sizeof escapes / sizeof *escapes && !as; k++)
			as = clean.p[i] == escapes[k].c ? escapes[k].as : NULL;
		if (as)
			str_add_text(out, as);
		else
			str_add_char(out, clean.p[i]);
	}
	str_free(&clean);
}

void html_element(struct str *out, const char *name, const char *class, const char *text)
{
	str_addf(out, *class ? "<%s class=\"%s\">" : "<%s>", name, class);
	html_text(out, text);
	str_addf(out, "</%s>\n", name);
}

/* --- lists --------------------------------------------------------------------------------- */

static size_t add_run(struct str *out, const struct reading *r, size_t i, int level, int quadrant);

/* Does block `i` go on in a run of this level? */
static bool goes_on(const struct reading *r, size_t i, int level, int quadrant)
{
	return i < r->count && r->p[i].kind != BLOCK_HEADING && r->p[i].level >= level && r->p[i].quadrant == quadrant;
}

static bool is_like(const struct reading *r, size_t i, const struct block *first)
{
	return goes_on(r, i, first->level, first->quadrant) && r->p[i].kind == first->kind && r->p[i].level == first->level &&
	       !r->p[i].number == !first->number;
}

static size_t add_items(struct str *out, const struct reading *r, size_t i)
{
	const struct block *first = &r->p[i];
	str_add_text(out, first->number ? "<ol>\n" : "<ul>\n");
	while (is_like(r, i, first)) {
		const struct block *b = &r->p[i];
		if (b->number)
			str_addf(out, "<li value=\"%zu\">", b->number);
		else
			str_add_text(out, "<li>");
		html_text(out, b->text);
		if (b->note) {
			str_add_text(out, " <span class=\"noot\">(");
			html_text(out, b->note);
			str_add_text(out, ")</span>");
		}
		i = add_run(out, r, i + 1, b->level + 1, b->quadrant);
		str_add_text(out, "</li>\n");
	}
	str_add_text(out, first->number ? "</ol>\n" : "</ul>\n");
	return i;
}

static size_t add_pairs(struct str *out, const struct reading *r, size_t i)
{
	const struct block *first = &r->p[i];
	str_add_text(out, "<dl>\n");
	while (is_like(r, i, first)) {
		const struct block *b = &r->p[i];
		html_element(out, "dt", "", b->label);
		str_add_text(out, "<dd>");
		html_text(out, b->text);
		i = add_run(out, r, i + 1, b->level + 1, b->quadrant);
		str_add_text(out, "</dd>\n");
	}
	str_add_text(out, "</dl>\n");
	return i;
}

/* A text with the words that went and that came. */
static void add_words(struct str *out, const char *was, const char *text)
{
	static const char *const open[] = {"", "<del>", "<ins>"}, *const close[] = {"", "</del>", "</ins>"};
	struct hunks hunks = {0};
	words_compare(&hunks, was, strlen(was), text, strlen(text));
	for (size_t i = 0; i < hunks.count; i++) {
		if (i > 0 && hunks.p[i].kind == HUNK_ADDED && hunks.p[i - 1].kind == HUNK_REMOVED)
			str_add_char(out, ' ');
		char *piece = mem_copy(hunks.p[i].text, hunks.p[i].len);
		str_add_text(out, open[hunks.p[i].kind]);
		html_text(out, piece);
		str_add_text(out, close[hunks.p[i].kind]);
		free(piece);
	}
	vec_free(&hunks);
}

static size_t add_changes(struct str *out, const struct reading *r, size_t i)
{
	str_add_text(out, "<ul>\n");
	for (; i < r->count && r->p[i].kind == BLOCK_CHANGE; i++) {
		str_add_text(out, "<li>");
		html_text(out, r->p[i].label);
		str_add_text(out, ": ");
		add_words(out, r->p[i].was, r->p[i].text);
		str_add_text(out, "</li>\n");
	}
	str_add_text(out, "</ul>\n");
	return i;
}

/* The blocks from `i` on that stand at least this deep; gives the first that does not. */
static size_t add_run(struct str *out, const struct reading *r, size_t i, int level, int quadrant)
{
	while (goes_on(r, i, level, quadrant)) {
		const struct block *b = &r->p[i];
		if (b->kind == BLOCK_ITEM) {
			i = add_items(out, r, i);
			continue;
		}
		if (b->kind == BLOCK_CHANGE) {
			i = add_changes(out, r, i);
			continue;
		}
		if (b->kind == BLOCK_PAIR) {
			i = add_pairs(out, r, i);
			continue;
		}
		if (b->kind == BLOCK_TABLE)
			html_table(out, b->table);
		else if (b->kind == BLOCK_PHASES)
			html_phases(out, b->phases);
		else
			html_element(out, "p", "", b->text);
		i++;
	}
	return i;
}

/* --- the page ------------------------------------------------------------------------------- */

static void add_heading(struct str *out, const struct reading *r, size_t i)
{
	int level = r->p[i].level + 1;
	str_addf(out, "<h%d id=\"k%zu\">", level, i);
	html_text(out, r->p[i].text);
	str_addf(out, "</h%d>\n", level);
}

/* The label of a quadrant that nothing is written in. */
static const char *quadrant_label(int quadrant)
{
	const struct field *f = schema_first(schema_find("swot"));
	for (; f; f = schema_next(f))
		if (f->kind == KIND_RECORD && --quadrant == 0)
			return _(f->label);
	return "";
}

static size_t add_quadrant(struct str *out, const struct reading *r, size_t i, int quadrant)
{
	str_add_text(out, "<td>\n");
	if (i >= r->count || r->p[i].quadrant != quadrant) {
		html_element(out, "h3", "", quadrant_label(quadrant));
		html_element(out, "p", "", "—");
	}
	while (i < r->count && r->p[i].quadrant == quadrant) {
		if (r->p[i].kind == BLOCK_HEADING)
			add_heading(out, r, i++);
		else
			i = add_run(out, r, i, 0, quadrant);
	}
	str_add_text(out, "</td>\n");
	return i;
}

static size_t add_swot(struct str *out, const struct reading *r, size_t i)
{
	str_add_text(out, "<table class=\"swot\">\n<tbody>\n");
	for (int quadrant = 1; quadrant <= QUADRANTS; quadrant++) {
		str_add_text(out, quadrant % 2 ? "<tr>\n" : "");
		i = add_quadrant(out, r, i, quadrant);
		str_add_text(out, quadrant % 2 ? "" : "</tr>\n");
	}
	str_add_text(out, "</tbody>\n</table>\n");
	return i;
}

static void add_contents(struct str *out, const struct reading *r)
{
	str_add_text(out, "<nav>\n");
	html_element(out, "h2", "", _("Inhoud"));
	str_add_text(out, "<ul>\n");
	for (size_t i = 0; i < r->count; i++) {
		if (r->p[i].kind != BLOCK_HEADING || r->p[i].level > 2 || r->p[i].quadrant)
			continue;
		str_addf(out, "<li class=\"l%d\"><a href=\"#k%zu\">", r->p[i].level, i);
		html_text(out, r->p[i].text);
		str_add_text(out, "</a></li>\n");
	}
	str_add_text(out, "</ul>\n</nav>\n");
}

void export_html(struct str *out, const struct reading *r)
{
	str_add_text(out, "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\"/>\n"
			  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
	html_element(out, "title", "", r->p[0].text);
	str_addf(out, "<style>\n%s</style>\n</head>\n<body>\n", style);
	html_element(out, "h1", "", r->p[0].text);
	size_t i = add_run(out, r, 1, 0, 0);
	if (i < r->count)
		add_contents(out, r);
	while (i < r->count) {
		if (r->p[i].quadrant)
			i = add_swot(out, r, i);
		else if (r->p[i].kind == BLOCK_HEADING)
			add_heading(out, r, i++);
		else
			i = add_run(out, r, i, 0, 0);
	}
	str_add_text(out, "</body>\n</html>\n");
}
