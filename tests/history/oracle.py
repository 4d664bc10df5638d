"""Which versions changed a speerpunt: by git and PyYAML alone, commit by commit.  Shares no code with the program.

    oracle.py [--fast] REPOSITORY PLAN SPEERPUNT         the ids of the commits, newest first
    oracle.py [--fast] REPOSITORY --all                  'PLAN SPEERPUNT id…' a line, for all that the newest version has

A version counts where the speerpunt's subtree (all scalars as texts, keys in any order) is another than in each of the commit's
parents; not being there is a value too.  Followed are:
- a renamed file, as `git diff-tree -M` sees it; the name alone is no change of the speerpunt;
- a speerpunt that in one commit goes from one plan and appears in another: its history goes on there, and the move counts.
A version that cannot be read says nothing: what was there before it (by its first parent) still holds.
--fast has libyaml read the YAML; without it PyYAML does that itself.
"""
import subprocess
import sys

import yaml

LOADER = yaml.BaseLoader
ABSENT = '<absent>'


class Unreadable(Exception):
    pass


def tree(events, event):
    """The value that begins with this event; FORMAT.md's refusals are errors."""
    if getattr(event, 'anchor', None) or getattr(event, 'tag', None):
        raise Unreadable('anchor, alias or tag')
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(tree(events, event))
        return items
    if not isinstance(event, yaml.MappingStartEvent):
        raise Unreadable('alias')
    value = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = tree(events, event)
        if not isinstance(key, str) or key in value or key == '<<':
            raise Unreadable('key')
        event = next(events)
        empty = isinstance(event, yaml.ScalarEvent) and event.style is None and event.value == ''
        found = tree(events, event)
        value[key] = ABSENT if empty else found # a key with nothing behind it counts as absent
    return {k: v for k, v in value.items() if v is not ABSENT}


def read(data):
    """{id: subtree} of a plan's bytes."""
    try:
        text = data.decode('utf-8')
        events = iter(list(yaml.parse(text, Loader=LOADER)))
        next(events), next(events)
        root = next(events, None)
        if not isinstance(root, yaml.MappingStartEvent):
            raise Unreadable('root')
        value = tree(events, root)
        next(events)
        if not isinstance(next(events), yaml.StreamEndEvent):
            raise Unreadable('second document')
    except (yaml.YAMLError, UnicodeDecodeError, StopIteration) as e:
        raise Unreadable(str(e))
    found = {}
    points = value.get('speerpunten')
    for point in points if isinstance(points, list) else []:
        if isinstance(point, dict) and isinstance(point.get('id'), str):
            found.setdefault(point['id'], point)
    return found


class Repository:
    def __init__(self, path):
        self.path = path
        self.cat = subprocess.Popen(['git', '-C', path, 'cat-file', '--batch'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.parents, self.order, self.tree_of = {}, [], {}
        for line in self.git('log', '--topo-order', '--format=%H %T %P', 'HEAD').splitlines():
            commit, self.tree_of[commit], *self.parents[commit] = line.split()
            self.order.append(commit)
        self.blobs, self.trees, self.points = {}, {}, {}
        self.changes, self.renames = self.read_changes()

    def git(self, *words):
        return subprocess.run(['git', '-C', self.path, '-c', 'core.quotePath=false', *words], check=True, capture_output=True, text=True).stdout

    def read_changes(self):
        """Of each step from parent to commit, by their trees: the paths that changed in it, and the renames: new path → old."""
        steps = {(self.tree_of[p], self.tree_of[c]) for c in self.order for p in self.parents[c]}
        out = subprocess.run(['git', '-C', self.path, '-c', 'core.quotePath=false', 'diff-tree', '--stdin', '-r', '-M', '--raw', '-l0'],
                             input=''.join(f'{p} {c}\n' for p, c in steps), check=True, capture_output=True, text=True).stdout
        changes, renames = {step: [] for step in steps}, {step: {} for step in steps}
        for line in out.splitlines():
            if line[0] != ':':
                step = tuple(line.split())
                continue
            head, *paths = line.split('\t')
            changes[step] += paths
            if head.split()[4][0] == 'R':
                renames[step][paths[1]] = paths[0]
        return changes, renames

    def renamed(self, parent, commit):
        return self.renames[self.tree_of[parent], self.tree_of[commit]]

    def plans_in(self, commit):
        """Path → blob of every plan in a commit."""
        if commit not in self.trees:
            rows = (line.split('\t') for line in self.git('ls-tree', '-r', commit, 'plans/').splitlines())
            self.trees[commit] = {path: head.split()[2] for head, path in rows if path.endswith('.yaml')}
        return self.trees[commit]

    def blob(self, oid):
        """The speerpunten of a blob; None where it can't be read."""
        if oid not in self.blobs:
            self.cat.stdin.write(oid.encode() + b'\n')
            self.cat.stdin.flush()
            size = int(self.cat.stdout.readline().split()[2])
            data = self.cat.stdout.read(size + 1)[:-1]
            try:
                self.blobs[oid] = read(data)
            except Unreadable:
                self.blobs[oid] = None
        return self.blobs[oid]

    def in_plan(self, commit, path):
        """The speerpunten of a plan in a commit; where it can't be read those that it had before."""
        way = []
        while True:
            known = self.points.get((commit, path))
            if known is not None:
                break
            oid = self.plans_in(commit).get(path)
            known = {} if oid is None else self.blob(oid)
            if known is not None:
                break
            way.append((commit, path))
            if not self.parents[commit]:
                known = {}
                break
            parent = self.parents[commit][0]
            path = self.renamed(parent, commit).get(path, path)
            commit = parent
        for each in way + [(commit, path)]:
            self.points[each] = known
        return known

    def came_from(self, parent, commit, path, point):
        """Where the speerpunt stood in the parent, and whether another plan had it there."""
        renamed = self.renamed(parent, commit).get(path)
        if renamed:
            return renamed, False
        if point not in self.in_plan(commit, path) or any(point in self.in_plan(p, path) for p in self.parents[commit]):
            return path, False # a merge where one side has it: that side knows where it came from
        new = path not in self.plans_in(parent)
        for other in sorted(self.changes[self.tree_of[parent], self.tree_of[commit]]):
            there, after = self.plans_in(parent), self.now_called(parent, commit, other)
            if other != path and other in there and point in self.in_plan(parent, other) and \
                    point not in self.in_plan(commit, after) and not (new and after not in self.plans_in(commit)):
                return other, True
        return path, False

    def now_called(self, parent, commit, path):
        return next((new for new, old in self.renamed(parent, commit).items() if old == path), path)

    def versions(self, plan, point):
        head = self.order[0]
        todo, seen, counted = [(head, f'plans/{plan}.yaml')], set(), set()
        while todo:
            commit, path = todo.pop()
            if (commit, path) in seen:
                continue
            seen.add((commit, path))
            now = self.in_plan(commit, path).get(point)
            other = []
            for parent in self.parents[commit]:
                there, moved = self.came_from(parent, commit, path, point)
                todo.append((parent, there))
                other.append(moved or self.in_plan(parent, there).get(point) != now)
            if all(other) if other else now is not None:
                counted.add(commit)
        return [c for c in self.order if c in counted]


def main():
    global LOADER
    given = sys.argv[1:]
    if '--fast' in given:
        LOADER = getattr(yaml, 'CBaseLoader', yaml.BaseLoader)
        given.remove('--fast')
    repository = Repository(given[0])
    if given[1] != '--all':
        print('\n'.join(repository.versions(given[1], given[2])))
        return
    for path in repository.plans_in(repository.order[0]):
        plan = path[len('plans/'):-len('.yaml')]
        for point in repository.in_plan(repository.order[0], path):
            print(plan, point, *repository.versions(plan, point))


if __name__ == '__main__':
    main()
