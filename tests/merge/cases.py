"""Hand-made merges of plans, each with its right answer: cases/*.txt, driven through `merge-driver` and `merge-file`.

A case is readable as it stands:

    === name: what it shows
    --- base
    (a whole document, byte for byte)
    --- ours = base                 an earlier section, with edits
    s/old/new/                      `old` stands there exactly once; /g: all of them; any sign may be the delimiter;
                                    \\n \\r \\t \\\\ \\xHH \\uHHHH are understood in both halves
    --- theirs = base crlf          at the end of the line, how it is written: crlf, bom, no-newline
    --- clean = ours                the bytes of the result; `--- or` behind it: these are as right
    --- swapped                     those with ours and theirs swapped, where the order of items differs; else the
                                    values must be those of `clean`

or, in place of `clean`, a section for each choice that must be left, in which every line may be missing (where both are
there, either is right):

    --- choice
    kind: changed                   or several, with spaces between
    path: speerpunten/afval/titel   or several
    base: Afval                     the texts of the three; none: not there; "…": as in JSON; …text…: holds it
    ours: …
    theirs: …
    more: fine                      it may also be told as more than one choice
    halves: any                     what the halves say is not looked at, only that they can be read
    + a line of the file that the driver leaves (indentation aside)
    - a line that may not be in it
    --- first, --- second           what the file says with each marked place replaced by its first or second half;
                                    ours and theirs where nothing is said
    --- inner                       what the merge of merges says (%L is 9), where that isn't the base

`= plans/NAME` takes one of the real plans.  One empty line before `===` belongs to nobody.  With ours and theirs
swapped every case must give the same.  A clean answer is merged once more with each side, and the two ways round
with each other: nothing may change."""
import difflib
import json
import os
import re
import subprocess
import sys
import tempfile

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
PLANS = os.path.join(HERE, "..", "..", "plans")
PROGRAM = os.environ.get("BUURTPLAN", "buurtplan")
ESCAPE = re.compile(r"\\(n|r|t|\\|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})")
FACTS = {"id", "path", "label", "kind", "base", "ours", "theirs", "suggestion", "taken"}
SECTIONS = {"base", "ours", "theirs", "clean", "or", "swapped", "choice", "first", "second", "inner"}


class Broken(Exception):
    """A case that is written wrongly."""


def unescape(text):
    def one(m):
        e = m.group(1)
        if e[0] == "x":
            return bytes([int(e[1:], 16)]).decode("utf-8", "surrogateescape")
        return chr(int(e[1:], 16)) if e[0] == "u" else {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}[e]
    return ESCAPE.sub(one, text)


def edit(text, line):
    parts = line[2:].split(line[1]) if len(line) > 3 and line[0] == "s" else []
    if len(parts) != 3 or parts[2] not in ("", "g"):
        raise Broken(f"no edit: {line}")
    old, new = unescape(parts[0]), unescape(parts[1])
    if not old or (text.count(old) != 1 and not parts[2]) or old not in text:
        raise Broken(f"stands there {text.count(old)} times: {line}")
    return text.replace(old, new)


def write(text, options):
    """The bytes of a document."""
    for option in options:
        if option == "crlf":
            text = text.replace("\n", "\r\n")
        elif option == "bom":
            text = "\ufeff" + text
        elif option == "no-newline":
            text = text.rstrip("\r\n")
        else:
            raise Broken(f"no such option: {option}")
    return text.encode("utf-8", "surrogateescape")


def read_value(text):
    if text == "none":
        return None
    return json.loads(text) if text.startswith('"') else text


class Choice:
    def __init__(self, lines):
        self.kinds, self.paths, self.present, self.absent, self.values = [], [], [], [], {}
        self.more = self.any_half = False
        for line in lines:
            if line[:2] in ("+ ", "- "):
                (self.present if line[0] == "+" else self.absent).append(line[2:].strip())
                continue
            key, _, value = line.partition(": ")
            if key in ("base", "ours", "theirs"):
                self.values[key] = read_value(value)
            elif key in ("kind", "path"):
                (self.kinds if key == "kind" else self.paths).extend(value.split())
            elif line == "more: fine":
                self.more = True
            elif line == "halves: any":
                self.any_half = True
            else:
                raise Broken(f"what is this: {line}")

    def fits(self, found, swapped):
        """Is this what `merge-file --json` lists?"""
        if (self.kinds and found["kind"] not in self.kinds) or (self.paths and found["path"] not in self.paths):
            return False
        other = {"base": "base", "ours": "theirs", "theirs": "ours"}
        for key, wanted in self.values.items():
            got = found[other[key] if swapped else key]
            if wanted is None or got is None:
                if wanted is not got:
                    return False
            elif wanted.startswith("…") and wanted.endswith("…"):
                if wanted.strip("…") not in got:
                    return False
            elif got.rstrip("\n") != wanted.rstrip("\n"):
                return False
        return True


class Case:
    def __init__(self, theme, title):
        self.name, self.docs, self.bytes = f"{theme}: {title}", {}, {}
        self.clean, self.swapped, self.choices = [], [], []
        self.right = self.clean  # where an `or` goes

    def add(self, head, lines):
        """One section: its heading, and the lines below it."""
        name, *words = head.split()
        if name not in SECTIONS:
            raise Broken(f"no such section: {name}")
        if name == "choice":
            self.choices.append(Choice([line for line in lines if line]))
            return
        text = "".join(line + "\n" for line in lines)
        if words[:1] == ["="]:
            source, words = words[1], words[2:]
            if source.startswith("plans/"):
                with open(os.path.join(PLANS, source[6:] + ".yaml"), encoding="utf-8") as f:
                    text = f.read()
            else:
                text = self.docs[source]
            for line in lines:
                text = edit(text, line)
        if name in ("clean", "swapped"):
            self.right = self.clean if name == "clean" else self.swapped
        if name in ("clean", "swapped", "or"):
            self.right.append(write(text, words))
        else:
            self.bytes[name] = write(text, words)
        self.docs[name] = text

    def whole(self):
        if not {"base", "ours", "theirs"} <= set(self.bytes) or not (self.clean or self.choices):
            raise Broken("a section is missing")
        return self


def read_cases(path):
    theme = os.path.basename(path)[:-4]
    case, head, body = None, None, []
    with open(path, encoding="utf-8", newline="\n") as f:
        lines = f.read().split("\n")[:-1] + [""]
    for line in lines + ["=== "]:
        starts_case = line.startswith("=== ")
        starts_section = line.startswith("--- ")
        if not starts_case and not starts_section:
            body.append(line)
            continue
        try:
            if case and head:
                case.add(head, body[:-1] if starts_case and body and not body[-1] else body)
            if starts_case and case:
                yield case.whole()
        except (Broken, KeyError) as e:
            sys.exit(f"{path}: {case.name}: {e}")
        head, body = (None if starts_case else line[4:]), []
        if starts_case:
            case = Case(theme, line[4:])


def value_of(data):
    """What the bytes say, every scalar as a text."""
    return yaml.load(data.decode("utf-8-sig"), Loader=yaml.BaseLoader)


def says(data):
    """The same, without what counts as absent."""
    def tidy(v):
        if isinstance(v, dict):
            return {k: t for k, t in ((k, tidy(x)) for k, x in v.items()) if t not in ("", [], {})}
        return [tidy(x) for x in v] if isinstance(v, list) else v.rstrip("\n")
    return tidy(value_of(data) or {})


def readable(data):
    try:
        return value_of(data) is not None
    except (yaml.YAMLError, UnicodeDecodeError):
        return False


def same(got, wanted, exactly=False):
    """Do two files say the same?  Of what can't be read: are they the same?"""
    read = value_of if exactly else says
    try:
        return got == wanted or read(got) == read(wanted)
    except (yaml.YAMLError, UnicodeDecodeError):
        return False


def notes(data):
    """The comments, in any order."""
    return sorted(re.findall(rb"(?:^|[ \t])(#[ \t][^\r\n]*)", data, re.M))


def halves(data, size):
    """The file with each marked place replaced by its first half, and by its second; None where no mark is."""
    first, second, where, marks = [], [], "both", 0
    for line in data.splitlines(keepends=True):
        sign = line[:size]
        rest = line[size:size + 1]
        if rest in (b" ", b"\r", b"\n", b"") and len(sign) == size and sign in (b"<" * size, b"|" * size, b"=" * size,
                                                                             b">" * size):
            where = {b"<": "first", b"|": "none", b"=": "second", b">": "both"}[sign[:1]]
            marks += 1
            continue
        if where in ("both", "first"):
            first.append(line)
        if where in ("both", "second"):
            second.append(line)
    return (b"".join(first), b"".join(second)) if marks and where == "both" else None


def is_line(choice):
    """Is it about one line of text that all three have?"""
    texts = [choice.values.get(k) for k in ("base", "ours", "theirs")]
    return choice.kinds == ["changed"] and all(t and "…" not in t and "\n" not in t for t in texts)


def difference(wanted, got):
    lines = [d.decode("utf-8", "backslashreplace").splitlines(keepends=True) for d in (wanted, got)]
    return "".join(repr(line)[1:-1].removesuffix("\\n") + "\n" if "\r" in line else line.rstrip("\n") + "\n"
                   for line in difflib.unified_diff(*lines, "wanted", "got"))


def lost(case, data):
    """The first line that a side added or changed and that is not in the file, or None."""
    lines = {line.strip() for line in data.splitlines()}
    words = set(data.split())
    base, known = {line.strip() for line in case.bytes["base"].splitlines()}, set(case.bytes["base"].split())
    for side in ("ours", "theirs"):
        for line in case.bytes[side].splitlines():
            if line.strip() not in base and line.strip() not in lines and not set(line.split()) - known <= words:
                return f"{side} lost: {line.decode('utf-8', 'backslashreplace')}"
    return None


class Run:
    """One case, one way round, in a folder of its own."""
    def __init__(self, case, folder, swapped):
        self.case, self.folder, self.swapped = case, folder, swapped
        self.ids = self.merged = None
        self.ours, self.theirs = ("theirs", "ours") if swapped else ("ours", "theirs")

    def put(self, name, data):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as f:
            f.write(data)
        return path

    def get(self, name):
        with open(os.path.join(self.folder, name), "rb") as f:
            return f.read()

    def call(self, *words):
        done = subprocess.run(words, capture_output=True, timeout=20)
        if b"Sanitizer" in done.stderr or b"runtime error" in done.stderr:
            return 99, done.stdout, done.stderr
        return done.returncode, done.stdout, done.stderr

    def driver(self, base, ours, theirs, size=7):
        code, _, err = self.call(PROGRAM, "merge-driver", self.put("O", base), self.put("A", ours),
                                 self.put("B", theirs), str(size), "plans/deltabuurt.yaml")
        return code, self.get("A"), err

    def file(self, *more):
        b = self.case.bytes
        if os.path.exists(self.folder + "/OUT"):
            os.unlink(self.folder + "/OUT")
        return self.call(PROGRAM, "merge-file", *more, self.put("base", b["base"]), self.put("ours", b[self.ours]),
                         self.put("theirs", b[self.theirs]))

    def git(self):
        b = self.case.bytes
        return self.call("git", "merge-file", "-p", self.put("ours", b[self.ours]), self.put("base", b["base"]),
                         self.put("theirs", b[self.theirs]))[:2]

    # Each of these gives what is wrong, or None.
    def clean(self, code, data):
        if code != 0:
            return f"exit {code}, not 0\n" + difference(self.case.clean[0], data)
        if self.swapped and not self.case.swapped:
            if data in self.case.clean:
                return None
            if any(same(data, c, exactly=True) and notes(data) == notes(c) for c in self.case.clean):
                return None
            return "other values or comments\n" + difference(self.case.clean[0], data)
        wanted = self.case.swapped if self.swapped else self.case.clean
        return None if data in wanted else "other bytes\n" + difference(wanted[0], data)

    def marked(self, code, data, size=7):
        case = self.case
        if not 1 <= code < 128:
            return f"exit {code}, not 1\n" + difference(case.bytes[self.ours], data)
        whole = any("file" in c.kinds for c in case.choices)
        any_half = any(c.any_half for c in case.choices)
        dirty = any(halves(case.bytes[s], size) or b"<" * size in case.bytes[s] for s in ("ours", "theirs"))
        parts = halves(data, size)
        shown = "\n" + data.decode("utf-8", "backslashreplace")
        if not parts and not dirty:
            return "no markers" + shown
        gone = lost(case, data)
        if gone:
            return gone + shown
        lines = [line.strip() for line in data.decode("utf-8", "surrogateescape").splitlines()]
        for c in case.choices:
            for wrong in [f"not there: {x}" for x in c.present if x not in lines] + \
                         [f"there: {x}" for x in c.absent if x in lines]:
                return wrong + shown
        if dirty:
            return None
        marked = sum(m.count(b"\n") for m in re.findall(rb"^<{7}.*\n((?:.*\n)*?)[|=]{7}", data, re.M))
        if all(is_line(c) for c in case.choices) and marked > len(case.choices):
            return "more is marked than the line that is asked about" + shown
        for part, name, side in zip(parts, (("second", "first") if self.swapped else ("first", "second")),
                                    (self.ours, self.theirs)):
            wanted = case.bytes.get(name, case.bytes[side])
            if whole:
                if part.splitlines() != wanted.splitlines():
                    return f"{name} half\n" + difference(wanted, part)
                continue
            if not (readable(part) if any_half else same(part, wanted)):
                return f"{name} half says something else\n" + difference(wanted, part)
        return None

    def inner(self, code, data):
        case = self.case
        if code != 0:
            return f"inner merge: exit {code}"
        if any("file" in c.kinds for c in case.choices):
            return None if data == case.bytes["base"] else "inner merge of unreadable files is not the base"
        if halves(data, 9) or b"<<<<<<<" in data:
            return "inner merge: markers"
        special = {"first", "second"} & set(case.bytes) or any(c.any_half for c in case.choices)
        plain = case.bytes["base"] and not special
        wanted = case.bytes.get("inner", case.bytes["base"] if plain else None)
        if wanted is not None and not same(data, wanted):
            return "inner merge says something else\n" + difference(wanted, data)
        return None

    def listed(self):
        """`merge-file`: the provisional plan, and the choices as data."""
        case = self.case
        code, out, err = self.file("--json", "-o", self.folder + "/OUT")
        if code != 1:
            return f"merge-file: exit {code}, not 1: {err.decode()}"
        found = json.loads(out)
        self.ids = sorted(f["id"] for f in found["choices"])
        if found["schema"] != 1 or found["open"] != len(found["choices"]) or not found["open"]:
            return f"merge-file: {out.decode()}"
        if len(found["choices"]) != len(case.choices) and not any(c.more for c in case.choices):
            return f"{len(found['choices'])} choices, not {len(case.choices)}: {json.dumps(found['choices'], indent=1)}"
        if not all(set(f) >= FACTS for f in found["choices"]):
            return f"a choice lacks a fact: {out.decode()}"
        for f in found["choices"]:
            if f["kind"] in ("changed", "added") and f["base"] in (f["ours"], f["theirs"]):
                return f"only one side changed this: {json.dumps(f, indent=1)}"
        for c in case.choices:
            if not any(c.fits(f, self.swapped) for f in found["choices"]):
                return f"no choice {c.kinds} {c.paths} {c.values} in {json.dumps(found['choices'], indent=1)}"
        if any("file" in c.kinds or c.any_half for c in case.choices):
            return None
        data = self.get("OUT")
        kinds = {f["kind"] for f in found["choices"]}
        names = ("second", "theirs"), ("first", "ours")
        answers = [case.bytes.get(half, case.bytes[side]) for half, side in (names if self.swapped else names[::-1])]
        if "removed" not in kinds and not same(data, answers[0]) or \
                len(kinds) == 1 and not any(same(data, a) for a in answers):
            return "the provisional plan says something else\n" + difference(case.bytes[self.ours], data)
        return None

    def again(self, merged):
        """What is merged already changes nothing: a stale base, as after a cherry-pick."""
        b = self.case.bytes
        for side in (self.theirs, self.ours):
            code, data, _ = self.driver(b["base"], merged, b[side])
            if code or data != merged:
                return f"merged again with {side}: exit {code}\n" + difference(merged, data)
        return None

    def meets(self, other):
        """The two ways round, merged with each other, say the same, whatever they are said to come from."""
        if None in (self.merged, other.merged) or self.case.choices:
            return None
        for base in ("base", "ours", "theirs"):
            code, data, _ = self.driver(self.case.bytes[base], self.merged, other.merged)
            fine = any(same(data, m, exactly=True) and notes(data) == notes(m) for m in (self.merged, other.merged))
            if code or not fine:
                return f"the two ways round, merged over {base}: exit {code}\n" + difference(self.merged, data)
        return None

    def wrong(self):
        case, b = self.case, self.case.bytes
        code, data, err = self.driver(b["base"], b[self.ours], b[self.theirs])
        if code == 99:
            return err.decode()
        if case.clean and not (case.choices and code == 1):
            problem = self.clean(code, data)
            if problem:
                return problem
            code, _, err = self.file("-o", self.folder + "/OUT")
            if code or self.get("OUT") != data:
                return f"merge-file differs from merge-driver (exit {code}) {err.decode()}"
            self.merged = data
            return None if case.choices else self.again(data)
        return self.marked(code, data) or self.inner(*self.driver(b["base"], b[self.ours], b[self.theirs], 9)[:2]) or \
            self.listed()

    def git_is_right(self):
        code, data = self.git()
        clean = self.case.clean and not (self.case.choices and code)
        return not (self.clean(code, data) if clean else self.marked(code, data))


def main():
    words = sys.argv[1:]
    only_git = words[:1] == ["--git"]
    words = words[1:] if only_git else words
    folder = os.path.join(HERE, "cases")
    paths = sorted(os.path.join(folder, f) for f in os.listdir(folder) if f.endswith(".txt"))
    cases = [c for p in paths for c in read_cases(p)]
    names = [c.name for c in cases]
    if len(set(names)) != len(names):
        sys.exit(f"two cases of one name: {[n for n in names if names.count(n) > 1][0]}")
    cases = [c for c in cases if not words or words[0] in c.name]
    passed = failed = git = 0
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            right = Run(case, folder, False).git_is_right()
            git += right
            if only_git:
                print("right" if right else "wrong", case.name)
                continue
            first = None
            for swapped in (False, True):
                run = Run(case, folder, swapped)
                problem = run.wrong()
                if swapped and not problem:
                    problem = run.meets(first)
                    if first.ids and run.ids and first.ids != run.ids:
                        problem = f"the choices have other ids: {first.ids} {run.ids}"
                first = run
                passed, failed = passed + (not problem), failed + bool(problem)
                if problem:
                    print(f"FAILED: {case.name}{' (swapped)' if swapped else ''}")
                    print("    " + problem.rstrip("\n").replace("\n", "\n    "))
    clean = sum(1 for c in cases if c.clean)
    print(f"{clean} clean cases and {len(cases) - clean} with choices; git merge-file has {git} of {len(cases)} right")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
