#!/bin/sh
# Plans as a whole: made, renamed, put away, brought back and removed.
. "$TESTS/cli/lib.sh"
record plans "$PLANS/deltabuurt.yaml" "$PLANS/oostrik.yaml"
act() { # NAME STATUS WORD…
	act_name=$1 act_status=$2
	shift 2
	before=$(versions 2>/dev/null)
	expect "$act_name" "$act_status" -C "$repo" --als "$BART" "$@"
}
done_as() { # SENTENCE FIRST-LINE
	prints_nothing
	if [ "$(cat "$err")" = "$1" ]; then pass; else fail "$name: says '$1'" "$(cat "$err")"; fi
	if [ "$(git -C "$repo" log -1 --format='%an: %s')" = "Bart Smit: $2" ]; then pass; else fail "$name: on the record" "$(git -C "$repo" log -1 --format='%an: %s')"; fi
	check "$name: one version" test "$(versions)" -eq $((before + 1))
	check "$name: fsck" sh -c '[ -z "$(git -C "$1" fsck --strict --no-dangling --no-progress 2>&1)" ]' sh "$repo"
}
refused() { # SENTENCE
	refuses "$1"
	check "$name: no version" test "$(versions)" -eq "$before"
}

act 'new' 0 new t-zand "'t Zand" 'wijk 5'
done_as 'Gemaakt: t-zand' "'t Zand: plan gemaakt"
check 'its bytes' test "$(bytes t-zand)" = "formaat: 1
buurt: '''t Zand'
wijk: wijk 5
status: analyse"
check 'its trailer' test "$(git -C "$repo" log -1 --format='%(trailers:key=Plan,valueonly)' | head -n 1)" = t-zand
act 'new, without a wijk' 0 new noord Noord
done_as 'Gemaakt: noord' 'Noord: plan gemaakt'
expect 'a new plan is sound' 0 -C "$repo" check t-zand noord
act 'a name that is taken' 1 new deltabuurt Delta
refused "Er is al een plan dat 'deltabuurt' heet. Er is niets veranderd. Nog vrij is: deltabuurt-2"
act 'a name that can not be' 2 new 'T Zand' Delta
refused "'T Zand' kan geen korte naam zijn."
act 'no buurt' 1 new leeg ' '
refused 'Een plan heeft de naam van een buurt nodig.'
expect 'nobody' 2 -C "$repo" new wie Wie
refused 'Buurtplan weet niet wie u bent.'
act 'new as json' 0 new json Json --json
json 'd["saved"] is True'

act 'rename' 0 rename t-zand zand
done_as 'Hernoemd: t-zand heet nu zand.' "'t Zand: plan heet nu zand"
expect 'the old name is gone' 2 -C "$repo" show t-zand
check 'git follows' test "$(git -C "$repo" log --follow --format=%s -- plans/zand.yaml | wc -l)" -eq 2
expect 'so does log' 0 -C "$repo" log zand
prints 'Het plan kreeg deze naam. Het heette: t-zand'
prints 'Begin van het plan.'
expect 'on a line too' 0 -C "$repo" log --list zand
prints 'andere naam; het heette t-zand'
expect 'and its json' 0 -C "$repo" log --json zand
json '[v["was"] for v in d["versions"]] == ["t-zand", None] and d["versions"][1]["first"]'
act 'rename to what there is' 1 rename zand oostrik
refused "Er is al een plan dat 'oostrik' heet."
act 'rename what there is not' 2 rename niets iets
refused 'niets'
act 'rename to itself' 0 rename zand zand
says 'Er is niets veranderd.'

act 'archive' 0 archive oostrik
done_as 'Opgeborgen: oostrik' 'Het Oostrik: plan opgeborgen'
expect 'list leaves it out' 0 -C "$repo" list
prints_not oostrik
prints deltabuurt
expect 'list --all marks it' 0 -C "$repo" list --all
prints '0 van 4, opgeborgen'
expect 'list --json' 0 -C "$repo" list --json
json 'all(p["name"] != "oostrik" and not p["opgeborgen"] for p in d["plans"])'
expect 'list --all --json' 0 -C "$repo" list --all --json
json '[p["name"] for p in d["plans"] if p["opgeborgen"]] == ["oostrik"]'
expect 'it can be read' 0 -C "$repo" show oostrik buurt
prints 'Het Oostrik'
check 'one line in the file' sh -c '[ "$(git -C "$1" diff HEAD~1 HEAD -- plans/oostrik.yaml | grep -c "^[-+][^-+]")" -eq 1 ]' sh "$repo"
act 'archive again' 0 archive oostrik
says 'Er is niets veranderd.'
act 'unarchive' 0 unarchive oostrik
done_as 'Teruggehaald: oostrik' 'Het Oostrik: plan teruggehaald'
check 'as it was' cmp -s "$PLANS/oostrik.yaml" - <<EOF
$(bytes oostrik)
EOF

act 'delete without a reason' 1 delete noord
refused 'Bij het weghalen van een plan hoort een reden.'
act 'delete' 0 delete noord -m 'Dubbel gemaakt.'
done_as 'Weggehaald: noord.' 'Noord: plan weggehaald'
check 'why' sh -c 'git -C "$1" log -1 --format=%B | grep -qx "Dubbel gemaakt\\."' sh "$repo"
expect 'it is gone' 2 -C "$repo" show noord
act 'delete what there is not' 2 delete noord -m 'Dubbel gemaakt.'
refused noord
act 'the name is free again' 0 new noord Noord
done_as 'Gemaakt: noord' 'Noord: plan gemaakt'

# all of them put away; none at all
record empty
expect 'an empty record' 0 -C "$repo" list
says 'Er zijn nog geen plannen.'
act 'its first plan' 0 new een Een
done_as 'Gemaakt: een' 'Een: plan gemaakt'
act 'put away' 0 archive een
expect 'all put away' 0 -C "$repo" list
says 'Alle plannen zijn opgeborgen. Met --all ziet u ze.'

# what somebody edits in the file itself is on the record before the plan goes
git clone -q "$repo" "$SCRATCH/tree" 2>/dev/null
repo=$SCRATCH/tree
sed -i 's/^status:.*/status: uitvoering/' "$repo/plans/een.yaml"
act 'rename what was edited outside' 0 rename een twee
check 'both are on the record' test "$(versions)" -eq $((before + 2))
check 'the edit is' test "$(bytes twee | grep -c uitvoering)" -eq 1
check 'git sees no difference' sh -c '[ -z "$(git -C "$1" status --porcelain 2>&1)" ]' sh "$repo"
echo '[' >>"$repo/plans/twee.yaml"
act 'an edit that can not be read is not removed' 1 delete twee -m Weg
refused 'niet te lezen'
check 'it stays' grep -q '^\[' "$repo/plans/twee.yaml"
finish
