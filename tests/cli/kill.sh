#!/bin/sh
# Killed at every system call of a save, the record is whole, holds the old or the new text, and the next save
# works within 12 s; in a working tree that save brings the file up to date too.  KILL_STEP=n looks at one in n of
# them (default 2, in a working tree 8; 1 is all).
set -u
log=$SCRATCH/strace
passed=0 failed=0
step=${KILL_STEP:-2} tree_step=${KILL_STEP:-8}
if [ -n "${SAN:-}" ]; then # the leak check cannot run under strace
	step=25 tree_step=50
	export ASAN_OPTIONS=detect_leaks=0
fi

fail() {
	echo "FAILED $*"
	failed=$((failed + 1))
}
save() { "$BUURTPLAN" -C "$repo" --als 'Anna Jansen <anna@example.nl>' set deltabuurt wijk "$1" 2>/dev/null; }
shown() { "$BUURTPLAN" -C "$repo" show deltabuurt wijk; }

# In a working tree: the file is that of the newest version, and git sees no difference.  A lock on the index that the
# library left when it was killed is for a person to remove, as one of git's own; no save is stopped by it.
check_tree() {
	[ "$(cat "$repo/plans/deltabuurt.yaml")" = "$(git -C "$repo" show main:plans/deltabuurt.yaml)" ] ||
		fail "$1: the file is not the newest version"
	if [ -e "$repo/.git/index.lock" ]; then
		index_locks=$((index_locks + 1))
		rm "$repo/.git/index.lock"
		now="$now, nog eens"
		save "$now" >/dev/null || fail "$1: a save after the lock of the index was removed"
	fi
	[ -z "$(git -C "$repo" status --porcelain 2>&1)" ] || fail "$1: $(git -C "$repo" status --porcelain 2>&1)"
}

# The calls of one save, from where it takes its lock: NAME COUNT-BEFORE COUNT-AFTER.  Which one strace kills at is
# counted from the start of the process, name by name.
calls_of_a_save() {
	strace -qq -o "$log" "$BUURTPLAN" -C "$repo" --als 'Anna Jansen <anna@example.nl>' set deltabuurt wijk traced >/dev/null 2>&1 || fail 'strace'
	awk -F'(' '/^[a-z_0-9]+\(/ {
		if (/buurtplan-bewaren/) inside = 1
		if (!inside) before[$1]++
		all[$1]++
	} END { for (name in all) if (all[name] > before[name]) print name, before[name] + 0, all[name] }' "$log" |
		grep -v '^\(exit_group\|munmap\|mmap\|brk\) ' | sort >"$SCRATCH/calls"
	[ -s "$SCRATCH/calls" ] || fail 'no calls of a save were seen'
}

kill_at() { # CALL COUNT NUMBER
	strace -qq -o /dev/null -e trace="$1" -e inject="$1:signal=KILL:when=$2" \
		"$BUURTPLAN" -C "$repo" --als 'Anna Jansen <anna@example.nl>' set deltabuurt wijk "dood $3" >/dev/null 2>&1
	[ -z "$(git -C "$repo" fsck --strict --no-dangling --no-progress 2>&1)" ] || fail "$1 $2: fsck"
	text=$(shown)
	case $text in
	"$now") ;;
	"dood $3") landed=$((landed + 1)) ;;
	*) fail "$1 $2: the plan holds '$text'" ;;
	esac
	if [ -e "$dir/refs/heads/main.lock" ]; then
		locks=$((locks + 1)) # two are waited for in full; of the rest we say that they are old
		[ "$locks" -le 2 ] || touch -d '11 seconds ago' "$dir/refs/heads/main.lock"
	fi
	start=$(date +%s)
	now="daarna $3"
	save "$now" >/dev/null || fail "$1 $2: the next save"
	took=$(($(date +%s) - start))
	[ "$took" -le "$slowest" ] || slowest=$took
	[ "$took" -le 12 ] || fail "$1 $2: the next save took $took s"
	[ "$(shown)" = "$now" ] || fail "$1 $2: the next save is not there"
	[ "$dir" = "$repo" ] || check_tree "$1 $2"
	passed=$((passed + 1))
}

# campaign STEP: the record at $repo, whose git folder is $dir.
campaign() {
	points=0 locks=0 landed=0 slowest=0 index_locks=0 n=0
	save warm >/dev/null || fail 'a first save'
	calls_of_a_save
	now=traced
	while read -r name before after <&3; do
		k=$((before + 1))
		while [ "$k" -le "$after" ]; do
			n=$((n + 1))
			if [ $((n % $1)) -eq 0 ]; then
				points=$((points + 1))
				kill_at "$name" "$k" "$n"
			fi
			k=$((k + 1))
		done
	done 3<"$SCRATCH/calls"
	[ "$points" -gt $((200 / $1)) ] || fail "only $points points"
	echo "killed at $points calls: $locks left the branch locked, $index_locks the index; $landed had saved; slowest next save $slowest s"
}

mkdir -p "$SCRATCH/plans"
printf 'formaat: 1\nbuurt: Deltabuurt\nwijk: begin\n' >"$SCRATCH/plans/deltabuurt.yaml"
repo=$SCRATCH/kill.git dir=$SCRATCH/kill.git
"$BUURTPLAN" --als 'Anna Jansen <anna@example.nl>' init --from "$SCRATCH/plans" "$repo" >/dev/null 2>&1 || fail 'init'
git clone -q "$repo" "$SCRATCH/tree" || fail 'clone'
campaign "$step"
repo=$SCRATCH/tree dir=$SCRATCH/tree/.git
campaign "$tree_step"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
