/* What is unreadable, and how that is said (FORMAT.md, 'Unreadable'; FACTS.md 1).
 * Three gates: the bytes before libyaml sees them, libyaml's own refusals, and the events
 * that libyaml lets through and a plan file may not hold. */
#include "yaml/internal.h"

#include "base/taal.h"
#include "base/text.h"

#include <string.h>

void place_of(const char *bytes, size_t len, size_t at, int *line, int *column)
{
	if (at > len)
		at = len;
	size_t start = line_start(bytes, at);
	*line = *column = 1;
	for (const char *p = bytes; (p = memchr(p, '\n', (size_t)(bytes + start - p))); p++)
		++*line;
	if (start == 0 && len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		start = at < 3 ? at : 3;
	for (size_t i = start; i < at; i++)
		*column += ((unsigned char)bytes[i] & 0xc0) != 0x80;
}

enum code gate_at(struct err *e, const char *bytes, size_t len, size_t at, const char *sentence)
{
	int line, column;
	place_of(bytes, len, at, &line, &column);
	return err_at(e, ERR_UNREADABLE, line, column, "%s", sentence);
}

/* Control characters other than TAB and LF, CR anywhere but before an LF, and the other line ends of Unicode. */
static bool is_forbidden(const char *s, size_t len, size_t at)
{
	unsigned char c = (unsigned char)s[at];
	if (c == '\r')
		return at + 1 >= len || s[at + 1] != '\n';
	if (c < 0x20)
		return c != '\t' && c != '\n';
	if (c == 0xc2 && at + 1 < len)
		return (unsigned char)s[at + 1] < 0xa0;
	if (c == 0xe2 && at + 2 < len && (unsigned char)s[at + 1] == 0x80) /* LS, PS: line ends for libyaml alone */
		return (unsigned char)s[at + 2] == 0xa8 || (unsigned char)s[at + 2] == 0xa9;
	return c == 0x7f;
}

static enum code refuse_character(const char *bytes, size_t len, size_t at, struct err *e)
{
	uint32_t cp;
	int line, column;
	text_decode(bytes + at, len - at, &cp);
	place_of(bytes, len, at, &line, &column);
	return err_at(e, ERR_UNREADABLE, line, column,
	              _("Hier staat een onzichtbaar stuurteken (U+%04X) dat niet in een plan mag. Haal het weg."), (unsigned)cp);
}

enum code gate_bytes(const char *bytes, size_t len, struct err *e)
{
	int line, column;
	if (len > DOC_MAX_BYTES)
		return err_at(e, ERR_UNREADABLE, 1, 1, _("Het bestand is groter dan 1 MB (%zu bytes). Een plan mag zo groot niet zijn: maak de teksten korter."), len);
	if (len >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0))
		return err_at(e, ERR_UNREADABLE, 1, 1, _("Het bestand is opgeslagen als UTF-16. Sla het opnieuw op als UTF-8."));
	if (len >= 4 && ((!bytes[0] && bytes[1] && !bytes[2]) || (bytes[0] && !bytes[1] && bytes[2] && !bytes[3])))
		return err_at(e, ERR_UNREADABLE, 1, 1, _("Het bestand is opgeslagen als UTF-16. Sla het opnieuw op als UTF-8."));
	size_t bad = text_invalid_at(bytes, len);
	if (bad < len) {
		place_of(bytes, len, bad, &line, &column);
		return err_at(e, ERR_UNREADABLE, line, column,
		              _("Byte %zu (0x%02X) is geen geldige UTF-8. Sla het bestand opnieuw op als UTF-8."), bad + 1, (unsigned char)bytes[bad]);
	}
	for (size_t at = 0; at < len; at++)
		if (is_forbidden(bytes, len, at))
			return refuse_character(bytes, len, at, e);
	for (const char *p = bytes + (len >= 3 ? 3 : len); (p = memchr(p, '\xef', (size_t)(bytes + len - p))); p++)
		if (memcmp(p, "\xef\xbb\xbf", 3) == 0 && p[-1] == '\n')
			return gate_at(e, bytes, len, (size_t)(p - bytes), _("Hier staat midden in het bestand een byte order mark (U+FEFF). Haal dat onzichtbare teken weg."));
	return OK;
}

/* libyaml's own words, and ours.  The first row whose two texts begin so is taken; `began` names the place where the
 * construct began, which is where a person must look. */
static const struct refusal {
	const char *problem, *context;
	bool began;
	const char *sentence;
} refusals[] = {
	{"found unexpected end of stream", "while scanning a quoted", true,
	 N_("Het aanhalingsteken dat hier begint, wordt nergens gesloten. Sluit de tekst af, of zet hem tussen dubbele aanhalingstekens.")},
	{"found unexpected document indicator", "", true,
	 N_("Het aanhalingsteken dat hier begint, wordt niet op tijd gesloten. Sluit de tekst af.")},
	{"found unknown escape character", "", false,
	 N_("Achter een backslash (\\) staat een teken dat hier niet kan. Schrijf \\\\ voor een gewone backslash.")},
	{"did not find expected hexdecimal number", "", false,
	 N_("Achter \\x, \\u of \\U horen cijfers (0-9, a-f) te staan.")},
	{"found invalid Unicode character escape code", "", false,
	 N_("Deze code achter \\u of \\U is geen teken. Typ het teken zelf.")},
	{"mapping values are not allowed", "", false,
	 N_("Hier staat een dubbele punt die niet kan: een tekst met ': ' hoort tussen aanhalingstekens, en elke sleutel op een eigen regel.")},
	{"block sequence entries are not allowed", "", false,
	 N_("Een streepje voor een lijst hoort op een eigen regel te staan.")},
	{"could not find expected ':'", "while scanning a simple key", true,
	 N_("Op deze regel mist een dubbele punt achter de sleutel, of de regel moet verder inspringen.")},
	{"found character that cannot start any token", "", false,
	 N_("Een tekst kan niet met dit teken beginnen. Zet hem tussen aanhalingstekens.")},
	{"found a tab character", "", false,
	 N_("Hier is met een tab ingesprongen. Gebruik alleen spaties.")},
	{"did not find expected ',' or ']'", "", true,
	 N_("De lijst die hier met [ begint, wordt niet goed gesloten: er mist een komma of een ].")},
	{"did not find expected ',' or '}'", "", true,
	 N_("Het blok dat hier met { begint, wordt niet goed gesloten: er mist een komma of een }.")},
	{"did not find expected key", "while parsing a block mapping", false,
	 N_("Deze regel past niet bij de regels erboven: de inspringing klopt niet, of er staat tekst achter een aanhalingsteken.")},
	{"did not find expected '-' indicator", "", false,
	 N_("Deze regel past niet bij de lijst erboven: er mist een streepje, of de inspringing klopt niet.")},
	{"did not find expected node content", "", false,
	 N_("Hier wordt een tekst verwacht, maar er staat een los leesteken. Zet een tekst met zo'n teken tussen aanhalingstekens.")},
	{"did not find expected <document start>", "", false,
	 N_("Deze regel hoort niet bij het plan erboven. Klopt de inspringing van de eerste regels?")},
	{"did not find expected comment or line break", "while scanning a block scalar", false,
	 N_("Achter | of > mag op dezelfde regel geen tekst staan. Zet de tekst eronder.")},
	{"found unknown directive", "", false, N_("Een regel kan niet met % beginnen. Zet de tekst tussen aanhalingstekens.")},
	{"", "while scanning a directive", false, N_("Een regel kan niet met % beginnen. Zet de tekst tussen aanhalingstekens.")},
	{"", "while scanning an alias", false, N_("Verwijzingen (*) kunnen niet in een plan. Zet de tekst tussen aanhalingstekens.")},
	{"", "while scanning an anchor", false, N_("Ankers (&) kunnen niet in een plan. Zet de tekst tussen aanhalingstekens.")},
	{"", "while scanning a tag", false, N_("Tags (!) kunnen niet in een plan. Zet de tekst tussen aanhalingstekens.")},
	{"", "while parsing a tag", false, N_("Tags (!) kunnen niet in een plan. Zet de tekst tussen aanhalingstekens.")},
	{"found undefined tag handle", "", false, N_("Tags (!) kunnen niet in een plan. Zet de tekst tussen aanhalingstekens.")},
	{"found duplicate", "", false, N_("Deze regel met % staat er twee keer. Haal er een weg.")},
	{"found incompatible YAML", "", false, N_("Deze versie van YAML kennen wij niet. Haal de regel met %YAML weg.")},
	{"control characters are not allowed", "", false, N_("Hier staat een teken dat niet in een plan mag. Haal het weg.")},
};

static bool begins(const char *text, const char *with)
{
	return strncmp(text ? text : "", with, strlen(with)) == 0;
}

/* git's signs around a place where two versions differ, at the start of a line; `len` when there are none. */
static size_t conflict_marker(const char *bytes, size_t len)
{
	for (size_t at = 0; at < len; at = line_end(bytes, len, at))
		if (len - at >= 7 && (memcmp(bytes + at, "<<<<<<<", 7) == 0 || memcmp(bytes + at, "=======", 7) == 0 ||
		                      memcmp(bytes + at, ">>>>>>>", 7) == 0) &&
		    (at + 7 == len || strchr(" \r\n", bytes[at + 7])))
			return at;
	return len;
}

enum code gate_refused(const yaml_parser_t *parser, const char *bytes, size_t len, struct err *e)
{
	size_t marker = conflict_marker(bytes, len);
	if (marker < len)
		return gate_at(e, bytes, len, marker,
		               _("Hier staan nog tekens (<<<<<<<, =======, >>>>>>>) van twee versies die niet zijn samengevoegd. Kies wat blijft en haal deze regels weg."));
	struct marks marks;
	marks_init(&marks, bytes, len);
	size_t problem = marks_byte(&marks, parser->problem_mark.index);
	size_t context = marks_byte(&marks, parser->context_mark.index);
	marks_clear(&marks);
	if (parser->error == YAML_READER_ERROR)
		problem = parser->problem_offset;
	if (problem < len && bytes[problem] == '\t')
		return gate_at(e, bytes, len, problem, _("Hier is met een tab ingesprongen. Gebruik alleen spaties."));
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		const struct refusal *r = &refusals[i];
		if (begins(parser->problem, r->problem) && begins(parser->context, r->context))
			return gate_at(e, bytes, len, r->began && parser->context ? context : problem, _(r->sentence));
	}
	return gate_at(e, bytes, len, problem, _("Deze regel is geen geldige YAML. Kijk naar de inspringing, de dubbele punten en de aanhalingstekens."));
}

static bool has_control(const char *s, size_t len)
{
	for (size_t at = 0; at < len; at++)
		if (s[at] == '\r' || ((unsigned char)s[at] != 0xe2 && is_forbidden(s, len, at)))
			return true;
	return false;
}

/* Anchors, aliases and tags. */
static const char *refused_property(const yaml_event_t *event)
{
	const yaml_char_t *anchor = NULL, *tag = NULL;
	switch (event->type) {
	case YAML_ALIAS_EVENT:
		return _("Verwijzingen (*) kunnen niet in een plan. Schrijf de tekst voluit, of zet hem tussen aanhalingstekens.");
	case YAML_SCALAR_EVENT:
		anchor = event->data.scalar.anchor;
		tag = event->data.scalar.tag;
		break;
	case YAML_SEQUENCE_START_EVENT:
		anchor = event->data.sequence_start.anchor;
		tag = event->data.sequence_start.tag;
		break;
	case YAML_MAPPING_START_EVENT:
		anchor = event->data.mapping_start.anchor;
		tag = event->data.mapping_start.tag;
		break;
	default:
		break;
	}
	if (anchor)
		return _("Ankers (&) kunnen niet in een plan. Zet de tekst tussen aanhalingstekens.");
	if (tag)
		return _("Tags (!) kunnen niet in een plan. Zet de tekst tussen aanhalingstekens.");
	return NULL;
}

enum code gate_event(const yaml_event_t *event, const char *bytes, size_t len, size_t at, struct err *e)
{
	const char *sentence = refused_property(event);
	if (!sentence && event->type == YAML_SCALAR_EVENT &&
	    has_control((const char *)event->data.scalar.value, event->data.scalar.length))
		sentence = _("In deze tekst staat een stuurteken (zoals \\0 of \\e) dat niet in een plan mag. Haal het weg.");
	return sentence ? gate_at(e, bytes, len, at, sentence) : OK;
}
