"""Did who is said to have written something write it?

    blame.py FOLDER BUURTPLAN

FOLDER is what generate.py made.  By PyYAML: what `blame` gives a version for stands in the plan after that version, and stood less often or not at
all in each version that it came from, under any name that the plan had there and in whatever plan the speerpunt was.
"""
import json
import os
import re
import subprocess
import sys

import yaml

LOADER = getattr(yaml, 'CBaseLoader', yaml.BaseLoader)


class Record:
    def __init__(self, folder):
        self.folder, self.blobs, self.trees = folder, {}, {}

    def git(self, *words):
        return subprocess.run(['git', '-C', self.folder, *words], capture_output=True, check=True).stdout

    def parents(self, version):
        return self.git('log', '-1', '--format=%P', version).decode().split()

    def blob(self, name):
        if name not in self.blobs:
            try:
                self.blobs[name] = yaml.load(self.git('cat-file', 'blob', name), LOADER)
            except (yaml.YAMLError, ValueError):
                self.blobs[name] = None
        return self.blobs[name]

    def speerpunten(self, version, point):
        """Those with that id in a version, by the file that they are in."""
        if version not in self.trees:
            rows = self.git('ls-tree', '-r', version).decode().splitlines()
            self.trees[version] = [(row.split()[2], row.split('\t')[1]) for row in rows if row.endswith('.yaml')]
        found = {}
        for name, path in self.trees[version]:
            plan = self.blob(name)
            points = plan.get('speerpunten') if isinstance(plan, dict) else None
            for item in points if isinstance(points, list) else ():
                if isinstance(item, dict) and item.get('id') == point:
                    found.setdefault(path, item)
        return found

    def before(self, version, parent, path, point):
        """What it was in a version that this came from: there, or in another file that has it no more."""
        old, new = self.speerpunten(parent, point), self.speerpunten(version, point)
        return [old[path]] if path in old else [item for other, item in old.items() if other not in new]


def same_words(text):
    return ' '.join(text.split())


def present(value):
    """As a plan means it: a key with nothing behind it is absent."""
    if isinstance(value, dict):
        return {k: present(v) for k, v in value.items() if v != ''}
    return [present(v) for v in value] if isinstance(value, list) else same_words(value)


def as_sentence(text, sentence):
    """How often it begins and ends as a sentence of its own, and not within another."""
    return len(re.findall(r'(?:^|[^\w,;] )' + re.escape(sentence) + (r'(?: |$)' if sentence[-1] in '.!?' else '$'), text))


def times(item, keys, unit, loose=False):
    """How often the unit stands at its field; a sentence, where loose, within another too."""
    for key in keys:
        item = item.get(key) if isinstance(item, dict) else None
    value = present(unit['value'])
    if item is None:
        return 0
    if unit['sentence']:
        text = same_words(item) if isinstance(item, str) else ''
        return text.count(value) if loose else as_sentence(text, value)
    if isinstance(item, list) and not isinstance(value, list):
        return present(item).count(value)
    return int(present(item) == value)


def judge(record, point, unit):
    keys = unit['path'].split('/')[2:]
    if keys[-1].isdigit():
        keys.pop()
    if not unit['version']:
        return 'no version'
    why = 'is not in that version'
    for path, item in record.speerpunten(unit['version'], point).items():
        after = times(item, keys, unit, True)
        already = [p for p in record.parents(unit['version']) for old in record.before(unit['version'], p, path, point) if times(old, keys, unit) >= after]
        if after and not already:
            return None
        if after:
            why = f'was in {already[0][:12]} already'
    return why


def main():
    folder, program = sys.argv[1:3]
    path = os.path.join(folder, 'record.git')
    record = Record(path)
    units = wrong = 0
    for row in record.git('ls-tree', '-r', 'HEAD').decode().splitlines():
        plan, blob = record.blob(row.split()[2]), row.split('/')[-1].removesuffix('.yaml')
        for item in (plan or {}).get('speerpunten') or ():
            out = subprocess.run([program, '-C', path, 'blame', blob, f'speerpunten/{item["id"]}', '--json'], capture_output=True, text=True)
            if out.returncode:
                print(f'{blob} {item["id"]}: {out.stderr.strip()}')
                wrong += 1
                continue
            for unit in json.loads(out.stdout)['units']:
                units += 1
                why = judge(record, item['id'], unit)
                if why:
                    print(f'{blob} {unit["path"]} {unit["sentence"] or ""} {unit["version"]}: {why}')
                    wrong += 1
    print(f'{units - wrong} passed, {wrong} failed')


main()
