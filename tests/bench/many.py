"""A record of many plans, made from those in plans/, as a stream for `git fast-import`.

    many.py FOLDERS PLANS: FOLDERS folders of a gemeente (0: none), each with PLANS plans
"""
import glob
import re
import sys

STATUS = ["onderzoek", "uitvoering", "evaluatie"]


def text_of(base, n):
    text = re.sub(r"(?m)^buurt:.*$", f"buurt: Buurt {n * 7919 % 100003} aan 't Veld", base)
    text = re.sub(r"(?m)^wijk:.*$", f"wijk: Wijk {n % 97}", text)
    return re.sub(r"(?m)^status:.*$", f"status: {STATUS[n % 3]}", text).encode()


def main():
    folders, plans = int(sys.argv[1]), int(sys.argv[2])
    bases = [open(name, encoding="utf-8").read() for name in sorted(glob.glob("plans/*.yaml"))]
    out = sys.stdout.buffer
    names = [f"gemeente-{f:03}/" for f in range(folders)] or [""]
    out.write(b"commit refs/heads/main\ncommitter Anna Jansen <anna@example.nl> 1557662520 +0200\ndata 8\nBegonnen\n")
    # one kind after another, so that each is packed as a difference with one that is like it
    for kind, base in enumerate(bases):
        for n in range(kind, len(names) * plans, len(bases)):
            text = text_of(base, n)
            out.write(f"M 644 inline plans/{names[n // plans]}buurt-{n:05}.yaml\ndata {len(text)}\n".encode() + text + b"\n")


main()
