"""Makes a bare repository of plans with a long history, and a record of what is true of it.

    generate.py SET FOLDER [SEED] [--quick]

SET is a, b, c or d (what the speed is measured on), gemeenten (14,000 plans, one version), or proef (a small one in which
everything happens that a history must get right).  FOLDER gets record.git and truth.json:

    {"commits": [id…],                     in the order in which they were made
     "plans": {name at the end: {unit: [number of a commit…]}},
     "point": {"plan", "unit", "first", "last"}}     the one that is measured: its lines in the newest version

A unit is a top-level key, or '=' and the id of a speerpunt.  Its commits are those in which its value is another than in every
parent, where 'absent' is a value too.  A speerpunt that moved to another plan has what happened to it there before; the move itself
counts.  A version that cannot be read changes nothing.  All this follows from the generator's own model: it reads no YAML.
"""
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

import model
import words

VERSION = 2
SETS = { # plans, commits, speerpunten in each, days, the size of a plan
    'a': (4, 200, 8, 300, 1.0), 'b': (40, 5000, 8, 1500, 1.0), 'c': (400, 100000, 8, 2600, 1.0), 'd': (1, 10000, 8, 2600, 1.0),
    'proef': (4, 150, 4, 200, 0.2)}
FLUSH = 5000 # commits whose plans are written plan by plan: deltas against the plan's version before
POINT = '=sp3'
MERGES = 0.05


class Branch:
    __slots__ = ('ref', 'tip', 'plans', 'base', 'touched', 'left')

    def __init__(self, ref, tip, plans, left=0):
        self.ref, self.tip, self.plans, self.base, self.touched, self.left = ref, tip, dict(plans), dict(plans), set(), left


class Importer:
    """git fast-import, with the plans of a batch of commits written before those commits, each plan's together."""

    def __init__(self, git_dir):
        subprocess.run(['git', 'init', '-q', '--bare', '-b', 'main', git_dir], check=True)
        self.git_dir, self.marks = git_dir, tempfile.NamedTemporaryFile(suffix='.marks')
        self.process = subprocess.Popen(['git', '-C', git_dir, 'fast-import', '--quiet', '--done', '--depth=50', f'--export-marks={self.marks.name}'],
                                        stdin=subprocess.PIPE)
        self.out = self.process.stdin
        self.blobs, self.commits, self.count, self.mark = {}, [], 0, 1 << 30

    def plan(self, pid, plan):
        self.mark += 1
        self.blobs.setdefault(pid, []).append((self.mark, plan))
        return self.mark

    def commit(self, number, text):
        self.count = number + 1
        self.commits.append(text)
        if len(self.commits) >= FLUSH:
            self.flush()

    def flush(self):
        for versions in self.blobs.values():
            for mark, plan in versions:
                data = plan.bytes()
                self.out.write(b'blob\nmark :%d\ndata %d\n' % (mark, len(data)))
                self.out.write(data)
                self.out.write(b'\n')
        self.out.write(''.join(self.commits).encode())
        self.blobs.clear()
        self.commits.clear()

    def finish(self, sides):
        """The id of each commit."""
        self.flush()
        for ref in sides:
            self.out.write(f'reset {ref}\nfrom {"0" * 40}\n\n'.encode())
        self.out.write(b'done\n')
        self.out.close()
        if self.process.wait():
            sys.exit('git fast-import failed')
        ids = [None] * self.count
        with open(self.marks.name) as f:
            for line in f:
                mark, oid = line.split()
                if int(mark[1:]) <= self.count:
                    ids[int(mark[1:]) - 1] = oid
        return ids


class Clock:
    """Moments that go on, in bursts and pauses, over so many days."""

    def __init__(self, r, commits, days):
        self.r, self.now, self.mean = r, 1535961600, days * 86400 / commits

    def next(self):
        short = min(600, self.mean / 2)
        self.now += int(self.r.uniform(20, short)) if self.r.random() < 0.5 else int(self.r.expovariate(1 / (2 * self.mean - short / 2))) + 1
        return self.now


class World:
    def __init__(self, name, folder, seed):
        self.count, self.total, self.points, days, self.scale = SETS[name]
        self.odd = name == 'proef'
        self.spare = 1 if self.count == 1 else 2
        self.turnover = 0.01 if self.count == 1 else 0.04 # how often a speerpunt comes, goes or moves
        self.r = random.Random(f'{name}/{seed}/{VERSION}')
        self.clock = Clock(self.r, self.total, days)
        self.git = Importer(os.path.join(folder, 'record.git'))
        self.main = Branch('refs/heads/main', None, {})
        self.sides, self.parents, self.refs = [], [], set()
        self.hits, self.older = {}, {} # (plan, unit) → numbers of commits; versions to go back to
        self.moves = []                # (commit, (plan, id) it came from, (plan, id) it became)
        self.names = [words.slug(words.buurt(i)) for i in range(self.count)]

    # --- writing a commit ------------------------------------------------------------------------

    def commit(self, branch, after, message, parents=None):
        """`after`: plan → its new version, None for one that goes.  `parents`: other branches that are merged."""
        r, number = self.r, len(self.parents)
        merged = parents or []
        name, mail = words.AUTHORS[min(r.randrange(9), r.randrange(9))]
        when = self.clock.next()
        made = when - 90000 if self.odd and r.random() < 0.03 else when # a clock that was a day behind
        text = [f'commit {branch.ref}\nmark :{number + 1}\nauthor {name} <{mail}> {when} +0100\ncommitter {name} <{mail}> {made} +0100\n',
                f'data {len(message.encode())}\n{message}\n']
        if branch.tip is not None:
            text.append(f'from :{branch.tip + 1}\n')
        text.extend(f'merge :{m.tip + 1}\n' for m in merged)
        self.refs.add(branch.ref)
        befores = [branch.plans] + [m.plans for m in merged]
        gone, there = [], []
        for pid, plan in after.items():
            before = branch.plans.get(pid)
            if before and (not plan or plan.name != before.name):
                gone.append(f'D plans/{before.name}.yaml\n')
            if plan and plan is not before:
                there.append(f'M 100644 :{self.git.plan(pid, plan)} plans/{plan.name}.yaml\n')
            self.note(number, pid, plan, [b.get(pid) for b in befores])
        branch.plans = {**branch.plans, **after} if branch is not self.main else branch.plans
        if branch is self.main:
            branch.plans.update(after)
        for pid in [pid for pid in after if after[pid] is None]:
            branch.plans.pop(pid)
        self.parents.append([b.tip for b in [branch] + merged if b.tip is not None])
        branch.tip = number
        branch.touched.update(after)
        self.git.commit(number, ''.join(text + gone + there) + '\n')

    def note(self, number, pid, plan, befores):
        """The units whose value is another than in each parent."""
        now = plan.units() if plan else {}
        was = [b.units() if b else {} for b in befores]
        for unit in set(now).union(*was):
            key = now.get(unit)
            if all(w.get(unit) != key for w in was):
                self.hits.setdefault((pid, unit), []).append(number)

    def message(self, plan, point, done):
        r = self.r
        if r.random() < 0.12:
            return r.choice(words.PLAIN) + '\n'
        where = plan.top['buurt'].value + (f' › {point["titel"]}' if point else '')
        head = f'{where}: {", ".join(f"{field} {word}" for field, word in done)}'
        head = head if len(head) <= 72 else head[:71] + '…'
        reason = f'\n{r.choice(words.REASONS)}\n' if r.random() < 0.5 else ''
        at = f'Speerpunt: {point["id"]}\n' if point else ''
        return f'{head}\n{reason}\nPlan: {plan.name}\n{at}Veld: {", ".join(sorted({f for f, _ in done}))}\n'

    # --- what people do --------------------------------------------------------------------------

    def choose_point(self, plan):
        weights = [2 if '=' + u.value['id'] == POINT else 1 for u in plan.points]
        return self.r.choices(range(len(plan.points)), weights)[0]

    def with_point(self, plan, at, unit):
        return plan.but(points=plan.points[:at] + (unit,) + plan.points[at + 1:])

    def edit(self, pid, plan):
        """A plan as the next version has it, and the message."""
        r = self.r
        chance = r.random()
        plan = plan.but()
        if chance < self.turnover or not plan.points and chance < 0.5:
            return self.change_points(plan)
        if chance < 0.10:
            return self.relayout(plan)
        if chance < 0.13 and self.older.get(pid):
            return self.revert(pid, plan)
        if chance < 0.27 or not plan.points:
            plan, done = model.edit_top(r, plan, self.scale)
            return plan, self.message(plan, None, done)
        at = self.choose_point(plan)
        unit, done = model.edit_speerpunt(r, plan.points[at], self.scale)
        old = self.older.setdefault(pid, [])
        old.append((unit.value['id'], plan.points[at]))
        del old[:-40]
        plan = self.with_point(plan, at, unit)
        if r.random() < 0.04: # one save that touches two
            other = r.randrange(len(plan.points))
            plan = self.with_point(plan, other, model.edit_speerpunt(r, plan.points[other], self.scale)[0])
        return plan, self.message(plan, unit.value, done)

    def change_points(self, plan):
        r, points, chance = self.r, list(plan.points), self.r.random()
        loose = [i for i, u in enumerate(points) if '=' + u.value['id'] != POINT]
        if len(points) < self.points + self.spare and chance < 0.3 or not loose or len(points) < self.points - 1:
            taken = {u.value['id'] for u in points}
            free = [f'nieuw{i}' for i in range(1, 30) if f'nieuw{i}' not in taken]
            unit = model.speerpunt_unit(model.new_speerpunt(r, r.choice(free[:6]), self.scale))
            points.insert(r.randint(0, len(points)), unit)
            word = 'speerpunt toegevoegd'
        elif chance < 0.5:
            unit = points.pop(r.choice(loose))
            word = 'speerpunt weggehaald'
        elif chance < 0.8 and len(points) > 1:
            at = r.randrange(len(points))
            unit = points.pop(at)
            points.insert(r.choice([i for i in range(len(points) + 1) if i != at]), unit)
            word = 'speerpunt verplaatst'
        else:
            at = r.randrange(len(points))
            unit = model.speerpunt_unit(dict(points[at].value, titel=r.choice(words.TITLES) + r.choice(['', ' in de wijk', ' (vervolg)'])), points[at].style)
            points[at] = unit
            word = 'titel aangepast'
        plan = plan.but(points=tuple(points))
        return plan, self.message(plan, unit.value, [('titel', word)])

    def relayout(self, plan):
        """Comments, quotes, folding, the order of keys: no value becomes another."""
        style = model.Style(self.r.randrange(1 << 20) if self.r.random() < 0.8 else 0)
        if plan.points and self.r.random() < 0.7:
            at = self.choose_point(plan)
            plan = self.with_point(plan, at, model.speerpunt_unit(plan.points[at].value, style))
        else:
            key = self.r.choice([k for k in plan.top if k != 'formaat'])
            plan = plan.but(top=dict(plan.top, **{key: model.top_unit(key, plan.top[key].value, style)}))
        return plan, self.r.choice(['opmaak', 'Regels opnieuw afgebroken', 'opmerking erbij', 'aanhalingstekens']) + '\n'

    def revert(self, pid, plan):
        point_id, unit = self.r.choice(self.older[pid])
        for at, now in enumerate(plan.points):
            if now.value['id'] == point_id:
                return self.with_point(plan, at, unit), self.message(plan, unit.value, [('speerpunt', 'teruggezet')])
        if len(plan.points) >= self.points + self.spare:
            return self.relayout(plan)
        plan = plan.but(points=plan.points + (unit,))
        return plan, self.message(plan, unit.value, [('speerpunt', 'teruggezet')])

    # --- merging ---------------------------------------------------------------------------------

    def merge_unit(self, base, ours, theirs, write):
        if ours is theirs or theirs is base:
            return ours
        if ours is base:
            return theirs
        if not (base and ours and theirs):
            return ours or theirs
        value = ours.value
        if isinstance(value, dict) and ours.key != theirs.key:
            value = {}
            for key in list(ours.value) + [k for k in theirs.value if k not in ours.value]:
                o, t, b = (u.value.get(key) for u in (ours, theirs, base))
                value[key] = t if o == b else o
            value = {k: v for k, v in value.items() if v is not None}
        return ours if value == ours.value else write(value, ours.style)

    def merge_plan(self, base, ours, theirs):
        if ours is theirs or theirs is base:
            return ours
        if ours is base and not (theirs and theirs.broken):
            return theirs
        if not (base and ours and theirs):
            return (ours or theirs).but()
        b, t = ({u.value['id']: u for u in p.points} for p in (base, theirs))
        mine = {u.value['id']: u for u in ours.points}
        points = []
        for point_id in list(mine) + [i for i in t if i not in mine]:
            unit = self.merge_unit(b.get(point_id), mine.get(point_id), t.get(point_id), model.speerpunt_unit)
            if unit and not (point_id in b and (point_id not in mine or point_id not in t)):
                points.append(unit)
        top = {k: self.merge_unit(base.top.get(k), u, theirs.top.get(k, u), lambda v, s, k=k: model.top_unit(k, v, s)) for k, u in ours.top.items()}
        return ours.but(name=theirs.name if ours.name == base.name else ours.name, top=top, points=tuple(points))

    def merge(self, into, others, evil=False):
        after, total = {}, dict(into.plans)
        for other in others:
            for pid in sorted(other.touched):
                plan = self.merge_plan(other.base.get(pid), total.get(pid), other.plans.get(pid))
                if plan is not total.get(pid):
                    after[pid] = total[pid] = plan
        if evil and after:
            pid = self.r.choice(sorted(after))
            if after[pid] and after[pid].points:
                after[pid] = self.edit(pid, after[pid])[0]
        self.commit(into, after, 'Samengevoegd\n', others)

    # --- what only happens in the small set --------------------------------------------------------

    def odd_event(self):
        """One that needs the main line; false if it can't be now."""
        r, plans = self.r, self.main.plans
        pid = r.choice(sorted(plans))
        plan = plans[pid]
        kind = r.choice(['move'] * 4 if not self.sides and r.random() < 0.5 else ['rename', 'rename', 'hand', 'hand', 'break', 'break', 'drop', 'no-op'])
        if kind == 'rename':
            if plan.broken is not None:
                return False
            new = plan.but(name=f'{words.slug(plan.top["buurt"].value)}-{r.randint(1, 99)}')
            if r.random() < 0.5 and new.points:
                new = self.edit(pid, new)[0]
            if new.name == plan.name or any(p.name == new.name for p in plans.values()):
                return False
            self.commit(self.main, {pid: new}, 'Andere naam\n')
        elif kind == 'move':
            other = r.choice(sorted(plans))
            if self.sides or other == pid or plan.broken or plans[other].broken or len(plan.points) < 2:
                return False
            unit = r.choice(plan.points)
            point_id = unit.value['id']
            if any(u.value['id'] == point_id for u in plans[other].points) or any(m[1] == (other, point_id) or m[2] == (other, point_id) for m in self.moves) \
                    or (other, '=' + point_id) in self.hits:
                return False
            if r.random() < 0.4:
                unit = model.edit_speerpunt(r, unit, self.scale)[0]
            self.moves.append((len(self.parents), (pid, point_id), (other, point_id)))
            self.commit(self.main, {pid: plan.but(points=tuple(u for u in plan.points if u.value['id'] != point_id)),
                                    other: plans[other].but(points=plans[other].points + (unit,))}, 'Speerpunt naar een ander plan\n')
        elif kind == 'hand':
            if self.sides: # or git would not see a renaming on one side when both come together
                return False
            style = model.Style(r.randrange(1, 1 << 20), r.choice([2, 4, 4, 3]), r.random() < 0.4)
            new = plan.but(crlf=r.random() < 0.3, shift=r.choice([-1, 0, 0, 1])).restyled(style)
            self.commit(self.main, {pid: new if r.random() < 0.5 else self.edit(pid, new)[0]}, 'met de hand\n')
        elif kind == 'break':
            self.commit(self.main, {pid: plan.but(broken=self.broken(pid, plan))}, 'oeps\n')
        elif kind == 'drop':
            if self.sides or len(plans) < 3:
                return False
            self.commit(self.main, {pid: None}, 'Plan weggehaald\n')
            for _ in range(r.randint(0, 2)):
                self.step(self.main)
            self.commit(self.main, {pid: plan.but() if r.random() < 0.6 else self.edit(pid, plan)[0]}, 'Plan teruggezet\n')
        else:
            self.commit(self.main, {}, 'niets\n')
        return True

    def broken(self, pid, plan):
        """Bytes that no reader gets through, often of a plan that was edited as well."""
        r = self.r
        text = (self.edit(pid, plan)[0] if r.random() < 0.5 else plan.but()).bytes()
        kind = r.randrange(5)
        if kind == 0:
            return text + b'\tinspringen: met een tab\n'
        if kind == 1:
            return b'<<<<<<< HEAD\n' + text + b'=======\n' + text + b'>>>>>>> zij\n'
        if kind == 2:
            return text + b'buurt: nog een keer\n'
        if kind == 3:
            return text + b'eigen: "nooit gesloten\n'
        return text + b'eigen: &anker waarde\n'

    # --- the course of things --------------------------------------------------------------------

    def step(self, branch, pids=None):
        """One ordinary save.  A plan that can't be read is mended by it."""
        pid = self.r.choice(pids or sorted(branch.plans) if self.odd or pids else self.here)
        plan = branch.plans.get(pid)
        if plan is None:
            return
        if plan.broken is not None and self.r.random() < 0.5:
            self.commit(branch, {pid: plan.but()}, 'hersteld\n')
            return
        new, message = self.edit(pid, plan)
        self.commit(branch, {pid: new}, message)

    def fork(self):
        slot = next(s for s in range(3) if f'refs/heads/zij{s}' not in {b.ref for b in self.sides})
        self.sides.append(Branch(f'refs/heads/zij{slot}', self.main.tip, self.main.plans, self.r.randint(1, 4)))
        # what is worked at on both sides at once
        self.sides[-1].touched = set()

    def step_side(self, side):
        r = self.r
        if side.left > 0:
            side.left -= 1
            near = sorted(side.touched & set(side.plans)) or [r.choice(self.here)]
            self.step(side, near)
            if r.random() < 0.5 and side.touched:
                self.step(self.main, [r.choice(sorted(side.touched))]) # and somebody else at the same plan
            if self.odd and r.random() < 0.3:
                self.both(side)
            return
        if self.odd and r.random() < 0.2: # first what is new, then on, then back
            self.merge(side, [self.on_main(side)])
            side.base, side.left = dict(self.main.plans), 1
            return
        others = [s for s in self.sides if s.left <= 0 and s is not side] if self.odd and r.random() < 0.5 else []
        self.merge(self.main, [side] + others, evil=self.odd and r.random() < 0.25)
        for s in [side] + others:
            self.sides.remove(s)

    def on_main(self, side):
        view = Branch(self.main.ref, self.main.tip, self.main.plans)
        view.base, view.touched = side.base, set(self.main.plans)
        return view

    def both(self, side):
        """The same change on both sides."""
        pid = self.r.choice(self.here)
        if side.plans.get(pid) is None or side.plans.get(pid) is not self.main.plans.get(pid):
            return
        new, message = self.edit(pid, side.plans[pid])
        self.commit(side, {pid: new}, message)
        self.commit(self.main, {pid: new}, message)

    def make(self):
        r = self.r
        pids = list(range(self.count))
        first = pids if self.count <= 4 else pids[:self.count * 6 // 10]
        late = sorted((r.randint(1, self.total // 2), pid) for pid in pids[len(first):])
        folder = lambda pid: 'deventer/' if self.odd and pid == 3 else ''
        new = lambda pid: model.new_plan(r, folder(pid) + self.names[pid], words.buurt(pid), self.points, self.scale, 'abc'[pid - 1] if self.odd and pid else '')
        self.here = list(first)
        self.commit(self.main, {pid: new(pid) for pid in first}, 'Alle plannen van aanpak\n')
        while len(self.parents) < self.total or self.sides:
            if late and late[0][0] <= len(self.parents):
                pid = late.pop(0)[1]
                self.commit(self.main, {pid: new(pid)}, f'{words.buurt(pid)}: nieuw plan\n\nPlan: {self.names[pid]}\n')
                self.here.append(pid)
            elif len(self.sides) < 3 and len(self.parents) < self.total - 20 and r.random() < MERGES * (3 if self.odd else 1.25):
                self.fork()
            elif self.sides and (r.random() < 0.3 or len(self.parents) >= self.total):
                self.step_side(r.choice(self.sides))
            elif not (self.odd and r.random() < 0.25 and self.odd_event()):
                self.step(self.main)
        return self.git.finish(sorted(self.refs - {'refs/heads/main'}))

    # --- the record of the truth -----------------------------------------------------------------

    def ancestors(self, number):
        seen, todo = set(), [number]
        while todo:
            at = todo.pop()
            if at not in seen:
                seen.add(at)
                todo.extend(self.parents[at])
        return seen

    def truth(self, ids):
        for number, old, new in self.moves: # in the order in which they were made
            before = self.ancestors(number) - {number}
            mine = self.hits.setdefault((new[0], '=' + new[1]), [])
            mine.extend(n for n in self.hits[(old[0], '=' + old[1])] if n in before)
            mine[:] = sorted(set(mine))
        plans = {}
        for (pid, unit), numbers in self.hits.items():
            if pid in self.main.plans:
                plans.setdefault(self.main.plans[pid].name, {})[unit] = numbers
        plan = self.main.plans[0]
        first, last = plan.lines_of(POINT[1:]) or (None, None)
        return {'version': VERSION, 'commits': ids, 'plans': plans,
                'point': {'plan': plan.name, 'unit': POINT, 'first': first, 'last': last}}


def gemeenten(folder):
    """14,000 plans in 350 folders, in one version."""
    r, git = random.Random('gemeenten'), Importer(os.path.join(folder, 'record.git'))
    lines, plans = [], [model.new_plan(r, 'x', words.buurt(i), 8, 1.0) for i in range(40)]
    for g in range(350):
        for i in range(40):
            plan, buurt = plans[i], words.buurt(g * 40 + i)
            plan = plan.but(top=dict(plan.top, buurt=model.top_unit('buurt', buurt), gemeente=model.top_unit('gemeente', f'Gemeente {g + 1}')))
            lines.append(f'M 100644 :{git.plan(i, plan)} plans/gemeente-{g + 1}/{words.slug(buurt)}.yaml\n')
    who = 'Anna de Vries <anna@example.nl> 1535961600 +0200\n'
    git.commit(0, f'commit refs/heads/main\nmark :1\nauthor {who}committer {who}data 6\nplans\n' + ''.join(lines) + '\n')
    return {'version': VERSION, 'commits': git.finish([]), 'plans': {}}


def make(name, folder, seed=1, pack=True):
    """Builds beside, then puts in place: what is there is whole."""
    half = folder + '.half'
    shutil.rmtree(half, ignore_errors=True)
    os.makedirs(half)
    if name == 'gemeenten':
        truth = gemeenten(half)
    else:
        world = World(name, half, seed)
        truth = world.truth(world.make())
    with open(os.path.join(half, 'truth.json'), 'w') as f:
        json.dump(truth, f)
    if pack:
        subprocess.run(['git', '-C', os.path.join(half, 'record.git'), '-c', 'pack.threads=2', 'repack', '-adfq'], check=True)
        subprocess.run(['git', '-C', os.path.join(half, 'record.git'), 'pack-refs', '--all'], check=True)
    shutil.rmtree(folder, ignore_errors=True)
    os.rename(half, folder)


def ensure(name, root, seed=1):
    """The folder under `root` with this set, made now if it isn't there: the same for the same seed and generator."""
    folder = os.path.join(root, f'{name}-{VERSION}-{seed}')
    if not os.path.exists(os.path.join(folder, 'truth.json')):
        os.makedirs(root, exist_ok=True)
        make(name, folder, seed)
    return folder


def main():
    words_given = [a for a in sys.argv[1:] if not a.startswith('--')]
    make(words_given[0], words_given[1], int(words_given[2]) if len(words_given) > 2 else 1, '--quick' not in sys.argv)


if __name__ == '__main__':
    main()
