"""What finding costs at a terminal of 80x24: a key in a filter of the overview, and one in the search over all plans.

    find.py BUURTPLAN REPOSITORY
"""
import statistics
import sys

from terminal import Terminal


def keys(t, text):
    """Of each letter: ms to the first byte of the answer and to the last, and the bytes."""
    firsts, lasts, sizes = [], [], []
    for letter in text:
        sent = t.send(letter.encode())
        size, first, last = t.answer(0.4)  # slices of the search begin a quarter of a second after the last key
        if first:
            firsts.append((first - sent) * 1000)
            lasts.append((last - sent) * 1000)
            sizes.append(size)
    return firsts, lasts, sizes


def tell(name, measured):
    firsts, lasts, sizes = measured
    print(f"{name}: first byte median {statistics.median(firsts):.1f} ms, worst {max(firsts):.1f}; last byte median "
          f"{statistics.median(lasts):.1f} ms, worst {max(lasts):.1f}; median {statistics.median(sizes):.0f} bytes, most {max(sizes)}")


def main():
    argv = sys.argv[1:2] + ["-C", sys.argv[2], "--als", "Anna Jansen <anna@example.nl>"]
    t = Terminal(argv)
    t.answer(1.0)
    t.send(b"/")
    t.answer()
    tell("filter of the overview", keys(t, "zandweerd"))
    t.send(b"\x1b")
    t.answer(0.5)
    sent = t.send(b"\x06")
    size, first, _ = t.answer(0.5)
    print(f"opening the search: {(first - sent) * 1000:.1f} ms, {size} bytes")
    tell("search over all plans, many hits", keys(t, "zwerfvuil"))
    t.send(b"\x01")
    t.answer()
    tell("search over all plans, few hits", keys(t, "nergensx"))
    t.close()


if __name__ == "__main__":
    main()
