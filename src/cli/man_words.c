#include "cli/man_words.h"

/* clang-format off */
const char man_description[] =
	"Buurtmakers schrijven voor een buurt een plan van aanpak. Dat plan is een YAML-bestand in een git-repository; elke keer bewaren is een commit, met "
	"wie, wanneer, welk veld, en waar dat hoort een reden.\n"
	"Zonder opdracht opent het programma op een terminal: daar leest en schrijft u de plannen in formulieren. De opdrachten zijn voor beheerders en "
	"scripts: gegevens komen op de standaarduitvoer, meldingen op de standaardfoutuitvoer. Er wordt nooit iets gevraagd.\n"
	"Twee mensen kunnen tegelijk aan een plan werken. Wat samen kan, gaat samen: per veld, per regel van een lijst, per zin en per woord. Wat niet samen "
	"kan, wordt nooit vanzelf beslist.\n"
	"Een tekst die nog niet bewaard is, blijft als concept staan, ook als de verbinding wegvalt of het programma stopt.";

const char man_fields[] =
	"Dit kan er in een plan staan. De naam is het pad, zoals de opdrachten het nemen. KENMERK is het kenmerk (id) van een speerpunt of een deel van de "
	"analyse, NUMMER het nummer van een regel in een lijst, vanaf 1. Wat buurtplan niet kent, blijft staan zoals het is.";

const char man_keys[] = "Alles werkt met de pijltjes, Enter en Esc. Met ? of F1 laat elk scherm zien wat er kan.";

static const struct told exits[] = {
	{"0", "Gedaan. Ook als er niets te veranderen was."},
	{"1", "Nee: er is verschil, er klopt iets niet, een keuze staat open, een reden ontbreekt, of iemand anders schreef op dezelfde plaats."},
	{"2", "Verkeerd gebruik, of een onbekend plan of veld."},
	{"3", "Er ging iets stuk: een bestand is niet te lezen, de schijf is vol, of iets anders houdt de map bezet."},
	{NULL, NULL}};

static const struct told environment[] = {
	{"XDG_STATE_HOME", "De map waarin de concepten staan, onder buurtplan. Anders ~/.local/state."},
	{"XDG_CONFIG_HOME", "De map waarin staat wie u bent en wat u instelde, onder buurtplan. Anders ~/.config. Ook git kijkt daar."},
	{"HOME", "Uw eigen map, als een van de twee hierboven niet is gezet."},
	{"LANGUAGE", "De taal van het programma: nl of en. LANG telt niet mee."},
	{"TERM", "De soort terminal. Kent de computer die niet, dan werkt buurtplan als op een xterm."},
	{"NO_COLOR", "Staat hier iets, dan gebruikt buurtplan geen kleur. Kleur is nooit het enige teken."},
	{"VISUAL, EDITOR", "Het programma waarmee u een lange tekst kunt schrijven in plaats van in buurtplan zelf. VISUAL gaat voor."},
	{"TMPDIR", "De map waarin git-setup een proef doet. Anders /tmp."},
	{NULL, NULL}};

static const struct told files[] = {
	{"plans/PLAN.yaml, plans/GEMEENTE/PLAN.yaml", "De plannen, in de repository."},
	{"refs/buurtplan/opmerkingen", "In de repository: de opmerkingen bij de plannen, elk een eigen bestand dat nooit verandert. Een kloon neemt ze mee met "
		"git fetch origin refs/buurtplan/opmerkingen:refs/buurtplan/opmerkingen."},
	{"$XDG_STATE_HOME/buurtplan/", "Concepten: tekst die nog niet bewaard is. Alleen u kunt ze lezen. Een concept gaat pas weg als het bewaard is, of als u dat zegt."},
	{"$XDG_CONFIG_HOME/buurtplan/wie", "Uw naam en adres, als buurtplan daarnaar heeft gevraagd."},
	{"$XDG_CONFIG_HOME/buurtplan/instellingen", "Wat u zelf instelde, en of u het welkom hebt gelezen: per regel een naam, een dubbele punt en een waarde."},
	{"info/attributes", "In de repository: welke bestanden git als plan samenvoegt en toont. git-setup schrijft het."},
	{NULL, NULL}};

static const struct told settings[] = {
	{"user.name, user.email", "Wie u bent, als --als er niet bij staat: eerst uit de repository, dan uit uw eigen instellingen voor git."},
	{"buurtplan.domein", "Domeinen van de organisatie, met een blanco ertussen, zoals deventer.nl. Een e-mailadres daarvan is voor buurtplan geen persoonsgegeven. "
		"Het domein van uw eigen adres telt altijd mee."},
	{"buurtplan.programmas", "Met nee start buurtplan nooit een ander programma: dan is er geen eigen editor voor een lange tekst, en laat buurtplan git niets inpakken."},
	{"core.sharedRepository", "Zet dit op group als meer gebruikers van de computer in dezelfde repository bewaren."},
	{"merge.buurtplan.driver, diff.buurtplan.command, diff.buurtplan.textconv", "Hoe git zelf plannen samenvoegt en toont. git-setup schrijft ze."},
	{NULL, NULL}};

const struct man_section man_sections[] = {
	{"UITKOMST", exits},
	{"OMGEVING", environment},
	{"BESTANDEN", files},
	{"INSTELLINGEN", settings},
	{NULL, NULL}};

const struct told man_examples[] = {
	{"buurtplan --als 'Beheer <beheer@example.nl>' init --from plannen plannen.git", "Een nieuwe repository, met de plannen uit de map plannen:"},
	{"buurtplan -C plannen.git", "Het programma openen:"},
	{"buurtplan -C plannen.git show deltabuurt speerpunten/afval/doelstellingen", "De doelstellingen van één speerpunt lezen:"},
	{"buurtplan -C plannen.git set deltabuurt status evaluatie -m 'Besluit van de projectgroep.'", "Een veld veranderen, met een reden:"},
	{"buurtplan -C plannen.git log deltabuurt afval", "Wie veranderde er wat in een speerpunt?"},
	{"buurtplan -C plannen.git blame deltabuurt speerpunten/afval", "Wie schreef wat er nu bij een speerpunt staat?"},
	{"buurtplan -C plannen.git diff deltabuurt 2019-03-01", "Wat is er sinds 1 maart veranderd?"},
	{"buurtplan -C plannen.git restore deltabuurt speerpunten/afval --from 5", "Een speerpunt terugzetten zoals het in versie 5 was:"},
	{"buurtplan -C plannen.git check --advice", "Alle plannen nakijken, met advies:"},
	{NULL, NULL}};
/* clang-format on */

const char *man_kind(enum field_kind kind)
{
	switch (kind) {
	case KIND_LINE:
		return "tekst op één regel";
	case KIND_PROSE:
		return "tekst van een of meer alinea's";
	case KIND_CHOICE:
		return "keuze";
	case KIND_MONTH:
		return "maand of dag, zoals 2019-03 of 2019-03-12";
	case KIND_MONTH_OR_YEAR:
		return "jaar, maand of dag, zoals 2019, 2019-03 of 2019-03-12";
	case KIND_YEAR:
		return "jaar, zoals 2019";
	case KIND_NUMBER:
		return "getal";
	case KIND_NUMBER_OR_TEXT:
		return "getal of korte tekst";
	case KIND_MONEY:
		return "bedrag in euro's, zoals 1500 of 1500.50";
	case KIND_YES_NO:
		return "ja of nee";
	case KIND_SLUG:
		return "kleine letters, cijfers en streepjes";
	case KIND_TEXTS:
		return "lijst van teksten";
	case KIND_RECORDS:
		return "lijst van regels met velden";
	case KIND_RECORD:
		return "groep van velden";
	}
	return "";
}
