#include "term/suggest.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static char *fold(const char *text, size_t len)
{
	struct str folded = {0};
	text_fold(&folded, text, len);
	return str_take(&folded);
}

void suggest_init(struct suggest *s, const char *const *words, size_t count)
{
	*s = (struct suggest){.chosen = -1};
	s->words = mem_alloc((count + 1) * sizeof *s->words);
	s->folded = mem_alloc((count + 1) * sizeof *s->folded);
	for (; s->count < count; s->count++) {
		s->words[s->count] = mem_text(words[s->count]);
		s->folded[s->count] = fold(words[s->count], strlen(words[s->count]));
	}
}

void suggest_clear(struct suggest *s)
{
	for (size_t i = 0; i < s->count; i++) {
		free(s->words[i]);
		free(s->folded[i]);
	}
	free(s->words);
	free(s->folded);
	*s = (struct suggest){.chosen = -1};
}

/* 0: the text begins with it, 1: a word of it does, 2: not. */
static int rank_of(const char *text, const char *typed)
{
	const char *at = strstr(text, typed);
	if (at == text)
		return 0;
	for (; at; at = strstr(at + 1, typed))
		if (at[-1] == ' ' || at[-1] == '(' || at[-1] == '-')
			return 1;
	return 2;
}

/* Another spelling of it, in capitals or accents, is on offer. */
static bool is_offered(const struct suggest *s, size_t word)
{
	for (size_t i = 0; i < s->shown_count; i++)
		if (strcmp(s->folded[s->shown[i]], s->folded[word]) == 0)
			return true;
	return false;
}

void suggest_for(struct suggest *s, const char *typed, size_t len)
{
	char *wanted = fold(typed, len);
	s->shown_count = 0;
	s->chosen = -1;
	for (int rank = 0; rank < 2; rank++)
		for (size_t i = 0; i < s->count && s->shown_count < SUGGEST_ROWS; i++)
			if (rank_of(s->folded[i], wanted) == rank && strcmp(s->folded[i], wanted) != 0 && !is_offered(s, i))
				s->shown[s->shown_count++] = i;
	if (s->most < s->shown_count)
		s->most = s->shown_count;
	free(wanted);
}

bool suggest_step(struct suggest *s, int step)
{
	int to = s->chosen + step;
	if (to < -1 || to >= (int)s->shown_count)
		return false;
	s->chosen = to;
	return true;
}

const char *suggest_chosen(const struct suggest *s)
{
	return s->chosen < 0 ? NULL : s->words[s->shown[s->chosen]];
}

int suggest_rows(const struct suggest *s)
{
	return (int)s->most;
}

void suggest_draw(const struct suggest *s, struct area a)
{
	for (int i = 0; i < (int)s->shown_count && i < a.rows; i++) {
		bool chosen = i == s->chosen;
		const char *word = s->words[s->shown[i]];
		if (chosen) {
			draw_string(a, i, 0, 1, ROLE_TEXT, draw_sign(SIGN_CHOSEN));
			draw_cursor(a, i, 0);
		}
		draw_string(a, i, 1, a.cols - 1, chosen ? ROLE_CHOSEN : ROLE_TEXT, word);
	}
}
