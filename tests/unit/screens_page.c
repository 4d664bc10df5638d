/* A reading laid out in lines: at every width all of it is there, in its place, and nothing sticks out. */
#include "tests/unit/test.h"

#include "base/text.h"
#include "screens/page.h"
#include "screens/show.h"

#include <stdio.h>
#include <string.h>

static struct doc *parse_file(const char *name)
{
	static char bytes[DOC_MAX_BYTES];
	struct doc *d = NULL;
	FILE *f = fopen(name, "r");
	size_t len = CHECK(f != NULL) ? fread(bytes, 1, sizeof bytes, f) : 0;
	if (f)
		fclose(f);
	CHECK_NUMBER(doc_parse(&d, bytes, len, NULL), OK);
	return d;
}

/* Without blanks, as the places where lines break are none of our business. */
static void add_letters(struct str *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] != ' ' && s[i] != '\n')
			str_add_char(out, s[i]);
}

static void check_pieces(const struct page *p)
{
	for (size_t i = 0; i < p->pieces.count; i++) {
		const struct page_piece *piece = &p->pieces.p[i];
		int right = piece->x + text_width(p->text.p + piece->start, piece->len);
		CHECK(piece->x >= 0 && right <= p->cols);
		CHECK(piece->line < p->lines);
		CHECK(i == 0 || piece[-1].line < piece->line || (piece[-1].line == piece->line && piece[-1].x < piece->x));
	}
}

static void check_block(const struct page *p, const struct block *b, size_t number, size_t *at)
{
	struct str got = {0}, wanted = {0};
	for (; *at < p->pieces.count && page_block_at(p, p->pieces.p[*at].line) == number; ++*at)
		add_letters(&got, p->text.p + p->pieces.p[*at].start, p->pieces.p[*at].len);
	add_letters(&wanted, b->text, strlen(b->text));
	CHECK(strstr(str_text(&got), str_text(&wanted)) != NULL);
	str_free(&got);
	str_free(&wanted);
}

TEST(all_of_it_is_there_at_every_width)
{
	static const char *const names[] = {"plans/deltabuurt.yaml", "plans/gerard-ter-borchbuurt.yaml", "plans/oostrik.yaml", "plans/sluiswijk.yaml", "tests/screens/vreemd.yaml"};
	text_use_utf8();
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct doc *d = parse_file(names[i]);
		struct reading r = {0};
		struct page p = {0};
		reading_build(&r, d);
		for (int cols = 56; cols <= 100; cols += 4) {
			size_t at = 0;
			page_build(&p, &r, cols);
			CHECK_NUMBER(p.block_lines.count, r.count);
			check_pieces(&p);
			for (size_t k = 0; k < r.count && i < 4; k++) /* in the last one controls become marks */
				check_block(&p, &r.p[k], k, &at);
		}
		page_clear(&p);
		reading_clear(&r);
		doc_free(d);
	}
}

TEST(whole_words_that_fit)
{
	static const struct {
		const char *text;
		int columns;
		size_t want;
	} cases[] = {
		{"een twee drie", 13, 13}, {"een twee drie", 12, 8}, {"een twee drie", 9, 8}, {"een twee drie", 8, 8}, {"een twee drie", 7, 3},
		{"een\n\ntwee", 6, 3}, {"eenwoord", 4, 4}, {"", 4, 0}, {"  een", 3, 3},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_NUMBER(show_fit_words(cases[i].text, strlen(cases[i].text), cases[i].columns), cases[i].want);
}
