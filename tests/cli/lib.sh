# Sourced by the tests of the commands.  Counts what holds; `finish` says how much that was.
# $BUURTPLAN is the program, $SCRATCH an empty folder, $TESTS the folder of the tests.
set -u
passed=0 failed=0
out=$SCRATCH/stdout err=$SCRATCH/stderr
HOME=$SCRATCH/home XDG_STATE_HOME=$SCRATCH/state XDG_CONFIG_HOME=$SCRATCH/config
GIT_CONFIG_NOSYSTEM=1
mkdir -p "$HOME"
export HOME XDG_STATE_HOME XDG_CONFIG_HOME GIT_CONFIG_NOSYSTEM
PLANS=$TESTS/../plans
ANNA='Anna de Vries <anna@example.nl>'
BART='Bart Smit <bart@example.nl>'

pass() { passed=$((passed + 1)); }
fail() { # NAME [what was seen]
	failed=$((failed + 1))
	echo "FAILED: $1"
	shift
	[ $# -eq 0 ] || printf '%s\n' "$@" | sed 's/^/    /'
}

# check NAME COMMAND…: does the command succeed?
check() {
	check_name=$1
	shift
	if "$@" >"$SCRATCH/check" 2>&1; then pass; else fail "$check_name" "$*" "$(head -n 20 "$SCRATCH/check")"; fi
}

# expect NAME STATUS WORD…: runs the program with these words; it must end with STATUS.
expect() {
	name=$1 wanted=$2
	shift 2
	status=0
	"$BUURTPLAN" "$@" >"$out" 2>"$err" || status=$?
	if [ "$status" -eq "$wanted" ]; then pass; else fail "$name: exit $status, not $wanted" "$*" "$(head -n 20 "$err")"; fi
	if grep -q 'Sanitizer\|runtime error' "$err"; then fail "$name: sanitizer" "$(cat "$err")"; fi
}

# What the last run said (stderr) and printed (stdout): a text that must be in it.
says() { if grep -qF -e "$1" "$err"; then pass; else fail "$name: says '$1'" "$(head -n 20 "$err")"; fi; }
prints() { if grep -qF -e "$1" "$out"; then pass; else fail "$name: prints '$1'" "$(head -n 40 "$out")"; fi; }
prints_not() { if grep -qF -e "$1" "$out"; then fail "$name: prints '$1'" "$(head -n 40 "$out")"; else pass; fi; }
# The whole of it.
prints_only() { if [ "$(cat "$out"; echo .)" = "$1
." ]; then pass; else fail "$name: prints only '$1'" "$(head -n 40 "$out")"; fi; }
prints_nothing() { if [ ! -s "$out" ]; then pass; else fail "$name: prints nothing" "$(head -n 20 "$out")"; fi; }
says_nothing() { if [ ! -s "$err" ]; then pass; else fail "$name: says nothing" "$(head -n 20 "$err")"; fi; }
# One sentence, with the name of the program before it, and no data.
refuses() {
	prints_nothing
	case $(head -n 1 "$err") in 'buurtplan: '*) pass ;; *) fail "$name: a sentence" "$(head -n 20 "$err")" ;; esac
	says "$1"
}

# json EXPRESSION: what was printed is JSON of schema 1, and the Python expression over it (d) is true.
json() {
	if python3 -c 'import json, sys
d = json.load(open(sys.argv[1]))
assert d["schema"] == 1
assert all(ord(c) < 127 for c in open(sys.argv[1]).read())
assert eval(sys.argv[2]), json.dumps(d)[:2000]' "$out" "$1" 2>"$SCRATCH/python"; then pass; else
		fail "$name: json $1" "$(tail -n 3 "$SCRATCH/python")"
	fi
}

# record NAME [FILE…]: a new record $SCRATCH/NAME.git with these plan files; $repo is its folder.
record() {
	repo=$SCRATCH/$1.git
	rm -rf "$repo" "$SCRATCH/from"
	mkdir -p "$SCRATCH/from"
	shift
	[ $# -eq 0 ] || cp "$@" "$SCRATCH/from/"
	"$BUURTPLAN" init --als "$ANNA" --from "$SCRATCH/from" "$repo" 2>"$err" || echo "init: exit $?: $(cat "$err")"
}
# The newest bytes of a plan, and the number of versions of the record.
bytes() { git -C "$repo" cat-file blob "HEAD:plans/$1.yaml"; }
versions() { git -C "$repo" rev-list --count HEAD; }

finish() {
	echo "$passed passed, $failed failed"
	[ "$failed" -eq 0 ]
}
