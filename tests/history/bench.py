"""The history beside stock git, on records of which the truth is known.

    bench.py BUILD [--large]

Records stand in BUILD/bench/history and are made once.  Times are medians of RUNS, the commands in turn, in ms: first byte / last.
"""
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import generate

RUNS = 7
INDEX = re.compile(r'^(versies-|index|koppen)') # what buurtplan/ in a git directory has of the indexes; remarks and visits stay


def run_once(argv, before=None):
    if before:
        before()
    start = time.perf_counter()
    process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    process.stdout.read(1)
    first = time.perf_counter()
    size = len(process.stdout.read())
    process.wait()
    return (first - start) * 1000, (time.perf_counter() - start) * 1000, process.returncode, size


def measure(commands):
    """name → (argv, what comes before it or None); name → (first, last), those that fail left out."""
    times = {name: [] for name in commands}
    for _ in range(RUNS):
        for name in list(times):
            first, last, code, size = run_once(*commands[name])
            if code or not size:
                print(f'  {name}: not in this build (exit {code})')
                del times[name]
            else:
                times[name].append((first, last))
    return {name: tuple(statistics.median(t) for t in zip(*each)) for name, each in times.items()}


def tell(name, taken, beside=None):
    ratio = f'   {beside[1] / taken[1]:.1f} times as fast' if beside else ''
    print(f'  {name:32} {taken[0]:9.1f} / {taken[1]:9.1f}{ratio}')


def index_files(record):
    folder = os.path.join(record, 'buurtplan')
    return [os.path.join(folder, name) for name in os.listdir(folder) if INDEX.match(name)] if os.path.isdir(folder) else []


def drop_index(record):
    for path in index_files(record):
        shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)


def size_of(path):
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(root, name)) for root, _, names in os.walk(path) for name in names)


def versions(program, record, plan, point):
    out = subprocess.run([program, '-C', record, 'log', plan, point, '--json'], capture_output=True, text=True)
    return [v['version'] for v in json.loads(out.stdout)['versions']] if out.returncode == 0 else None


def check_truth(program, record, truth, most):
    """The answer for each speerpunt (at most so many) beside the truth."""
    wrong = asked = 0
    for plan, units in truth['plans'].items():
        for unit, numbers in units.items():
            if unit[0] == '=' and asked < most:
                asked += 1
                found = versions(program, record, plan, unit[1:])
                wrong += found is None or sorted(found) != sorted(truth['commits'][n] for n in numbers)
    print(f'  the true set of versions: {asked - wrong} of {asked} speerpunten' + (', WRONG' if wrong else ''))


def check_git(record, truth, lines, point):
    out = subprocess.run(['git', '-C', record, 'log', '-s', '--format=%H', lines], check=True, capture_output=True, text=True)
    right = {truth['commits'][n] for n in truth['plans'][point['plan']][point['unit']]}
    found = set(out.stdout.split())
    print(f'  git log -L: {len(found)} versions, misses {len(right - found)} of {len(right)} and has {len(found - right)} too many')


def history(name, program, root):
    folder = generate.ensure(name, root)
    record = os.path.join(folder, 'record.git')
    with open(os.path.join(folder, 'truth.json')) as f:
        truth = json.load(f)
    point = truth['point']
    plan, unit, file = point['plan'], point['unit'][1:], f'plans/{point["plan"]}.yaml'
    lines = f'-L{point["first"]},{point["last"]}:{file}'
    packs = os.path.join(record, 'objects', 'pack')
    pack = sum(os.path.getsize(os.path.join(packs, n)) for n in os.listdir(packs) if n.endswith('.pack'))
    print(f'== {name}: {len(truth["plans"])} plans, {len(truth["commits"])} versions, pack {pack / 1e6:.2f} MB ({pack // len(truth["commits"])} bytes a version); '
          f'{plan} {unit}, {len(truth["plans"][plan][point["unit"]])} versions')
    ours = [program, '-C', record, 'log', plan, unit]
    drop_index(record)
    start = time.perf_counter()
    subprocess.run(ours, stdout=subprocess.DEVNULL, check=True)
    print(f'  the first time, the index made in passing: {time.perf_counter() - start:.2f} s')
    taken = measure({
        'git log -L': (['git', '-C', record, 'log', lines],), 'git log -- file': (['git', '-C', record, 'log', '--oneline', '--', file],),
        'log --list': (ours + ['--list'],), 'log, all fields': (ours,), 'log --list, index taken away': (ours + ['--list'], lambda: drop_index(record)),
        'log, index taken away': (ours, lambda: drop_index(record))})
    for each in taken:
        tell(each, taken[each], None if each.startswith('git') else taken['git log -L'])
    check_git(record, truth, lines, point)
    check_truth(program, record, truth, 4000)
    subprocess.run([program, '-C', record, 'log', plan, unit], stdout=subprocess.DEVNULL)
    size = sum(size_of(p) for p in index_files(record))
    print(f'  index (of the plans asked for): {size} bytes, {100 * size / pack:.1f} % of the pack')
    subprocess.run([os.path.join(os.path.dirname(program), 'bench', 'history_screen'), record, plan, 'speerpunten/' + unit], check=True)
    return record


def overview(program, start, records):
    floor = statistics.median(run_once([start])[1] for _ in range(RUNS))
    print(f'== overview (a program that only starts libgit2 takes {floor:.1f} ms)')
    for count, record in records:
        argv = [program, '-C', record, 'list']
        taken = measure({f'{count} plans': (argv,), f'{count} plans, index taken away': (argv, lambda r=record: drop_index(r))})
        for each in taken:
            tell(each, taken[each])
            print(f'    {taken[each][1] - floor:.1f} above the start')


def saving(bench):
    where = '/dev/shm' if os.path.isdir('/dev/shm') else None
    there = tempfile.mkdtemp(dir=where)
    print('== 10,000 saves in a row' + (' on tmpfs' if where else ''))
    env = dict(os.environ, HOME=there, XDG_STATE_HOME=there, XDG_CONFIG_HOME=there)
    subprocess.run([os.path.join(bench, 'save'), os.path.join(there, 'plannen'), 'plans/deltabuurt.yaml', '10000'], env=env, check=True)
    shutil.rmtree(there)


def main():
    build, large = sys.argv[1], '--large' in sys.argv
    program, bench = os.path.abspath(os.path.join(build, 'buurtplan')), os.path.join(build, 'bench')
    root = os.path.join(bench, 'history')
    sys.stdout.reconfigure(line_buffering=True)
    records = {name: history(name, program, root) for name in ('cd' if large else 'ab')}
    if large:
        plans = os.path.join(generate.ensure('gemeenten', root), 'record.git')
        overview(program, os.path.join(bench, 'start'), [(400, records['c']), (14000, plans)])
        saving(bench)


if __name__ == '__main__':
    main()
