#!/bin/sh
# Killed at every system call of a save, the record is whole, holds the old or the new text, and the next save
# works within 12 s.  KILL_STEP=n looks at one in n of them (default 2; 1 is all).
set -u
repo=$SCRATCH/kill.git
log=$SCRATCH/strace
passed=0 failed=0 points=0 locks=0 landed=0 slowest=0
step=${KILL_STEP:-2}
if [ -n "${SAN:-}" ]; then # the leak check cannot run under strace
	step=25
	export ASAN_OPTIONS=detect_leaks=0
fi

fail() {
	echo "FAILED $*"
	failed=$((failed + 1))
}
save() { "$BUURTPLAN" -C "$repo" --als 'Anna Jansen <anna@example.nl>' set deltabuurt wijk "$1" 2>/dev/null; }
shown() { "$BUURTPLAN" -C "$repo" show deltabuurt wijk; }

mkdir -p "$SCRATCH/plans"
printf 'formaat: 1\nbuurt: Deltabuurt\nwijk: begin\n' >"$SCRATCH/plans/deltabuurt.yaml"
"$BUURTPLAN" --als 'Anna Jansen <anna@example.nl>' init --from "$SCRATCH/plans" "$repo" >/dev/null 2>&1 || fail 'init'
save warm >/dev/null || fail 'a first save'
now=warm

# The calls of one save, from where it takes its lock: NAME COUNT-BEFORE COUNT-AFTER.  Which one strace kills at is
# counted from the start of the process, name by name.
strace -qq -o "$log" "$BUURTPLAN" -C "$repo" --als 'Anna Jansen <anna@example.nl>' set deltabuurt wijk traced >/dev/null 2>&1 || fail 'strace'
now=traced
calls=$(awk -F'(' '/^[a-z_0-9]+\(/ {
	if (/buurtplan-bewaren/) inside = 1
	if (!inside) before[$1]++
	all[$1]++
} END { for (name in all) if (all[name] > before[name]) print name, before[name] + 0, all[name] }' "$log" |
	grep -v '^\(exit_group\|munmap\|mmap\|brk\) ' | sort)
[ -n "$calls" ] || fail 'no calls of a save were seen'

n=0
while read -r name before after; do
	k=$((before + 1))
	while [ "$k" -le "$after" ]; do
		n=$((n + 1))
		if [ $((n % step)) -eq 0 ]; then
			points=$((points + 1))
			strace -qq -o /dev/null -e trace="$name" -e inject="$name:signal=KILL:when=$k" \
				"$BUURTPLAN" -C "$repo" --als 'Anna Jansen <anna@example.nl>' set deltabuurt wijk "dood $n" >/dev/null 2>&1
			[ -z "$(git -C "$repo" fsck --strict --no-dangling --no-progress 2>&1)" ] || fail "$name $k: fsck"
			text=$(shown)
			case $text in
			"$now") ;;
			"dood $n") landed=$((landed + 1)) ;;
			*) fail "$name $k: the plan holds '$text'" ;;
			esac
			if [ -e "$repo/refs/heads/main.lock" ]; then
				locks=$((locks + 1)) # two are waited for in full; of the rest we say that they are old
				[ "$locks" -le 2 ] || touch -d '11 seconds ago' "$repo/refs/heads/main.lock"
			fi
			start=$(date +%s)
			now="daarna $n"
			save "$now" >/dev/null || fail "$name $k: the next save"
			took=$(($(date +%s) - start))
			[ "$took" -le "$slowest" ] || slowest=$took
			[ "$took" -le 12 ] || fail "$name $k: the next save took $took s"
			[ "$(shown)" = "$now" ] || fail "$name $k: the next save is not there"
			passed=$((passed + 1))
		fi
		k=$((k + 1))
	done
done <<END
$calls
END
[ "$points" -gt $((200 / step)) ] || fail "only $points points"
echo "killed at $points calls: $locks left the branch locked, $landed had saved; slowest next save $slowest s"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
