"""Dutch that looks like what buurtmakers write: names, sentences and texts, drawn from a seeded generator."""
import re

WHO = """de buurtmaker|de wijkmanager|het Sociaal Team|de wijkagent|een groep bewoners|de opbouwwerker|de woningcorporatie
de school|het jongerenwerk|de wijkenbeheerder|een werkgroep van ouders|de VVE's|de projectgroep|de gemeente|Cambio|handhaving
de bewonerscommissie|het Huis van de Wijk|een aantal oudere bewoners|het groenbedrijf|de huisarts|de portiekvertegenwoordigers
de vrijwilligers van het pandje|de taalschool|de sportvereniging|een kleine groep jongeren|de stichting naast de kerk|de wijkraad
de beleidsmedewerker afval|het energieteam|de moskee|het kinderwerk"""
DOES = """onderzoekt|bespreekt|bekijkt opnieuw|brengt in beeld|pakt op|vraagt aandacht voor|organiseert|begeleidt|steunt|beoordeelt
maakt afspraken over|zoekt naar een oplossing voor|deelt de ervaringen met|volgt|verbetert|coördineert|rondt af|bereidt voor
neemt het voortouw bij|legt vast|evalueert|betrekt de buren bij|denkt mee over|houdt zicht op|twijfelt over"""
WHAT = """het afval naast de containers|de overlast in het portiek|de speelplek achter de flats|de schulden van jonge gezinnen
het onderhoud van de openbare ruimte|de eenzaamheid onder ouderen|de taallessen op dinsdag|de beddenverhuur|het warmtenet
de 25 portiekvertegenwoordigers|de inrichting van het plein|een thema-avond over energie|het verkeer rond de school
de moestuin aan de Deltalaan|de bijplaatsingen|het project 'Bordjes'|het groen langs het spoor|de wachttijd bij de schuldhulp
de samenwerking tussen VVE's|de parkeerdruk in de avond|het inloopspreekuur|de huisbezoeken in het najaar|de meldkaart
het buurtbeheerbedrijf|de verlichting van de achterpaden|de buurtapp|de ontmoetingsruimte|de overdracht naar de wijkmanager
het netwerk van werkers|de vervuiling bij de glasbak|de zwerfjongeren|de fietsenstalling|een maaltijd voor de hele straat"""
HOW = """samen met de bewoners|voor het einde van het jaar|in kleine stappen|zonder extra budget|met steun van WijDeventer
naar aanleiding van de gesprekken|in twee portieken|op drie plekken in de buurt|tot de zomer|volgens de afspraken van maart
met een tijdelijke kracht|en koppelt dat terug aan de raad|zodra er ruimte is|omdat het nu blijft liggen|buiten kantoortijd
per adres|met de huurders én de eigenaren|op de schaal van de straat|met hulp van studenten|aan de keukentafel
ondanks de hoge verhuisgraad|binnen de lopende opdracht|met één vast aanspreekpunt|naast het gewone werk"""
EXTRA = """Dat vraagt tijd.|Het blijft dweilen met de kraan open.|"Van overleven naar samenleven", zegt een bewoner.
Let op: de cijfers zijn van 2018.|Zo'n aanpak werkt hier beter.|Niet iedereen is het daarmee eens.|Kosten: ongeveer 1.500 euro.
De helft van de deelnemers komt terug (12 van de 25).|Vertrouwen groeit langzaam.|Is dit wel een taak van de buurtmaker?
Bewoners merken er nog weinig van; dat moet anders.|Financiën blijven een zorg.|De reële behoefte is groter.
Wie weg kan, gaat weg.|Het resultaat is zichtbaar op straat.|Er komt een vervolg – ook als het weinig oplevert."""
TITLES = """Afval rond de flats|Eenzaamheid onder ouderen|Onderhoud van de openbare ruimte|Kamerverhuur en illegaliteit
Sterke VVE's|Jongeren op straat|Schulden en armoede|Samen in het portiek|Energie en verduurzaming|Veilig naar school
Ontmoeten in de wijk|Taal en meedoen|Groen en spelen|Gezonde buurt|Verkeer en parkeren|Overlast en handhaving
Werk en dagbesteding|Kinderen en opvoeding|Zorg dichtbij|Netwerk van werkers"""
PARTIES = """Sociaal Team|Wijkmanager|Buurtmaker|Politie|Handhaving|Rentree|Cambio|Circulus-Berkel|Raster|Woonbedrijf Ieder1|GGD
Opbouwwerk|Jongerenwerk|School|Reiniging|Wijkenbeheer|Bewonerscommissie|WijDeventer|Huisartsen|Energieloket"""
ROLES = 'uitvoering|coördinatie en aanspreekpunt|meedenken|financiering|opdrachtgever|signaleren|begeleiding van bewoners'
FASEN = 'Onderzoek|Kwartiermaken|Uitvoering|Evaluatie|Voorbereiding met bewoners|Tweede ronde|Nazorg'
REASONS = """Besluit van de projectgroep.|Na het gesprek met de wijkmanager.|Op verzoek van de bewoners.|Fout verbeterd.
Afgesproken in het voortgangsoverleg.|Nieuwe cijfers van de gemeente.|Na de schouw van deze week."""
PLAIN = 'typo|bijgewerkt|wijzigingen na overleg|Update plan|spelling|kleine aanpassing|wip|verslag verwerkt'
AUTHORS = [('Anna de Vries', 'anna@example.nl'), ('Bart Smit', 'bart@example.nl'), ('Fatma Yılmaz', 'fatma@example.nl'),
           ('Joost van der Meer', 'joost@example.nl'), ("Sanne 't Hart", 'sanne@example.nl'), ('Mohammed El Amrani', 'mo@example.nl'),
           ('Carla Böhm', 'carla@example.nl'), ('Willem-Jan Kuipers', 'wj@example.nl'), ('R. Jansen', 'r.jansen@example.nl')]
_FIRST = 'delta|rivier|zand|oost|sluis|linden|burg|kerk|hof|beatrix|molen|tuin|water|knutte|berk|veen|heide|spoor|brink|eik'
_LAST = 'buurt|weerd|rik|wijk|kwartier|park|akker|hoek|veld|oord|dorp|laan|enk|donk|horst|kamp|gaarde|poort|zijde|burg'


def _split(text):
    return re.split(r'[|\n]', text)


WHO, DOES, WHAT, HOW, EXTRA, TITLES, PARTIES, ROLES, FASEN, REASONS, PLAIN, _FIRST, _LAST = map(
    _split, (WHO, DOES, WHAT, HOW, EXTRA, TITLES, PARTIES, ROLES, FASEN, REASONS, PLAIN, _FIRST, _LAST))


def buurt(n):
    """The n-th name of a neighbourhood; all differ."""
    name = (_FIRST[n % 20] + _LAST[n // 20 % 20]).capitalize()
    return name if n < 400 else f'{name} {n // 400 + 1}'


def slug(text):
    return re.sub(r'[^a-z0-9]+', '-', text.lower()).strip('-')[:60]


def clause(r):
    return f'{r.choice(WHO)} {r.choice(DOES)} {r.choice(WHAT)}'


def sentence(r):
    if r.random() < 0.2:
        return r.choice(EXTRA)
    tail = f' {r.choice(HOW)}' if r.random() < 0.8 else ''
    text = f'{clause(r)}{tail}.'
    return text[0].upper() + text[1:]


def short(r):
    """One line, as in a list of goals; some need quotes in YAML."""
    text = clause(r)
    text = text[0].upper() + text[1:]
    chance = r.random()
    if chance < 0.08:
        return f'Stap {r.randint(1, 5)}: {text[0].lower()}{text[1:]}.'
    return text + (f' {r.choice(HOW)}.' if chance < 0.6 else '')


def prose(r, paragraphs, sentences):
    return '\n\n'.join(' '.join(sentence(r) for _ in range(r.randint(max(1, sentences - 2), sentences + 2)))
                       for _ in range(paragraphs))


def month(r):
    return f'20{r.randint(18, 26)}-{r.randint(1, 12):02}'
