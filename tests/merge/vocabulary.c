/* The words of buurtmakers.  Fresh words are compounds that occur once in a scenario, so that a text can be found back. */
#include "tests/merge/scenario.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const common[] = {
	"de", "het", "een", "van", "in", "op", "en", "met", "voor", "bij", "aan", "naar", "uit", "over", "om", "te", "is", "zijn",
	"wordt", "worden", "niet", "ook", "nog", "meer", "veel", "weinig", "samen", "daarom", "zodat", "omdat", "maar", "of",
	"bewoners", "buurt", "wijk", "straat", "gemeente", "professionals", "gezinnen", "jongeren", "ouderen", "kinderen",
	"huurders", "eigenaren", "vrijwilligers", "buren", "ouders", "scholen", "winkels", "woningen", "portieken", "flats",
	"tuinen", "groen", "speelplek", "plein", "park", "containers", "zwerfvuil", "overlast", "veiligheid", "armoede",
	"schulden", "zorg", "hulp", "opvoeding", "taal", "werk", "inkomen", "gezondheid", "eenzaamheid", "vertrouwen",
	"contact", "netwerk", "ontmoeting", "activiteiten", "initiatieven", "afspraken", "overleg", "gesprekken", "signalen",
	"onderzoek", "aanpak", "regie", "ondersteuning", "begeleiding", "toezicht", "handhaving", "beheer", "onderhoud",
	"renovatie", "budget", "middelen", "planning", "evaluatie", "resultaten", "doelen", "knelpunten", "oorzaken", "kansen",
	"maken", "krijgen", "geven", "nemen", "zoeken", "vragen", "helpen", "melden", "bespreken", "organiseren", "betrekken",
	"versterken", "verbeteren", "afstemmen", "aanspreken", "opknappen", "opruimen", "schoonmaken", "bezoeken", "volgen",
	"vergroten", "verminderen", "voorkomen", "starten", "afronden", "overdragen", "borgen", "delen", "leren", "tellen",
	"kwetsbaar", "actief", "zelfstandig", "betrokken", "tijdelijk", "structureel", "dagelijks", "maandelijks", "regelmatig",
	"duidelijk", "haalbaar", "gezamenlijk", "sociaal", "fysiek", "onveilig", "schoon", "heel", "leefbaar", "sterk", "zwak",
	"nieuwe", "oude", "kleine", "grote", "eerste", "laatste", "vaste", "andere", "eigen", "lokale", "extra", "beide",
	"één", "ideeën", "coördinatie", "financiële", "privé", "zelfredzaamheid", "sociaal-cultureel", "buurtcentrum",
	"woningcorporatie", "wijkagent", "opbouwwerker", "schuldhulp", "taalcoach", "huismeester", "spreekuur", "nieuwsbrief",
	"avond", "week", "maand", "jaar", "zomer", "winter", "voorjaar", "najaar", "2018", "2019", "12", "40%", "vooral",
	"inmiddels", "vaak", "soms", "steeds", "elkaar", "zelf", "iedereen", "niemand", "mensen", "groep", "aantal", "deel",
	"plan", "project", "fase", "stap", "keuze", "vraag", "antwoord", "probleem", "oplossing", "verantwoordelijkheid"};
static const char *const heads[] = {
	"achterpad", "afval", "bewoners", "boom", "buurt", "container", "fiets", "flat", "galerij", "gezins", "glas", "hof",
	"huur", "jeugd", "kelder", "klus", "koffie", "lente", "markt", "moestuin", "muziek", "nachts", "ouder", "parkeer",
	"plein", "portiek", "regen", "repair", "school", "schutting", "speel", "sport", "stoep", "straat", "taal", "theater",
	"trap", "veger", "vlonder", "water", "wijk", "wilgen", "zomer", "zorg", "zwem", "zolder", "ijs", "kunst"};
static const char *const tails[] = {
	"ambassadeur", "avondje", "bankje", "belletje", "commissie", "dialoog", "doelgroep", "enquête", "feest", "fonds",
	"gesprekje", "hoekje", "inzameling", "journaal", "kaartje", "kring", "lampion", "loket", "maaltijd", "meting",
	"netwerkje", "ontbijt", "ploeg", "prijsje", "quiz", "ronde", "schouw", "spel", "steunpunt", "tafel", "teller",
	"toernooi", "uitleen", "vergadering", "verhaal", "wandeling", "weekje", "werkplek", "winkeltje", "ziel"};

enum { COMMON = sizeof common / sizeof *common, HEADS = sizeof heads / sizeof *heads, TAILS = sizeof tails / sizeof *tails };

const char *any_word(struct world *w)
{
	return common[roll(w, COMMON)];
}

const char *text_of(struct world *w, const char *fmt, ...)
{
	char text[400];
	va_list args;
	va_start(args, fmt);
	int len = vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	return arena_copy(&w->arena, text, (size_t)len);
}

const char *fresh_word(struct world *w, bool capital)
{
	unsigned n = w->fresh_next++ % (HEADS * TAILS);
	unsigned round = w->fresh_next / (HEADS * TAILS);
	char *word = arena_alloc(&w->arena, 48);
	/* every head with every tail: 7 and the product have no common divisor */
	n = n * 7 % (HEADS * TAILS);
	snprintf(word, 48, "%s%s", heads[n % HEADS], tails[n / HEADS]);
	if (round)
		snprintf(word + strlen(word), 12, "-%u", round);
	if (capital)
		word[0] = (char)toupper((unsigned char)word[0]);
	vec_push(&w->fresh, word);
	return word;
}
