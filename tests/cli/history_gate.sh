#!/bin/sh
# In instructions, which no busy machine changes: the versions of a speerpunt out of a warm index, in a record of 40 plans and 5,000
# versions, cost at most so many more than a program that only starts libgit2.
. "$TESTS/cli/lib.sh"
MOST=17000000
if [ -n "${SAN:-}" ]; then # a program under the sanitizers can't run under valgrind
	finish
	exit
fi

folder=$(python3 -c 'import sys
sys.path.insert(0, sys.argv[1])
import generate
print(generate.ensure("b", sys.argv[2]))' "$TESTS/history" "$(dirname "$BUURTPLAN")/bench/history")
cp -r "$folder/record.git" "$SCRATCH/b.git"
cc -O2 -o "$SCRATCH/start" "$TESTS/bench/start.c" -lgit2

counted() { # COMMAND…: the instructions it took
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >"$SCRATCH/counted" | sed -n 's/^.*Collected : \([0-9]*\).*/\1/p'
}

expect 'log --list' 0 -C "$SCRATCH/b.git" log deltabuurt sp3 --list # leaves the index behind
floor=$(counted "$SCRATCH/start")
asked=$(counted "$BUURTPLAN" -C "$SCRATCH/b.git" log deltabuurt sp3 --list)
check 'the same answer while counted' cmp "$out" "$SCRATCH/counted"
above=$((${asked:-999999999} - ${floor:-0}))
if [ "${floor:-0}" -gt 0 ] && [ "$above" -le "$MOST" ]; then pass; else
	fail "the versions of a speerpunt: ${asked:-none} instructions, $above above the start; at most $MOST"
fi
finish
