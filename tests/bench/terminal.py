"""What a person at a terminal waits for and what the line carries: the program on a pseudo-terminal of 80x24.

    terminal.py BUURTPLAN REPOSITORY

Prints medians: exec to the last byte of the first screen, bytes for a cursor key and for a page, and the 95th
percentile of the time from a key to the first byte of its answer."""
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import termios
import time

QUIET = 0.15  # seconds without a byte: the answer is whole


class Terminal:
    def __init__(self, argv):
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8")
            os.execv(argv[0], argv)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def answer(self, quiet=QUIET):
        """Bytes until the line is quiet, the time of the first and of the last of them."""
        total, first, last = 0, None, None
        while select.select([self.fd], [], [], quiet if first else 2.0)[0]:
            try:
                got = os.read(self.fd, 65536)
            except OSError:
                break
            if not got:
                break
            last = time.perf_counter()
            first = first or last
            total += len(got)
        return total, first, last

    def send(self, keys):
        moment = time.perf_counter()
        os.write(self.fd, keys)
        return moment

    def close(self):
        os.close(self.fd)
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.pid, 0)


def start_times(argv, runs=20):
    times, size = [], 0
    for _ in range(runs):
        t = Terminal(argv)
        size, _, last = t.answer()
        times.append((last - t.started) * 1000)
        t.close()
    return times, size


def measure(t, key, times):
    sizes = []
    for _ in range(times):
        t.send(key)
        sizes.append(t.answer()[0])
    return sizes


def main():
    argv = sys.argv[1:2] + ["-C", sys.argv[2], "--als", "Anna Jansen <anna@example.nl>"]
    times, size = start_times(argv)
    print(f"exec to last byte of first screen: median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms ({size} bytes, {len(times)} starts)")
    t = Terminal(argv)
    t.answer()
    print(f"cursor key in the overview: median {statistics.median(measure(t, b'j', 3)):.0f} bytes")
    t.send(b"\r")
    t.answer()
    downs = measure(t, b"j", 8)
    print(f"cursor key in a plan: median {statistics.median(downs):.0f} bytes, most {max(downs)}")
    measure(t, b"j", 3)
    t.send(b"\r")  # the second speerpunt: several pages long
    t.answer()
    pages = measure(t, b"\x1b[6~", 4) + measure(t, b"\x1b[5~", 4)
    print(f"page in a speerpunt: median {statistics.median(pages):.0f} bytes, most {max(pages)}")
    waits = []
    for i in range(200):
        sent = t.send(b"j" if i % 10 < 5 else b"k")
        _, first, _ = t.answer(0.01)
        if first:
            waits.append((first - sent) * 1000)
    waits.sort()
    print(f"key to first byte: median {statistics.median(waits):.1f} ms, p95 {waits[int(len(waits) * 0.95) - 1]:.1f} ms ({len(waits)} keys)")
    t.close()


if __name__ == "__main__":
    main()
