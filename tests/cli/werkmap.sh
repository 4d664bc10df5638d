#!/bin/sh
# A record with a working tree, as git, its people and their editors see it.
. "$TESTS/cli/lib.sh"
repo=$SCRATCH/werkmap
git init -q -b main "$repo"
git -C "$repo" config user.name Git
git -C "$repo" config user.email git@example.nl
mkdir "$repo/plans"
cp "$PLANS/deltabuurt.yaml" "$PLANS/oostrik.yaml" "$repo/plans/"
echo 'van iemand' >"$repo/lees.md"
git -C "$repo" add . && git -C "$repo" commit -qm Begin
clean() { [ -z "$(git -C "$repo" status --porcelain 2>&1)" ]; }
in_step() { git -C "$repo" show "HEAD:plans/$1.yaml" | cmp - "$repo/plans/$1.yaml"; }

expect 'list' 0 -C "$repo" list
prints oostrik
expect 'show from below' 0 -C "$repo/plans" show oostrik buurt
prints_only 'Het Oostrik'
expect 'set' 0 -C "$repo/plans" --als "$ANNA" set oostrik wijk 'wijk 9'
check 'the file has it' grep -q '^wijk: wijk 9$' "$repo/plans/oostrik.yaml"
check 'no other line changed' test "$(git -C "$repo" diff --stat HEAD~ | tail -n 1)" = ' 1 file changed, 1 insertion(+), 1 deletion(-)'
check 'git sees nothing to do' clean
check 'by whom' test "$(git -C "$repo" log -1 --format=%an)" = 'Anna de Vries'
expect 'nothing changed' 0 -C "$repo" --als "$ANNA" set oostrik wijk 'wijk 9'
check 'is no version' test "$(versions)" = 2

# many at once, and a person with git beside them
for i in 1 2 3 4 5 6; do
	(
		for j in 1 2 3 4; do
			"$BUURTPLAN" -C "$repo" --als "Persoon $i <p$i@example.nl>" insert deltabuurt themas "regel $i-$j" || echo "exit $?"
		done
	) >"$SCRATCH/at-once.$i" 2>&1 &
done
committed=0
for j in $(seq 40); do
	echo "$j" >"$repo/lees.md"
	if git -C "$repo" commit -qm "lees $j" lees.md 2>/dev/null; then committed=$((committed + 1)); fi
done
wait
git -C "$repo" commit -qm 'lees tot slot' --allow-empty lees.md
check 'all saves say so' test "$(cat "$SCRATCH"/at-once.* | grep -c '^Bewaard: ')" = 24
expect 'the list' 0 -C "$repo" show deltabuurt themas --json
json 'sum(t.startswith("regel ") for t in d["value"]) == 24'
check 'the file is the newest version' in_step deltabuurt
check 'git sees nothing to do after all' clean
check 'as many versions' test "$(versions)" = $((2 + 24 + committed + 1))
check 'fsck is silent' sh -c '[ -z "$(git -C "$1" fsck --strict --no-dangling --no-progress 2>&1)" ]' sh "$repo"
check 'no lock is left' sh -c '! find "$1" -name "*.lock" | grep -q .' sh "$repo"

# an editor's changes are never written over
echo '# met de hand' >>"$repo/plans/oostrik.yaml"
expect 'set beside it' 0 -C "$repo" --als "$ANNA" set deltabuurt wijk x
check 'the edit stays' grep -q '^# met de hand$' "$repo/plans/oostrik.yaml"
check 'and is all that git sees' test "$(git -C "$repo" status --porcelain)" = ' M plans/oostrik.yaml'
git -C "$repo" checkout -q plans

# … and go on the record as a change of their own, before the next save of that plan
sed -i 's/^gemeente: .*/gemeente: Met de hand/' "$repo/plans/oostrik.yaml"
before=$(versions)
expect 'show has what the file has' 0 -C "$repo" show oostrik gemeente
prints_only 'Met de hand'
check 'which puts nothing on the record' test "$(versions)" = "$before"
expect 'set on top of it' 0 -C "$repo" --als "$ANNA" set oostrik wijk 'wijk 11'
check 'two versions' test "$(versions)" = $((before + 2))
check 'one from outside' test "$(git -C "$repo" log -1 --skip=1 --format='%an|%s')" = 'buiten buurtplan|Het Oostrik: gemeente aangepast'
check 'one of ours' test "$(git -C "$repo" log -1 --format='%an|%s')" = 'Anna de Vries|Het Oostrik: wijk aangepast'
check 'the file has both' sh -c 'grep -q "^gemeente: Met de hand" "$1" && grep -q "^wijk: wijk 11" "$1"' sh "$repo/plans/oostrik.yaml"
check 'git sees nothing to do after it' clean
echo '# los' >>"$repo/plans/oostrik.yaml"
expect 'only a comment' 0 -C "$repo" --als "$ANNA" set oostrik wijk 'wijk 12'
check 'is told so' test "$(git -C "$repo" log -1 --skip=1 --format='%an|%s')" = 'buiten buurtplan|Het Oostrik: anders opgeschreven'
echo 'themas: [' >>"$repo/plans/oostrik.yaml"
before=$(versions)
expect 'a file that cannot be read' 1 -C "$repo" --als "$ANNA" set oostrik wijk 'wijk 13'
refuses 'niet te lezen (regel'
check 'nothing is saved over it' test "$(versions)" = "$before"
check 'and the file stays' grep -q '^themas: \[$' "$repo/plans/oostrik.yaml"
git -C "$repo" checkout -q plans

# a linked working tree, and no branch at all
git -C "$repo" worktree add -q -b zij "$SCRATCH/zij"
expect 'set in a linked working tree' 0 -C "$SCRATCH/zij" --als "$ANNA" set oostrik wijk zij
check 'its file has it' grep -q '^wijk: zij$' "$SCRATCH/zij/plans/oostrik.yaml"
check 'git sees nothing to do there' sh -c '[ -z "$(git -C "$1" status --porcelain)" ]' sh "$SCRATCH/zij"
check 'nor here' clean
git -C "$SCRATCH/zij" checkout -q --detach
expect 'set where no branch is' 1 -C "$SCRATCH/zij" --als "$ANNA" set oostrik wijk los
refuses 'Lezen kan, bewaren niet'
expect 'show where no branch is' 0 -C "$SCRATCH/zij" show oostrik wijk
prints_only zij

# half-way through somebody's merge
git -C "$repo" checkout -q -b ander && echo 1 >"$repo/lees.md" && git -C "$repo" commit -qam ander
git -C "$repo" checkout -q main && echo 2 >"$repo/lees.md" && git -C "$repo" commit -qam main
before=$(versions)
git -C "$repo" merge -q ander >/dev/null 2>&1
expect 'set half-way through a merge' 1 -C "$repo" --als "$ANNA" set oostrik wijk half
refuses 'nog niet af'
check 'nothing is saved' test "$(versions)" = "$before"
expect 'show half-way through a merge' 0 -C "$repo" show oostrik wijk
prints_only 'wijk 12'
git -C "$repo" merge --abort
expect 'set when it is done' 0 -C "$repo" --als "$ANNA" set oostrik wijk heel
check 'git sees nothing to do in the end' clean
finish
