"""Every text that people read, in the code as _("…") or N_("…"), beside the English table src/base/taal_en.c.

With no argument: a test.  Each text has a row, each row a text; the rows are in order of the Dutch; what printf fills in
is the same on both sides.  With --missing: the rows that are still to be written, as C."""
import glob
import re
import sys

TABLE = 'src/base/taal_en.c'
LITERAL = r'"(?:[^"\\\n]|\\.)*"'
MARKED = re.compile(r'\bN?_\(\s*((?:' + LITERAL + r'\s*)+)\)')
ROW = re.compile(r'\{\s*((?:' + LITERAL + r'\s*)+),\s*((?:' + LITERAL + r'\s*)+)\},')
CONVERSION = re.compile(r'%[-+ #0-9.*]*(?:hh|h|ll|l|z|j|t)?[a-zA-Z%]')


def text_of(literals):
    """The pieces of a C text as one, as they stand in the code: two spellings of one escape do not come up here."""
    return ''.join(piece[1:-1] for piece in re.findall(LITERAL, literals))


def as_bytes(text):
    """What the compiler makes of it: for the order of the table."""
    simple = {'n': '\n', 't': '\t', '"': '"', '\\': '\\', "'": "'"}
    return re.sub(r'\\(.)', lambda m: simple[m.group(1)], text).encode()


def without_comments(code):
    return re.sub(r'/\*.*?\*/', lambda m: '\n' * m.group().count('\n'), code, flags=re.S)


def texts():
    found = {}
    for name in sorted(glob.glob('src/*/*.c') + glob.glob('src/*/*.h') + glob.glob('screens/*.[ch]') + ['src/main.c']):
        with open(name) as file:
            code = file.read().replace('\\\n', '\n')
        if name == TABLE:
            continue
        for match in MARKED.finditer(without_comments(code)):
            found.setdefault(text_of(match.group(1)), name)
    return found


def rows():
    with open(TABLE) as file:
        return [(text_of(a), text_of(b)) for a, b in ROW.findall(file.read())]


def main():
    wanted, table = texts(), rows()
    have = dict(table)
    missing = sorted((t for t in wanted if t not in have), key=as_bytes)
    if '--missing' in sys.argv:
        for text in missing:
            print('\t{"%s",\n\t "%s"},' % (text, ''))
        return 0
    wrong = ['no English for: %s (%s)' % (t, wanted[t]) for t in missing]
    wrong += ['no such text any more: %s' % t for t in have if t not in wanted]
    wrong += ['out of order: %s' % b[0] for a, b in zip(table, table[1:]) if as_bytes(a[0]) >= as_bytes(b[0])]
    wrong += ['empty: %s' % a for a, b in table if not b and a]
    wrong += ['other conversions: %s' % a for a, b in table if CONVERSION.findall(a) != CONVERSION.findall(b)]
    for line in wrong:
        print('FAILED ' + line)
    print('%d passed, %d failed' % (len(wanted) - min(len(wanted), len(wrong)), len(wrong)))
    return 1 if wrong else 0


sys.exit(main())
