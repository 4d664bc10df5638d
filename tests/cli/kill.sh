#!/bin/sh
# Killed at every system call of a save, the record is whole, holds the old or the new text, and the next save
# works within 12 s; in a working tree that save brings the file up to date too.  So it is with a renaming and a removal:
# the plan stands under the one name or the other, never under both or none, and the next save of any plan finishes it.  Killed where it puts down what was
# chosen, `resolve` can do it again.  KILL_STEP=n looks at one in n of them (default 2, in a working tree 8; 1 is all).
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

# The calls of one command, from where it takes its lock: NAME COUNT-BEFORE COUNT-AFTER.  Which one strace kills at is
# counted from the start of the process, name by name.
calls_of() {
	strace -qq -o "$log" "$BUURTPLAN" -C "$repo" "$@" >/dev/null 2>&1 || fail 'strace'
	awk -F'(' '/^[a-z_0-9]+\(/ {
		if (/buurtplan-bewaren/) inside = 1
		if (!inside) before[$1]++
		all[$1]++
	} END { for (name in all) if (all[name] > before[name]) print name, before[name] + 0, all[name] }' "$log" |
		grep -v '^\(exit_group\|munmap\|mmap\|brk\) ' | sort >"$SCRATCH/calls"
	[ -s "$SCRATCH/calls" ] || fail "no calls of $1 were seen"
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

# each_call STEP FUNCTION: calls it with CALL COUNT NUMBER, for one in STEP of them.
each_call() {
	points=0 n=0
	while read -r name before after <&3; do
		k=$((before + 1))
		while [ "$k" -le "$after" ]; do
			n=$((n + 1))
			if [ $((n % $1)) -eq 0 ]; then
				points=$((points + 1))
				"$2" "$name" "$k" "$n"
			fi
			k=$((k + 1))
		done
	done 3<"$SCRATCH/calls"
}

# campaign STEP: the record at $repo, whose git folder is $dir.
campaign() {
	locks=0 landed=0 slowest=0 index_locks=0
	save warm >/dev/null || fail 'a first save'
	calls_of --als 'Anna Jansen <anna@example.nl>' set deltabuurt wijk traced
	now=traced
	each_call "$1" kill_at
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

# A renaming or a removal, from a record that is kept at $SCRATCH/whole; $gone and $there: what it takes and brings.
kill_whole_at() { # CALL COUNT NUMBER
	rm -rf "$repo"
	cp -a "$SCRATCH/whole" "$repo"
	strace -qq -o /dev/null -e trace="$1" -e inject="$1:signal=KILL:when=$2" \
		"$BUURTPLAN" -C "$repo" --als 'Anna Jansen <anna@example.nl>' $words >/dev/null 2>&1
	[ -z "$(git -C "$repo" fsck --strict --no-dangling --no-progress 2>&1)" ] || fail "$words, $1 $2: fsck"
	names=$(git -C "$repo" ls-tree -r --name-only main | tr '\n' ' ')
	case $names in
	"$gone") ;;
	"$there") landed=$((landed + 1)) ;;
	*) fail "$words, $1 $2: there are $names" ;;
	esac
	[ ! -e "$dir/refs/heads/main.lock" ] || touch -d '11 seconds ago' "$dir/refs/heads/main.lock"
	grep -qs '^buurtplan ' "$dir/index.lock" || rm -f "$dir/index.lock" # as above: the library's is for a person
	"$BUURTPLAN" -C "$repo" --als 'Anna Jansen <anna@example.nl>' set oostrik wijk "daarna $3" 2>/dev/null >&2 || fail "$words, $1 $2: the next save"
	if [ "$dir" != "$repo" ]; then
		[ -z "$(git -C "$repo" status --porcelain 2>&1)" ] || fail "$words, $1 $2: $(git -C "$repo" status --porcelain 2>&1)"
		[ ! -e "$dir/buurtplan-weg" ] || fail "$words, $1 $2: it is still written down"
	fi
	passed=$((passed + 1))
}
whole() { # STEP WORD…
	step_of=$1 landed=0
	shift
	words=$*
	rm -rf "$SCRATCH/whole"
	cp -a "$repo" "$SCRATCH/whole"
	gone=$(git -C "$repo" ls-tree -r --name-only main | tr '\n' ' ')
	calls_of --als 'Anna Jansen <anna@example.nl>' "$@"
	there=$(git -C "$repo" ls-tree -r --name-only main | tr '\n' ' ')
	[ "$gone" != "$there" ] || fail "$words does nothing"
	each_call "$step_of" kill_whole_at
	[ "$points" -gt $((150 / step_of)) ] || fail "only $points points of $words"
	echo "killed at $points calls of $words: $landed had done it"
	rm -rf "$repo"
	cp -a "$SCRATCH/whole" "$repo"
}
"$BUURTPLAN" -C "$SCRATCH/kill.git" --als 'Anna Jansen <anna@example.nl>' new oostrik Oostrik 2>/dev/null || fail new
(cd "$SCRATCH/tree" && "$BUURTPLAN" --als 'Anna Jansen <anna@example.nl>' new oostrik Oostrik 2>/dev/null) || fail new
repo=$SCRATCH/kill.git dir=$SCRATCH/kill.git
whole "$tree_step" rename deltabuurt rivieren
repo=$SCRATCH/tree dir=$SCRATCH/tree/.git
whole "$tree_step" rename deltabuurt rivieren
whole "$tree_step" delete deltabuurt -mWeg

# A merge that is half-way, kept at $SCRATCH/halfway.  A lock on the index that the library left is for a person to
# remove, one of ours is not.
resolve() { "$BUURTPLAN" -C "$repo" resolve deltabuurt --mine 2>/dev/null; }
kill_resolve_at() { # CALL COUNT NUMBER
	rm -rf "$repo"
	cp -a "$SCRATCH/halfway" "$repo"
	strace -qq -o /dev/null -e trace="$1" -e inject="$1:signal=KILL:when=$2" \
		"$BUURTPLAN" -C "$repo" resolve deltabuurt --mine >/dev/null 2>&1
	[ -z "$(git -C "$repo" fsck --strict --no-dangling --no-progress 2>&1)" ] || fail "resolve, $1 $2: fsck"
	cmp -s "$plan" "$SCRATCH/halfway/plans/deltabuurt.yaml" || cmp -s "$plan" "$SCRATCH/answer" || fail "resolve, $1 $2: the file"
	grep -qs '^buurtplan ' "$repo/.git/index.lock" || rm -f "$repo/.git/index.lock"
	[ -z "$(git -C "$repo" ls-files -u)" ] || resolve || fail "resolve, $1 $2: once more"
	cmp -s "$plan" "$SCRATCH/answer" || fail "resolve, $1 $2: the file, after once more"
	[ "$(git -C "$repo" status --porcelain 2>&1)" = 'M  plans/deltabuurt.yaml' ] || fail "resolve, $1 $2: $(git -C "$repo" status --porcelain 2>&1)"
	git -C "$repo" commit -q --no-edit || fail "resolve, $1 $2: git commit"
	passed=$((passed + 1))
}
git -C "$repo" config user.name Beheer
git -C "$repo" config user.email beheer@example.nl
plan=$repo/plans/deltabuurt.yaml
(cd "$repo" && git checkout -q -b ander && sed -i 's/^wijk:.*/wijk: hun/; s/Delta/Rivier/' "$plan" && git commit -qam hun &&
	git checkout -q main && sed -i 's/^wijk:.*/wijk: mijn/' "$plan" && git commit -qam mijn &&
	cp "$plan" "$SCRATCH/answer") || fail 'two sides'
sed -i 's/Delta/Rivier/' "$SCRATCH/answer"
! git -C "$repo" merge ander >/dev/null 2>&1 || fail 'a merge that stops'
cp -a "$repo" "$SCRATCH/halfway"
calls_of resolve deltabuurt --mine
each_call "$tree_step" kill_resolve_at
[ "$points" -gt $((80 / tree_step)) ] || fail "only $points points of resolve"
echo "killed at $points calls of resolve"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
