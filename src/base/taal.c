#include "base/taal.h"

#include "base/taal_en.h"

#include <stdlib.h>
#include <string.h>

static bool english; /* chosen */
static int dutch_only; /* how many times begun */

static int compare(const void *key, const void *row)
{
	return strcmp(key, ((const struct taal_row *)row)->dutch);
}

const char *taal(const char *dutch)
{
	if (!english || dutch_only || !dutch || !*dutch)
		return dutch;
	const struct taal_row *row = bsearch(dutch, taal_english, taal_english_count, sizeof *taal_english, compare);
	return row ? row->english : dutch;
}

bool taal_choose(const char *code)
{
	bool known = strcmp(code, "nl") == 0 || strcmp(code, "en") == 0;
	if (known)
		english = *code == 'e';
	return known;
}

void taal_choose_from_environment(void)
{
	const char *list = getenv("LANGUAGE");
	for (const char *at = list ? list : ""; *at; at += strcspn(at, ":"), at += *at == ':') {
		char code[3] = "";
		size_t len = strcspn(at, ":_.@");
		if (len == 2 && taal_choose(memcpy(code, at, 2)))
			return;
	}
}

void taal_dutch_begin(void)
{
	dutch_only++;
}

void taal_dutch_end(void)
{
	dutch_only--;
}
