"""The slowest merges there may be: plans of shapes that cost most, as large as a plan may be (1 MB, 50,000 parts).
worst.py PROGRAM FOLDER: how long merge-file and merge-driver take, with their start."""
import os
import random
import subprocess
import sys
import time
import unicodedata

HEAD = "formaat: 1\nbuurt: Delta\n"
WORDS = [f"woord{i}" for i in range(5000)]
rng = random.Random(5)


def words(count, among=WORDS):
    return " ".join(rng.choice(among) for _ in range(count))


def bullets(items):
    return HEAD + "voorwaarden:\n" + "".join(f"  - {item}\n" for item in items)


def prose(sentences):
    return HEAD + "inleiding: " + " ".join(sentences) + "\n"


def keys(count, key, word):
    return HEAD + "".join(f"{key}{i}: {word}{i}\n" for i in range(count))


def speerpunten(ids, word):
    return HEAD + "speerpunten:\n" + "".join(f"  - id: {i}\n    titel: {word} {i}\n" for i in ids)


def shuffled(items):
    return rng.sample(items, len(items))


def reworded(sentence, share):
    return " ".join(rng.choice(WORDS) if rng.random() < share else w for w in sentence[:-1].split()) + "."


def thrice(make):
    return [make(word) for word in ("aap", "noot", "mies")]


def edited(items, edit):
    return [items, edit(items), edit(items)]


def some_dropped(items):
    return [item for item in items if rng.random() < 0.7]


def half_records(items):
    return [f"tekst: {i}\n    status: klaar" if rng.random() < 0.5 else i + " nog" for i in items]


def equal_words(sign, shift):
    return " ".join(sign if sign != "a" and i % 1000 == shift else "a" for i in range(450000))


LINES = [words(6) for _ in range(15000)]
SENTENCES = [words(8) + "." for _ in range(12000)]
IDS = [f"s{i}" for i in range(12000)]
SHORT = [rng.choice(WORDS[:50]) for _ in range(45000)]

SHAPES = {
    "keys, each changed by both": lambda: thrice(lambda w: keys(37000, "k", w)),
    "keys, removed and changed": lambda: [keys(33000, "k", "aap"), HEAD, keys(33000, "k", "noot")],
    "keys, renamed and changed": lambda: [keys(22000, "k", "aap"), keys(22000, "x", "aap"), keys(22000, "k", "noot")],
    "speerpunten, each changed by both": lambda: thrice(lambda w: speerpunten(IDS, w)),
    "speerpunten, in three orders": lambda: [speerpunten(i, "w") for i in edited(IDS, shuffled)],
    "speerpunten of one id": lambda: thrice(lambda w: speerpunten(["zelfde"] * 12000, w + words(1))),
    "speerpunten, all new on both sides": lambda: [speerpunten(["x"], "w"), speerpunten(IDS, "aap"), speerpunten(IDS, "noot")],
    "bullets, all rewritten by both": lambda: [bullets(words(6) for _ in LINES) for _ in range(3)],
    "bullets, reversed and shuffled": lambda: [bullets(LINES), bullets(shuffled(LINES)), bullets(LINES[::-1])],
    "short bullets, reversed and shuffled": lambda: [bullets(range(49000)), bullets(shuffled(range(49000))), bullets(range(49000)[::-1])],
    "bullets of two kinds, at random": lambda: thrice(lambda w: bullets(words(45000, "ab").split())),
    "bullets of fifty kinds, some dropped": lambda: [bullets(b) for b in edited(SHORT, some_dropped)],
    "bullets, some made records": lambda: [bullets(b).replace("voorwaarden", "activiteiten") for b in edited(LINES[:13000], half_records)],
    "bullets between brackets": lambda: thrice(lambda w: HEAD + "themas: [" + ", ".join(w + str(i) for i in range(45000)) + "]\n"),
    "lists in lists": lambda: thrice(lambda w: HEAD + "x:\n" + "".join(f"  - - {w} {i % 999}\n    - {words(2)}\n" for i in range(15000))),
    "records, half alike": lambda: thrice(lambda w: HEAD + "budget:\n" + "".join(f"  - {{post: {w} {words(2)}, bedrag: {i}}}\n" for i in range(12000))),
    "one sentence of 95,000 words": lambda: [prose([s]) for s in edited(words(95000) + ".", lambda s: reworded(s, 0.2))],
    "one word 450,000 times": lambda: [prose([equal_words(*s)]) for s in (("a", 0), ("b", 0), ("c", 7))],
    "two words at random": lambda: thrice(lambda w: prose([words(200000, "ab")])),
    "sentences of three words": lambda: thrice(lambda w: prose(words(3, "abc") + "." for _ in range(120000))),
    "sentences, in three orders": lambda: [prose(s) for s in edited(SENTENCES, shuffled)],
    "sentences, half reworded by both": lambda: [prose(s) for s in edited(SENTENCES, lambda all: [reworded(s, 0.5) for s in all])],
    "one sentence cut into many": lambda: [prose([words(90000) + "."]), prose(SENTENCES), prose(shuffled(SENTENCES))],
    "paragraphs, some words of each changed": lambda: [HEAD + "inleiding: |\n" + "".join(f"  {p}\n\n" for p in all)
                                                        for all in edited(SENTENCES[:9000], lambda all: [reworded(s, 0.3) for s in all])],
    "accents as marks of their own": lambda: thrice(lambda w: prose(unicodedata.normalize("NFD", w) for w in words(95000, ["café", "idée", "één", "zo"]).split())),
    "comments, at each key": lambda: thrice(lambda w: HEAD + "".join(f"# {w} {i}\nk{i}: x # {w}\n" for i in range(15000))),
    "one comment of 40,000 lines": lambda: thrice(lambda w: HEAD + "".join(f"# {w} {i * 7 % 99}\n" for i in range(40000)) + f"k: {w}\n"),
    "blank lines": lambda: thrice(lambda w: HEAD + "\n" * 900000 + f"k: {w}\n"),
}


def seconds(argv):
    start = time.monotonic()
    done = subprocess.run(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert done.returncode in (0, 1), argv
    return time.monotonic() - start


def main(program, folder):
    base, ours, theirs, out = (os.path.join(folder, name) for name in ("base", "ours", "theirs", "out"))
    print(f"{'':42}{'kB':>6}{'merge-file':>12}{'merge-driver':>14}   seconds")
    for name, make in SHAPES.items():
        for path, text in zip((base, ours, theirs), make()):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        size = os.path.getsize(base) // 1000
        by_file = seconds([program, "merge-file", base, ours, theirs, "-o", out])
        by_driver = seconds([program, "merge-driver", base, ours, theirs, "7", "plan"])
        print(f"{name:42}{size:>6}{by_file:>12.2f}{by_driver:>14.2f}", flush=True)


main(*sys.argv[1:])
