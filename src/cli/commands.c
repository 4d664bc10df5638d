#include "cli/command.h"

#include "base/taal.h"

#include <string.h>

#define AT_HOME (OPTION_DIR | OPTION_ALS)
#define EDITS (AT_HOME | OPTION_REASON | OPTION_KEEP | OPTION_JSON)
#define SHOWS (AT_HOME | OPTION_JSON)
#define SIFTS (OPTION_SINCE | OPTION_UNTIL | OPTION_AUTHOR | OPTION_FIELD | OPTION_TEXT)

#define PATHS \
	N_("Een PAD noemt het veld, van buiten naar binnen: wijk, periode/tot, speerpunten/afval/doelstellingen/2. " \
	  "Speerpunten en delen van de analyse gaan bij hun kenmerk (id), andere regels van een lijst bij hun nummer, vanaf 1.")
#define VERSIONS \
	N_("Een VERSIE is het nummer ervan (7), een datum (2019-03-08: zoals het plan er aan het eind van die dag uitzag), of minstens de eerste zeven tekens ervan.")
#define DATES \
	N_("Een DATUM is een dag, een maand of een jaar: 2019-03-08, 8 maart 2019, maart 2019, 2019.")
#define AT \
	N_("Met --at staat er hoe het in die versie was.") "\n" VERSIONS
#define TEXTS \
	N_("Is de TEKST een los streepje (-), dan komt de tekst van de standaardinvoer. Zet -- voor een tekst die met een streepje begint. Een tekst van alleen een streepje geeft u via de standaardinvoer.")
#define REASONS \
	N_("Voor sommige velden is een reden nodig: geef die met -m.")
#define GEGEVENS \
	N_("Staan er persoonsgegevens in de tekst of de reden (BSN, e-mailadres, telefoonnummer, rekeningnummer, adres, geboortedatum), dan wordt er niets " \
	  "bewaard en is de uitkomst 1: wat bewaard is, blijft altijd terug te vinden. Moet het toch, geef dan met --toch-bewaren de reden. Die wordt mee bewaard.")

/* clang-format off */
const struct command commands[] = {
	{"list", "", N_("alle plannen, één per regel"),
	 N_("Toont van elk plan de naam, de buurt, de wijk, de status en hoeveel speerpunten klaar zijn. Wat niet te openen is, staat "
	   "eronder met de reden. Opgeborgen plannen staan er alleen bij met --all."),
	 SHOWS | OPTION_ALL, 0, 0, cmd_list},
	{"show", N_("PLAN [PAD] [--at VERSIE]"), N_("een plan, of één veld ervan"),
	 N_("Toont het plan om te lezen. Met een PAD alleen dat veld; van een tekst de tekst zelf.") "\n" PATHS "\n"
	 N_("Met --json staat elke tekst er precies zo als in het bestand.") "\n" AT,
	 SHOWS | OPTION_AT, 1, 2, cmd_show},
	{"export", N_("PLAN [--format SOORT]"), N_("een plan als document"),
	 N_("Schrijft het hele plan als één document om mee te nemen, met tabellen en tijdlijnen. Zonder --format als Markdown (md). Met --format html "
	   "als één bestand met een inhoudsopgave, voor elke browser en om te printen: buurtplan export PLAN --format html > plan.html") "\n" AT,
	 AT_HOME | OPTION_FORMAT | OPTION_AT, 1, 1, cmd_export},
	{"set", N_("PLAN PAD TEKST"), N_("verandert één tekst en bewaart"),
	 N_("Zet de TEKST in het veld en bewaart het plan. Ontbreekt een veld dat daarvoor nodig is, dan wordt het gemaakt.") "\n" PATHS "\n" TEXTS "\n" REASONS "\n" GEGEVENS,
	 EDITS, 3, 3, cmd_set},
	{"insert", N_("PLAN PAD TEKST"), N_("zet een regel in een lijst en bewaart"),
	 N_("Het PAD is een lijst: de nieuwe regel komt achteraan. Met een nummer of kenmerk erachter (activiteiten/2) komt hij daarvoor. In een lijst met "
	   "meer velden per regel is de TEKST het eerste veld; bij een speerpunt is hij de titel, en het kenmerk wordt daarvan gemaakt.")
	 "\n" PATHS "\n" TEXTS "\n" REASONS "\n" GEGEVENS,
	 EDITS, 3, 3, cmd_insert},
	{"remove", N_("PLAN PAD"), N_("haalt een veld of regel weg en bewaart"),
	 N_("Haalt weg wat op het PAD staat, met alles wat erin staat.") "\n" PATHS "\n" REASONS "\n" GEGEVENS,
	 EDITS, 2, 2, cmd_remove},
	{"move", N_("PLAN PAD PLAATS"), N_("verplaatst een regel van een lijst en bewaart"),
	 N_("Zet de regel op het PAD op een andere PLAATS in zijn lijst, geteld vanaf 1.") "\n" PATHS "\n" REASONS "\n" GEGEVENS,
	 EDITS, 3, 3, cmd_move},
	{"restore", N_("PLAN [PAD] --from VERSIE"), N_("zet terug wat er stond en bewaart"),
	 N_("Wat op het PAD staat, wordt weer wat het in die VERSIE was: een veld, een regel, een speerpunt, ook als dat weg is. Wat er toen niet stond, gaat weg. De rest "
	   "blijft zoals het is. Zonder PAD gaat het hele plan terug, ook een plan dat is weggehaald.") "\n" VERSIONS "\n"
	 N_("Het PAD is dat van toen. De reden is 'teruggezet naar versie 5', of wat u met -m geeft.") "\n" PATHS "\n" GEGEVENS,
	 EDITS | OPTION_FROM_VERSION, 1, 2, cmd_restore},
	{"new", N_("PLAN BUURT [WIJK]"), N_("maakt een nieuw plan"),
	 N_("Maakt een plan voor de BUURT. PLAN is de korte naam voor het bestand: kleine letters, cijfers en streepjes, hoogstens 64, zoals mijn-buurt; "
	   "met een map van een gemeente ervoor ook gemeente/mijn-buurt.") "\n" GEGEVENS,
	 AT_HOME | OPTION_KEEP | OPTION_JSON, 2, 3, cmd_new},
	{"rename", N_("PLAN NIEUW"), N_("geeft een plan een andere korte naam"),
	 N_("Het bestand van het plan, en zo ook de naam die u hier gebruikt, wordt NIEUW. Wat erin staat blijft zoals het is, en de geschiedenis loopt door. De "
	   "naam van de buurt is een veld: die verandert u met 'buurtplan set'."),
	 AT_HOME | OPTION_JSON, 2, 2, cmd_rename},
	{"archive", "PLAN", N_("bergt een plan op"),
	 N_("Het plan komt niet meer in het overzicht. Het blijft te vinden, te lezen en te veranderen; 'buurtplan unarchive' haalt het terug."),
	 AT_HOME | OPTION_JSON, 1, 1, cmd_archive},
	{"unarchive", "PLAN", N_("haalt een opgeborgen plan terug"),
	 N_("Het plan staat weer in het overzicht."),
	 AT_HOME | OPTION_JSON, 1, 1, cmd_unarchive},
	{"delete", "PLAN", N_("haalt een heel plan weg"),
	 N_("Het bestand van het plan gaat weg. In de geschiedenis blijft het staan; een beheerder kan het daar terughalen. Een reden hoort erbij: geef die met "
	   "-m. Moet het plan alleen uit het overzicht, gebruik dan 'buurtplan archive'.") "\n" GEGEVENS,
	 EDITS, 1, 1, cmd_delete},
	{"log", N_("[PLAN [SPEERPUNT [VELD]]]"), N_("wie wat veranderde, wanneer en waarom"),
	 N_("Toont de versies, de nieuwste eerst, met wat er veranderd is: van het plan, van één SPEERPUNT daarin (het kenmerk), of van één VELD van het speerpunt "
	   "(doelstellingen, of doelstellingen/2). Zonder PLAN: van alle plannen. In plaats van een speerpunt mag ook een ander deel van het plan: swot, analyse/ligging.") "\n"
	 N_("Een speerpunt wordt gevolgd bij een andere titel, plaats of plan, ook als het weg is. Elke versie heeft een nummer, geteld van de oudste van wat u vraagt, en "
	   "een kenmerk van twaalf tekens: daarmee vindt u haar bij show --at, diff en restore --from.") "\n"
	 N_("Alles van Bart in maart over Cambio: buurtplan log --author bart --since 2019-03 --until 2019-03 --text cambio. Is er niets, dan is de uitkomst 1.") "\n" DATES,
	 SHOWS | SIFTS | OPTION_LIST, 0, 3, cmd_log},
	{"diff", N_("PLAN [VERSIE [VERSIE]]"), N_("de wijzigingen tussen twee versies"),
	 N_("Toont in woorden wat er in het plan veranderde tussen twee versies. Met één VERSIE: van toen tot nu. Zonder: wat er in de nieuwste versie anders is "
	   "dan in de versie ervoor. De uitkomst is 1 als er iets anders is, 0 als alles gelijk is.") "\n" VERSIONS,
	 SHOWS, 1, 3, cmd_diff},
	{"report", N_("[PLAN …] --since DATUM [--until DATUM] [--format SOORT]"), N_("alle wijzigingen van een periode, voor een vergadering"),
	 N_("Schrijft één document met van elk plan wat er in de periode veranderd is: per speerpunt wat er stond en wat er nu staat, wie het deed en waarom. Wat in de "
	   "periode vaker veranderde, staat er één keer. Zonder PLAN: alle plannen. Zonder --until: tot en met vandaag. Zonder --format als Markdown (md); met "
	   "--format html als één bestand om te printen: buurtplan report --since 2019-03 --format html > verslag.html") "\n" DATES,
	 AT_HOME | OPTION_SINCE | OPTION_UNTIL | OPTION_FORMAT, 0, (size_t)-1, cmd_report},
	{"blame", N_("PLAN [PAD]"), N_("wie schreef wat er nu staat, wanneer en waarom"),
	 N_("Toont van elk veld, elke regel van een lijst en elke zin van een lange tekst op het PAD wie er het laatst iets aan veranderde, wanneer, in welke versie en "
	   "waarom. Zonder PAD van het hele plan, met elk speerpunt als één regel. Wie een tekst alleen verplaatste, schreef hem niet; wie een oude tekst terugzette wel.") "\n" PATHS,
	 SHOWS, 1, 2, cmd_blame},
	{"remark", N_("PLAN [[PAD] TEKST]"), N_("opmerkingen bij een plan: lezen, maken, beantwoorden"),
	 N_("Zonder TEKST: de opmerkingen bij het plan, met wie ze maakte, wie antwoordde, wie ze heeft gezien en wie akkoord is. Boven elke tekst staat zijn ID. Met een TEKST: "
	   "maakt een opmerking bij het plan, of bij het veld op het PAD. Met --at gaat die over één versie. Met --answer ID is de TEKST een antwoord; met --seen ID en --agree ID "
	   "laat u zonder TEKST weten dat u iets hebt gezien of dat u akkoord bent.") "\n"
	 N_("Een opmerking staat bij de plannen, en verandert er niets aan. Hij kan niet meer weg.") "\n" PATHS "\n" TEXTS "\n" GEGEVENS,
	 AT_HOME | OPTION_AT | OPTION_ANSWER | OPTION_SEEN | OPTION_AGREE | OPTION_KEEP | OPTION_JSON, 1, 3, cmd_remark},
	{"search", N_("WOORD …"), N_("zoekt in alle plannen"),
	 N_("Toont elke tekst waar alle woorden in staan, met het plan en het pad ervoor. Hoofdletters en accenten tellen niet. Wat tussen "
	   "aanhalingstekens staat ('\"schoon en heel\"') wordt zo gezocht. Plannen die niet te lezen zijn, worden genoemd en overgeslagen. "
	   "De uitkomst is 1 als er niets is gevonden."),
	 SHOWS, 1, (size_t)-1, cmd_search},
	{"check", N_("[PLAN|BESTAND …]"), N_("kijkt plannen of losse bestanden na"),
	 N_("Zonder namen: alle plannen. Een naam die een bestand is, wordt als bestand gelezen, waar het ook staat; anders is het een plan. "
	   "Wat niet klopt, staat er met bestand, regel en kolom; de uitkomst is dan 1.") "\n"
	 N_("Met --advice staat er ook advies bij: wat niet op elkaar past, wat nog ontbreekt en wat voorbij is. Is er alleen advies, dan is de uitkomst 0."),
	 SHOWS | OPTION_ADVICE | WORDS_ARE_FILES, 0, (size_t)-1, cmd_check},
	{"diff-file", N_("BESTAND BESTAND"), N_("de wijzigingen tussen twee bestanden"),
	 N_("Toont in woorden wat er in het tweede bestand anders is dan in het eerste. De uitkomst is 1 als er iets anders is, 0 als alles gelijk is."),
	 OPTION_JSON | WORDS_ARE_FILES, 2, 2, cmd_diff_file},
	{"merge-file", N_("BASIS ONZE HUN"), N_("maakt van twee versies van een plan één"),
	 N_("Leest drie bestanden: hoe het plan was (BASIS; een leeg bestand als er geen is) en wat er op twee plaatsen van gemaakt is (ONZE, HUN). Wat "
	   "samen kan, gaat samen; de uitkomst is ONZE met de wijzigingen van HUN erin. Die komt in het bestand achter -o, en anders op de "
	   "standaarduitvoer.") "\n"
	 N_("De uitkomst is 0 als alles samen kon. Is er iets te kiezen, dan staan de keuzes erbij en is de uitkomst 1; het bestand heeft dan een voorlopig "
	   "plan. Gaat er iets stuk (2 en hoger), dan blijft dat bestand zoals het was."),
	 OPTION_OUT | OPTION_JSON | WORDS_ARE_FILES, 3, 3, cmd_merge_file},
	{"merge-driver", N_("%O %A %B …"), N_("voor git: voegt twee versies samen"),
	 N_("git roept dit zelf aan; 'buurtplan git-setup' stelt dat in. Het bestand %A krijgt de uitkomst. Wat te kiezen blijft, staat er tussen tekens "
	   "(<<<<<<<) rond de regels waar het om gaat, en de uitkomst is 1."),
	 WORDS_ARE_FILES | WORDS_AS_THEY_ARE, 3, (size_t)-1, cmd_merge_driver},
	{"diff-driver", N_("PAD OUD …"), N_("voor git: toont wijzigingen in woorden"),
	 N_("git roept dit zelf aan bij 'git diff'; 'buurtplan git-setup' stelt dat in."),
	 WORDS_ARE_FILES | WORDS_AS_THEY_ARE, 1, (size_t)-1, cmd_diff_driver},
	{"textconv", N_("BESTAND"), N_("voor git: een plan als regels om te vergelijken"),
	 N_("Schrijft elk veld op een eigen regel, met zijn pad ervoor; van een lange tekst elke zin. git roept dit zelf aan bij 'git log -p'; "
	   "'buurtplan git-setup' stelt dat in."),
	 WORDS_ARE_FILES, 1, 1, cmd_textconv},
	{"resolve", N_("[PLAN [ANTWOORDEN]]"), N_("kiest waar git twee versies van een plan liet"),
	 N_("Voor beheerders. Na een git merge, rebase of cherry-pick die niet af is: maakt van de twee versies één, zoals git ze bewaart; wat er aan tekens "
	   "in het bestand staat, telt niet. Zonder PLAN staat er van welke plannen er twee versies zijn.") "\n"
	 N_("Is er iets te kiezen, dan staat er wat, en is de uitkomst 1. Antwoord met --mine (uw eigen tekst, ook bij een rebase), met --theirs, of met "
	   "ANTWOORDEN: een JSON-bestand, of een los streepje (-) voor de standaardinvoer. Daarin staat {\"schema\": 1, \"answers\": [{\"id\": \"…\", "
	   "\"take\": \"mine\"}]}; \"take\" is mine, theirs, both, base (zoals het was) of text, met de tekst in \"text\". Wat --json schrijft mag ook, met "
	   "\"taken\" ingevuld.") "\n"
	 N_("Is alles gekozen, dan staat het plan in de map en klaar in git, en is de uitkomst 0. Anders is er niets veranderd."),
	 OPTION_DIR | OPTION_MINE | OPTION_THEIRS | OPTION_JSON | WORDS_ARE_FILES, 0, 2, cmd_resolve},
	{"init", N_("[--from MAP] MAP"), N_("maakt een nieuwe map met plannen"),
	 N_("Maakt in MAP een nieuwe verzameling plannen. MAP moet nieuw of leeg zijn. Met --from komen de plannen "
	   "uit een andere map mee. Een bestand dat niet te lezen is, komt mee zoals het is en wordt genoemd; de uitkomst is dan 1."),
	 OPTION_ALS | OPTION_FROM | WORDS_ARE_FILES, 1, 1, cmd_init},
	{"git-setup", "[--check]", N_("laat git zelf plannen per veld samenvoegen"),
	 N_("Voor beheerders. Zet in de instellingen van git van deze map (config en info/attributes) dat plannen per veld worden samengevoegd en "
	   "getoond, ook door git zelf: git merge, rebase, cherry-pick, diff en log. Wat er verder in staat, blijft. Elke kloon heeft zijn eigen instellingen.") "\n"
	 N_("Daarna, en met --check alleen, wordt elk onderdeel geprobeerd zoals git dat doet. Werkt er iets niet, dan staat er waarom; de uitkomst is dan 1."),
	 OPTION_DIR | OPTION_CHECK | OPTION_JSON, 0, 0, cmd_git_setup},
	{"maintain", "", N_("ruimt de map met plannen op"),
	 N_("Voor beheerders. Laat git de versies inpakken als er meer dan ongeveer 2000 losse bestanden zijn (git gc --auto), en wacht daarop. Plannen en "
	   "geschiedenis blijven precies zo; anderen kunnen doorwerken. Wat nog geen twee weken oud is, gooit git nooit weg.") "\n"
	 N_("Daarna zoekt buurtplan van alle versies van alle plannen uit wat er veranderde. Een geschiedenis is dan meteen te zien.") "\n"
	 N_("Buurtplan doet dit ook zelf, na een bewaring en hoogstens eens per uur, als de instellingen van de map van de gebruiker zelf zijn of van root. Kan of "
	    "mag git hier niet worden gestart, dan is de uitkomst 1."),
	 OPTION_DIR, 0, 0, cmd_maintain},
	{"help", N_("[OPDRACHT]"), N_("deze hulp, of die van één opdracht"),
	 N_("Zonder OPDRACHT: alle opdrachten.") "\n"
	 N_("Met --man komt de handleiding op de standaarduitvoer, zoals man haar leest; met --completion het bestand waarmee bash opdrachten, plannen en "
	    "speerpunten aanvult. 'make install' zet ze op hun plaats."),
	 OPTION_MAN | OPTION_COMPLETION, 0, 1, cmd_help},
	{NULL, NULL, NULL, NULL, 0, 0, 0, NULL},
};
/* clang-format on */

const struct command *command_find(const char *name)
{
	for (const struct command *c = commands; c->name; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many letters must come, go or change to make one word of the other (Levenshtein). */
static size_t distance(const char *a, const char *b)
{
	enum { LONGEST = 16 };
	size_t row[LONGEST + 1], n = strlen(a), m = strlen(b);
	if (n > LONGEST || m > LONGEST)
		return LONGEST;
	for (size_t j = 0; j <= m; j++)
		row[j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t corner = row[0];
		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t above = row[j];
			row[j] = least(corner + (a[i - 1] != b[j - 1]), least(above, row[j - 1]) + 1);
			corner = above;
		}
	}
	return row[m];
}

const struct command *command_guess(const char *name)
{
	const struct command *best = NULL;
	size_t len = strlen(name), nearest = (len < 4 ? 1 : 2) + 1;
	for (const struct command *c = commands; c->name; c++) {
		size_t d = len >= 2 && strncmp(c->name, name, len) == 0 ? 0 : distance(name, c->name);
		if (d < nearest) {
			nearest = d;
			best = c;
		}
	}
	return best;
}
