"""A plan as the generator knows it: units with a value and a layout of their own, and the edits that people make.

A unit is a top-level part of the plan or a speerpunt.  Two units are the same when their keys are: the key is made of the value
alone, so it does not know of quotes, comments, the order of keys or where a line was broken.  Nothing here reads YAML.
"""
import hashlib
import json
import re
import zlib

import words

PLAIN = re.compile(r"[A-Za-zÀ-ÿ0-9][^\n\t]*\Z")
NEVER_PLAIN = re.compile(r": |:\Z| #|\s\Z|\A(?:yes|no|on|off|true|false|null|y|n|~)\Z|\A[0-9][0-9_:.,eE-]*\Z", re.I)
MEANT = {'gereed', 'voor', 'van', 'tot', 'wanneer', 'datum', 'waarde', 'van_de', 'bedrag', 'jaar', 'formaat', 'peil'}
LITERAL, FOLDED, SINGLE, DOUBLE = range(4)
PROSE = {'toelichting', 'middelen', 'evaluatie', 'inleiding', 'samenvatting', 'conclusies', 'aanleiding', 'tekst_lang', 'intern',
         'extern', 'communicatie', 'borging'}
STATUS = ['voorgenomen', 'lopend', 'afgerond', 'overgedragen', 'gestopt']
CHOICES = {'activiteiten.status': ['idee', 'gepland', 'bezig', 'klaar', 'vervallen'], 'status': STATUS,
           'resultaten.status': ['open', 'deels', 'behaald', 'niet_behaald'], 'plan.status': ['analyse', 'vaststelling', 'uitvoering', 'evaluatie'],
           'organisatie.commitment': ['mogelijk', 'gevraagd', 'toegezegd', 'onzeker', 'geweigerd'],
           'afspraken.status': ['open', 'nagekomen', 'niet_nagekomen', 'vervallen'], 'overdracht.status': ['open', 'afgesproken', 'overgedragen']}
FLOWING = {'fasering', 'cijfers', 'kwaliteit', 'overleg', 'budget'} # lists whose records stand on one line each


class Style:
    """How a unit is written.  `seed` 0 is how the program writes; another number is a person's habit."""
    __slots__ = ('seed', 'indent', 'flow')

    def __init__(self, seed=0, indent=2, flow=False):
        self.seed, self.indent, self.flow = seed, indent, flow

    def pick(self, where, sides):
        return zlib.crc32(f'{self.seed}/{where}'.encode()) % sides if self.seed else 0


OWN = Style()


class Unit:
    __slots__ = ('value', 'key', 'text', 'style')

    def __init__(self, value, style, text):
        self.value, self.style, self.text = value, style, text
        self.key = hashlib.blake2b(json.dumps(value, sort_keys=True).encode(), digest_size=12).digest()


# --- writing ---------------------------------------------------------------------------------

def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def double(text):
    return '"' + text.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n') + '"'


def line_of(text, key, style, where, flow):
    """A scalar on one line."""
    if '\n' in text:
        return double(text)
    way = style.pick(where, 9)
    if way == 1:
        return double(text)
    if way == 2 or not PLAIN.match(text) or NEVER_PLAIN.search(text) and key not in MEANT or flow and re.search(r'[][{},?]', text):
        return quoted(text)
    return text


def wrap(text, width, indent):
    lines, line = [], ''
    for word in text.split(' '):
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = word
        else:
            line = f'{line} {word}' if line else word
    lines.append(line)
    return ''.join(f'{indent}{each}\n' for each in lines)


def block_of(text, style, where, indent):
    """What stands behind `key:`, with its line end: prose in whichever way."""
    way = style.pick(where, 6)
    pad = ' ' * indent
    if way == 1: # folded
        width = 60 + style.pick(where + '#', 40)
        return ' >-\n' + '\n\n'.join(wrap(p, width, pad) for p in text.split('\n\n'))
    if '\n' in text and way != 2:
        return ' |-\n' + '\n'.join(pad + each if each else '' for each in text.split('\n')) + '\n'
    return ' ' + (line_of(text, '', style, where, False) if '\n' not in text else double(text)) + '\n'


def flow_of(value, style, where):
    if isinstance(value, dict):
        return '{' + ', '.join(f'{k}: {flow_of(v, style, f"{where}.{k}") if not isinstance(v, str) else line_of(v, k, style, f"{where}.{k}", True)}'
                               for k, v in value.items()) + '}'
    if isinstance(value, list):
        return '[' + ', '.join(flow_of(v, style, f'{where}.{i}') for i, v in enumerate(value)) + ']'
    return line_of(value, '', style, where, True)


def write_list(out, key, items, style, indent):
    """Items indented by one step beyond the key."""
    pad = ' ' * (indent + style.indent)
    flows = key in FLOWING and style.pick(key, 5) != 1 or style.flow
    for i, item in enumerate(items):
        where = f'{key}.{i}'
        if isinstance(item, str):
            out.append(f'{pad}- {line_of(item, "", style, where, False)}\n')
        elif flows:
            out.append(f'{pad}- {flow_of(item, style, where)}\n')
        else:
            write_map(out, item, style, where, indent + style.indent + 2, pad + '- ')


def write_map(out, value, style, where, indent, lead):
    """A mapping whose first line begins with `lead`, and the others with `indent` spaces."""
    pad = ' ' * indent
    keys = list(value)
    if style.pick(where + '!', 4) == 1 and len(keys) > 3: # another order of keys, the first stays
        keys = keys[:1] + keys[:0:-1]
    for key in keys:
        v = value[key]
        if isinstance(v, str):
            behind = block_of(v, style, f'{where}.{key}', indent + style.indent) if '\n' in v or key in PROSE else \
                f' {line_of(v, key, style, f"{where}.{key}", False)}\n'
            out.append(f'{lead}{key}:{behind}')
        elif style.flow and len(json.dumps(v)) < 400 or not v:
            out.append(f'{lead}{key}: {flow_of(v, style, f"{where}.{key}")}\n')
        elif isinstance(v, list):
            out.append(f'{lead}{key}:\n')
            write_list(out, key, v, style, indent)
        elif key in ('periode',):
            out.append(f'{lead}{key}: {flow_of(v, style, f"{where}.{key}")}\n')
        else:
            out.append(f'{lead}{key}:\n')
            write_map(out, v, style, f'{where}.{key}', indent + style.indent, pad + ' ' * style.indent)
        lead = pad


def top_unit(key, value, style=OWN):
    """A top-level part: `key` and what stands behind it."""
    out = []
    write_map(out, {key: value}, style, '', 0, '')
    note = f'# {key}: zie ook het verslag van de projectgroep\n' if style.pick(key + '@', 3) == 1 else ''
    return Unit(value, style, (note + ''.join(out)).encode())


def speerpunt_unit(value, style=OWN):
    out = []
    write_map(out, value, style, '', 4, '  - ')
    if style.pick('@', 3) == 1:
        out.insert(0, f'  # besproken op {style.seed % 28 + 1} maart\n')
    return Unit(value, style, ''.join(out).encode())


# --- a plan ----------------------------------------------------------------------------------

class Plan:
    """One version of a plan; never changed.  `broken` replaces its bytes: no reader gets through them."""
    __slots__ = ('name', 'top', 'points', 'crlf', 'shift', 'broken')

    def __init__(self, name, top, points, crlf=False, shift=0, broken=None):
        self.name, self.top, self.points, self.crlf, self.shift, self.broken = name, top, points, crlf, shift, broken

    def but(self, **new):
        """This plan with other parts; it can be read again."""
        return Plan(new.get('name', self.name), new.get('top', self.top), new.get('points', self.points), new.get('crlf', self.crlf),
                    new.get('shift', self.shift), new.get('broken'))

    def units(self):
        """What can be followed: name of the part, or '=' and the id of the speerpunt → its key."""
        found = {'=' + u.value['id']: u.key for u in self.points}
        found.update((k, u.key) for k, u in self.top.items())
        if self.points:
            found['speerpunten'] = b''.join(u.key for u in self.points)
        return found

    def bytes(self):
        if self.broken is not None:
            return self.broken
        parts = []
        for key, unit in self.top.items():
            if key == 'kwaliteit':
                self.add_points(parts)
            parts.append(unit.text)
        if 'kwaliteit' not in self.top:
            self.add_points(parts)
        whole = b''.join(parts)
        return whole.replace(b'\n', b'\r\n') if self.crlf else whole

    def lines_of(self, point_id):
        """First and last line of a speerpunt in bytes()."""
        at = 1
        for key, unit in self.top.items():
            if key == 'kwaliteit':
                break
            at += unit.text.count(b'\n')
        at += 1
        for unit in self.points:
            count = unit.text.count(b'\n')
            if unit.value['id'] == point_id:
                return at, at + count - 1
            at += count

    def add_points(self, parts):
        if self.points:
            parts.append(b'speerpunten:\n')
            texts = [u.text for u in self.points]
            if self.shift < 0: # the list stands as far left as its key
                texts = [re.sub(rb'(?m)^  ', b'', t) for t in texts]
            elif self.shift > 0:
                texts = [re.sub(rb'(?m)^(?=.)', b'   ', t) for t in texts]
            parts.extend(texts)

    def restyled(self, style):
        """The whole file as another editor leaves it."""
        return self.but(top={k: top_unit(k, u.value, style) for k, u in self.top.items()},
                        points=tuple(speerpunt_unit(u.value, style) for u in self.points))


def new_record(r, key):
    if key == 'activiteiten':
        a = {'tekst': words.short(r), 'status': r.choice(CHOICES['activiteiten.status'])}
        if r.random() < 0.5:
            a['wie'] = r.choice(words.PARTIES)
        if r.random() < 0.5:
            a['gereed'] = words.month(r)
        return a
    if key == 'resultaten':
        return {'tekst': words.short(r), 'status': r.choice(CHOICES['resultaten.status'])}
    if key == 'organisatie':
        o = {'partij': r.choice(words.PARTIES)}
        if r.random() < 0.4:
            o['rol'] = r.choice(words.ROLES)
        o['commitment'] = r.choice(CHOICES['organisatie.commitment'])
        return o
    if key == 'fasering':
        return {'fase': r.choice(words.FASEN), 'van': words.month(r), 'tot': words.month(r)}
    if key == 'metingen':
        return {'wat': words.short(r), 'wanneer': words.month(r), 'waarde': str(r.randint(1, 300)), 'bron': r.choice(words.PARTIES)}
    if key == 'afspraken':
        return {'tekst': words.short(r), 'wie': r.choice(words.PARTIES), 'status': r.choice(CHOICES['afspraken.status'])}
    if key == 'cijfers':
        return {'kenmerk': r.choice(words.WHAT).capitalize(), 'waarde': str(r.randint(2, 3000))}
    if key == 'kwaliteit':
        return {'prestatie': r.choice(words.TITLES), 'indicator': words.short(r), 'van': words.month(r), 'tot': words.month(r)}
    if key == 'overleg':
        return {'vorm': f'Overleg met {r.choice(words.WHO)}', 'frequentie': f'{r.randint(1, 6)} x per jaar'}
    assert key == 'budget'
    return {'post': r.choice(words.WHAT), 'bedrag': str(r.randint(1, 90) * 100), 'jaar': str(r.randint(2018, 2026))}


RECORDS = ('activiteiten', 'resultaten', 'organisatie', 'fasering', 'metingen', 'afspraken', 'cijfers', 'kwaliteit', 'overleg', 'budget')


def new_speerpunt(r, point_id, scale):
    def records(key, few, many):
        return [new_record(r, key) for _ in range(r.randint(few, max(few, int(many * scale))))]
    v = {'id': point_id, 'titel': r.choice(words.TITLES), 'status': r.choice(STATUS[:2]),
         'toelichting': words.prose(r, max(1, int(3 * scale)), max(2, int(6 * scale))),
         'punten_kop': 'Mogelijke oorzaken', 'punten': [words.short(r) for _ in range(r.randint(2, max(2, int(6 * scale))))],
         'doelstellingen': [words.short(r) for _ in range(r.randint(2, max(2, int(4 * scale))))],
         'activiteiten': records('activiteiten', 2, 9), 'resultaten': records('resultaten', 1, 5),
         'organisatie': records('organisatie', 1, 7), 'middelen': words.prose(r, 1, max(1, int(3 * scale)))}
    if scale >= 1 or r.random() < 0.3:
        v['programmas'] = r.sample(['Meedoen', 'Leefomgeving', 'Veiligheid', 'Duurzaamheid'], 2)
        v['fasering'] = records('fasering', 2, 4)
        v['metingen'] = records('metingen', 1, 3)
        v['overdracht'] = {'aan': r.choice(words.PARTIES), 'voor': words.month(r), 'status': 'open', 'borging': words.sentence(r)}
        v['evaluatie'] = words.prose(r, 1, 3)
    return v


def new_plan(r, name, buurt, points, scale, own=''):
    """`own`: a letter for ids that no other plan has, from the third speerpunt on."""
    def texts(n):
        return [words.short(r) for _ in range(max(1, int(n * scale)))]
    top = {'formaat': '1', 'buurt': buurt, 'wijk': f'wijk {r.randint(1, 9)}', 'gemeente': 'Deventer', 'status': 'uitvoering',
           'periode': {'van': '2018-10', 'tot': '2026-12'}, 'wijkmanager': f'Wijkmanager {buurt}',
           'inleiding': words.prose(r, 2, max(2, int(4 * scale))), 'themas': texts(6), 'aanleiding': words.prose(r, 1, max(1, int(5 * scale)))}
    if scale >= 1:
        top['analyse'] = [{'id': f'deel-{i + 1}', 'titel': r.choice(words.TITLES), 'tekst': words.prose(r, 2, 4),
                           'punten': [words.short(r) for _ in range(3)]} for i in range(4)]
        top['demografie'] = {'bron': 'Kennis en Verkenning', 'tekst': words.prose(r, 1, 3), 'cijfers': [new_record(r, 'cijfers') for _ in range(12)]}
        top['swot'] = {side: {'sociaal': [words.short(r) for _ in range(4)], 'fysiek': [words.short(r) for _ in range(3)]}
                       for side in ('sterk', 'zwak', 'kansen', 'bedreigingen')}
        top['samenvatting'] = words.prose(r, 2, 4)
    top['conclusies'] = words.prose(r, 1, max(1, int(5 * scale)))
    top['voorwaarden'] = texts(4)
    top['kwaliteit'] = [new_record(r, 'kwaliteit') for _ in range(max(1, int(6 * scale)))]
    top['overleg'] = [new_record(r, 'overleg') for _ in range(max(1, int(3 * scale)))]
    top['communicatie'] = {'intern': words.prose(r, 1, 2), 'extern': words.prose(r, 1, 2)}
    return Plan(name, {k: top_unit(k, v) for k, v in top.items()},
                tuple(speerpunt_unit(new_speerpunt(r, f'sp{own if i > 1 else ""}{i + 1}', scale)) for i in range(points)))


# --- edits of a value ------------------------------------------------------------------------

def edit_prose(r, text, most):
    paragraphs = [p.split(' ') for p in text.split('\n\n')]
    p = r.choice(paragraphs)
    chance = r.random()
    if len(text) > most and chance < 0.6:
        if len(paragraphs) > 1:
            paragraphs.remove(p)
        else:
            del p[len(p) // 2:]
    elif chance < 0.5:
        p[r.randrange(len(p))] = r.choice(r.choice(words.WHAT).split(' '))
    elif chance < 0.85:
        at = r.randint(0, len(p))
        p[at:at] = words.sentence(r).split(' ')
    elif chance < 0.93 and len(p) > 12:
        at = r.randrange(len(p) - 6)
        del p[at:at + 5]
    else:
        paragraphs.insert(r.randint(0, len(paragraphs)), words.sentence(r).split(' '))
    return '\n\n'.join(' '.join(p) for p in paragraphs if p) or words.sentence(r)


def edit_list(r, items, new, change, most):
    items = list(items)
    chance = r.random()
    if not items or chance < 0.3 and len(items) < most:
        items.insert(len(items) if r.random() < 0.6 else r.randint(0, len(items)), new())
        return items, 'toegevoegd'
    if len(items) > 1 and (chance < 0.25 or len(items) >= most and chance < 0.5):
        del items[r.randrange(len(items))]
        return items, 'weggehaald'
    if len(items) > 1 and chance < 0.4:
        items.insert(r.randrange(len(items)), items.pop(r.randrange(len(items))))
        return items, 'verplaatst'
    at = r.randrange(len(items))
    items[at] = change(items[at])
    return items, 'aangepast'


def edit_line(r, text):
    parts = text.split(' ')
    if len(parts) > 2 and r.random() < 0.6:
        parts[r.randrange(1, len(parts))] = r.choice(r.choice(words.HOW).split(' '))
        return ' '.join(parts)
    return words.short(r)


def edit_record(r, key, record):
    record = dict(record)
    field = r.choice(list(record))
    if f'{key}.{field}' in CHOICES:
        record[field] = r.choice(CHOICES[f'{key}.{field}'])
    elif field in ('van', 'tot', 'gereed', 'wanneer', 'voor'):
        record[field] = words.month(r)
    elif field in ('waarde', 'bedrag'):
        record[field] = str(r.randint(1, 3000))
    elif field == 'jaar':
        record[field] = str(r.randint(2018, 2026))
    elif field in ('partij', 'wie', 'bron', 'aan'):
        record[field] = r.choice(words.PARTIES)
    else:
        record[field] = edit_line(r, record[field])
    return record


def edit_field(r, key, value, scale):
    """Another value for a field, by its name, and the word for what was done."""
    if key in RECORDS:
        return edit_list(r, value, lambda: new_record(r, key), lambda old: edit_record(r, key, old), 3 + int(4 * scale))
    if isinstance(value, list) and isinstance(value[0], dict): # parts of the analysis
        value = list(value)
        at = r.randrange(len(value))
        value[at] = dict(value[at], tekst=edit_prose(r, value[at]['tekst'], 900))
        return value, 'aangepast'
    if isinstance(value, list):
        return edit_list(r, value, lambda: words.short(r), lambda old: edit_line(r, old), 3 + int(3 * scale))
    if isinstance(value, dict):
        field = r.choice(list(value))
        if f'{key}.{field}' in CHOICES:
            return dict(value, **{field: r.choice(CHOICES[f'{key}.{field}'])}), 'aangepast'
        if field in ('van', 'tot', 'voor'):
            return dict(value, **{field: words.month(r)}), 'aangepast'
        return dict(value, **{field: edit_field(r, field, value[field], scale)[0]}), 'aangepast'
    if key in PROSE or key == 'tekst' or '\n' in value:
        return edit_prose(r, value, 300 + int((1200 if key == 'toelichting' else 300) * scale)), 'aangepast'
    if key == 'titel':
        return r.choice(words.TITLES), 'aangepast'
    return edit_line(r, value), 'aangepast'


def edit_speerpunt(r, unit, scale, fields=None):
    """A unit with one field (now and then two) edited; `fields`: only these.  The fields and the word."""
    while True:
        value, done = dict(unit.value), []
        for _ in range(2 if r.random() < 0.12 else 1):
            field = r.choice([f for f in (fields or value) if f != 'id' and f in value])
            if field == 'status':
                value[field], word = r.choice(STATUS), 'aangepast'
            else:
                value[field], word = edit_field(r, field, value[field], scale)
            done.append((field, word))
        if value != unit.value:
            return speerpunt_unit(value, unit.style), done


def edit_top(r, plan, scale):
    while True:
        key = r.choice([k for k in plan.top if k not in ('formaat', 'buurt', 'gemeente')])
        unit = plan.top[key]
        value, word = (r.choice(CHOICES['plan.status']), 'aangepast') if key == 'status' else edit_field(r, key, unit.value, scale)
        if value != unit.value:
            return plan.but(top=dict(plan.top, **{key: top_unit(key, value, unit.style)})), [(key, word)]
