#!/bin/sh
# git-setup: plain git merges and shows plans as we do, and --check says whether it does.
. "$TESTS/cli/lib.sh"

printf 'formaat: 1\nbuurt: Delta\nwijk: Oost\nstatus: uitvoering\n' >"$SCRATCH/delta.yaml"
record delta "$SCRATCH/delta.yaml"
git config --global user.name Beheer
git config --global user.email beheer@example.nl

expect 'not set up yet' 1 -C "$repo" git-setup --check
prints 'samenvoegen (merge.buurtplan.driver): werkt niet'
prints 'Dit is niet ingesteld.'
prints 'welke bestanden (info/attributes): werkt niet'
says "Stel het in met 'buurtplan git-setup'"
check '--check changes nothing' sh -c '! grep -q buurtplan "$1/config" && test ! -e "$1/info/attributes"' - "$repo"
expect 'not set up yet, for machines' 1 -C "$repo" git-setup --check --json
json 'not d["works"] and [p["part"] for p in d["parts"]] == ["merge", "diff", "textconv", "attributes"]'
json 'all(not p["works"] and p["value"] is None and p["text"] for p in d["parts"])'

expect 'a folder that is no record' 2 -C "$SCRATCH/from" git-setup
refuses 'is geen verzameling plannen gevonden'
if [ "$(id -u)" != 0 ]; then
	chmod a-w "$repo"
	expect 'where one may not write' 3 -C "$repo" git-setup
	refuses 'mag u niet schrijven'
	chmod u+w "$repo"
fi

expect 'set up' 0 -C "$repo" git-setup
for part in 'samenvoegen (merge.buurtplan.driver)' 'verschil tonen (diff.buurtplan.command)' \
	'als tekst tonen (diff.buurtplan.textconv)' 'welke bestanden (info/attributes)'; do
	prints "$part: werkt"
	prints_not "$part: werkt niet"
done
says_nothing
cat "$repo/config" "$repo/info/attributes" >"$SCRATCH/first"
expect 'set up again' 0 -C "$repo" git-setup --json
json 'd["works"] and all(p["works"] and p["text"] is None for p in d["parts"])'
check 'the second time changes nothing' sh -c 'cat "$1/config" "$1/info/attributes" | cmp - "$2"' - "$repo" "$SCRATCH/first"
expect 'it works' 0 -C "$repo" git-setup --check
check 'the command names this program' test "$(git -C "$repo" config merge.buurtplan.driver)" = "'$BUURTPLAN' merge-driver %O %A %B %L %P"

# Fields side by side, in the bare record and in a clone with its own settings.
work=$SCRATCH/werk
git clone -q "$repo" "$work"
change() { sed -i "$1" "$work/plans/delta.yaml" && git -C "$work" commit -qam "$1"; }
git -C "$work" checkout -q -b ander
change 's/Delta/Deltabuurt/'
git -C "$work" checkout -q main
change 's/Oost/West/'
git -C "$work" push -q origin main ander
combined='formaat: 1
buurt: Deltabuurt
wijk: West
status: uitvoering'
in_bare() { tree=$(git -C "$repo" merge-tree --write-tree main ander) && test "$(git -C "$repo" cat-file blob "$tree:plans/delta.yaml")" = "$combined"; }
in_work() { test "$(cat "$work/plans/delta.yaml")" = "$combined"; }
check 'git merges by field in a bare record' in_bare
check 'without its own settings a clone does not' sh -c '! git -C "$1" merge -q ander && git -C "$1" merge --abort' - "$work"
expect 'set up a clone' 0 -C "$work" git-setup
check 'git merge' git -C "$work" merge -q -m samen ander
check 'merges by field' in_work
git -C "$work" reset -q --hard HEAD~1
check 'git cherry-pick' git -C "$work" cherry-pick ander
check 'picks by field' in_work
git -C "$work" reset -q --hard HEAD~1
check 'git rebase' git -C "$work" rebase -q ander
check 'rebases by field' in_work
check 'git diff shows it' sh -c 'git -C "$1" diff HEAD~1 | grep -q West' - "$work"
check 'git log shows it' sh -c 'git -C "$1" log -p -1 | grep -q "^+.*West"' - "$work"

# What breaks is named.
git -C "$repo" config merge.buurtplan.driver "'/bestaat/niet' merge-driver %O %A %B %L %P"
echo '*.yaml -diff' >>"$repo/info/attributes"
expect 'a program that is not there' 1 -C "$repo" git-setup --check
prints 'samenvoegen (merge.buurtplan.driver): werkt niet'
prints "Het programma is er niet"
prints 'verschil tonen (diff.buurtplan.command): werkt'
prints 'welke bestanden (info/attributes): werkt niet'
expect 'mended' 0 -C "$repo" git-setup
check 'with what others wrote still there' grep -q -- '-diff' "$repo/info/attributes"
git -C "$repo" config merge.buurtplan.driver "printf '\033]0;x\007' >&2; exit 3"
expect 'a command that paints the screen' 1 -C "$repo" git-setup --check
prints '(uitkomst 3)'
check 'nothing of it reaches the terminal' sh -c '! grep -q "$(printf "[\033\007]")" "$1" "$2"' - "$out" "$err"

finish
