"""Do the generator's record, the oracle and the program name the same versions of each speerpunt?

    agree.py [--fast] [--without-oracle] FOLDER [BUURTPLAN]

FOLDER is what generate.py made.  Prints each disagreement; the last line says how many answers were compared.
"""
import json
import os
import shutil
import subprocess
import sys

import oracle


def of_program(program, repository, plan, point):
    out = subprocess.run([program, '-C', repository, 'log', plan, point, '--json'], capture_output=True, text=True)
    if out.returncode:
        return None, out.stderr.strip()
    return [v['version'] for v in json.loads(out.stdout)['versions']], ''


def tell(name, truth, other, commits):
    number = {c: n for n, c in enumerate(commits)}
    missed, extra = set(truth) - set(other), set(other) - set(truth)
    double = len(other) - len(set(other))
    if missed or extra or double:
        print(f'{name}: misses {sorted(number[c] for c in missed)}, has too much {sorted(number.get(c, c) for c in extra)}, double {double}')
    return bool(missed or extra or double)


def main():
    given = [a for a in sys.argv[1:] if not a.startswith('--')]
    if '--fast' in sys.argv:
        oracle.LOADER = getattr(oracle.yaml, 'CBaseLoader', oracle.yaml.BaseLoader)
    folder, program = given[0], given[1] if len(given) > 1 else None
    with open(os.path.join(folder, 'truth.json')) as f:
        truth = json.load(f)
    record, commits = os.path.join(folder, 'record.git'), truth['commits']
    judge = None if '--without-oracle' in sys.argv else oracle.Repository(record)
    compared = wrong = 0
    for plan, units in sorted(truth['plans'].items()):
        for unit, numbers in sorted(units.items()):
            if unit[0] != '=':
                continue
            right = [commits[n] for n in numbers]
            if judge:
                compared += 1
                wrong += tell(f'oracle, {plan} {unit}', right, judge.versions(plan, unit[1:]), commits)
            for warm in (True, False) if program else ():
                if not warm:
                    shutil.rmtree(os.path.join(record, 'buurtplan'), ignore_errors=True)
                compared += 1
                found, why = of_program(program, record, plan, unit[1:])
                if found is None:
                    print(f'program, {plan} {unit}: {why}')
                    wrong += 1
                else:
                    wrong += tell(f'program, {plan} {unit}', right, found, commits)
    print(f'{compared - wrong} passed, {wrong} failed')
    return 1 if wrong or not compared else 0


if __name__ == '__main__':
    sys.exit(main())
