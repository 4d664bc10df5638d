#!/bin/sh
# Remarks by the commands: made, answered, seen, agreed with; on the record beside the plans, which stay as they are.
. "$TESTS/cli/lib.sh"
record remark "$PLANS/deltabuurt.yaml"
tip=$(git -C "$repo" rev-parse HEAD)
say() { # NAME STATUS WHO WORD…
	say_name=$1 say_status=$2 who=$3
	shift 3
	expect "$say_name" "$say_status" -C "$repo" --als "$who" remark "$@"
}
id() { tail -n1 "$out"; }

say 'none yet' 0 "$ANNA" deltabuurt
prints_nothing
says 'Hier zijn nog geen opmerkingen bij.'
say 'on the plan' 0 "$ANNA" deltabuurt 'Is dit plan nog actueel?'
says 'Bewaard.'
plan=$(id)
say 'on a field, by its path' 0 "$BART" deltabuurt speerpunten/afval/doelstellingen 'Dit is te vaag.'
field=$(id)
say 'on a version' 0 "$BART" deltabuurt wijk 'Toen klopte het.' --at 1
say 'an answer' 0 "$BART" deltabuurt 'Ja, tot de zomer.' --answer "$plan"
say 'seen' 0 "$BART" deltabuurt --seen "$plan"
say 'seen again' 0 "$BART" deltabuurt --seen "$plan"
prints_nothing
says 'Dat had u al laten weten.'
say 'agreed' 0 "$ANNA" deltabuurt --agree "$field"
printf 'Van de\nstandaardinvoer\n' >"$SCRATCH/tekst"
expect 'from stdin' 0 -C "$repo" --als "$ANNA" remark deltabuurt - <"$SCRATCH/tekst"

say 'the list' 0 "$BART" deltabuurt
prints 'Is dit plan nog actueel?'
prints '  Over: Speerpunt Afvalproblematiek bij portieketageflats en bij ondergrondse containers › Doelstellingen'
prints "  $field"
prints '    Ja, tot de zomer.'
prints "  Over: Wijk, versie $(printf %.12s "$tip")"
prints '(wacht op u)'
check 'who saw it' grep -q '^  gezien: Bart Smit, ' "$out"
check 'who agrees' grep -q '^  akkoord: Anna de Vries, ' "$out"
check 'one waits for Bart' test "$(grep -c '(wacht op u)' "$out")" = 1
expect 'for machines' 0 -C "$repo" --als "$ANNA" remark deltabuurt --json
check 'as data' python3 - "$out" "$plan" "$field" "$tip" <<'EOF'
import json, sys
j = json.load(open(sys.argv[1]))
r = {x["id"]: x for x in j["remarks"]}
assert j["schema"] == 1 and j["plan"] == "deltabuurt" and j["waiting"] == 2, j
assert len(r) == 4
plan, field = r[sys.argv[2]], r[sys.argv[3]]
assert plan["path"] is None and plan["version"] is None and plan["text"] == "Is dit plan nog actueel?"
assert [a["text"] for a in plan["answers"]] == ["Ja, tot de zomer."] and plan["answers"][0]["answer_to"] == sys.argv[2]
assert [m["name"] for m in plan["seen"]] == ["Bart Smit"] and plan["agreed"] == []
assert field["path"] == "speerpunten/afval/doelstellingen" and [m["name"] for m in field["agreed"]] == ["Anna de Vries"]
assert [x["version"] for x in r.values() if x["path"] == "wijk"] == [sys.argv[4]]
assert "Van de\nstandaardinvoer" in [x["text"] for x in r.values()]
EOF
check 'the plans are as they were' test "$(git -C "$repo" rev-parse HEAD)" = "$tip"
check 'by name on the record' test "$(git -C "$repo" log --format=%an refs/buurtplan/opmerkingen | sort | uniq -c | tr -s ' ' | tr '\n' ';')" = ' 3 Anna de Vries; 4 Bart Smit;'
check 'git is content' git -C "$repo" fsck --strict --no-progress --no-dangling

# What is wrong saves nothing.
before=$(git -C "$repo" rev-parse refs/buurtplan/opmerkingen)
say 'a path alone is no text' 2 "$ANNA" deltabuurt speerpunten/afval
says 'is een veld van het plan'
say 'no such path' 2 "$ANNA" deltabuurt speerpunten/niets 'Tekst'
say 'no such plan' 2 "$ANNA" nergens 'Tekst'
say 'no such plan to list' 2 "$ANNA" nergens
say 'no such remark' 2 "$ANNA" deltabuurt 'Tekst' --answer 20190512T120000Z-00000000
say 'an id that is none' 2 "$ANNA" deltabuurt --seen ../../x
say 'no such version' 2 "$ANNA" deltabuurt 'Tekst' --at 99
say 'two at once' 2 "$ANNA" deltabuurt --seen "$plan" --agree "$plan"
say 'seen with a text' 2 "$ANNA" deltabuurt 'Tekst' --seen "$plan"
say 'an answer without a text' 2 "$ANNA" deltabuurt --answer "$plan"
say 'a blank text' 1 "$ANNA" deltabuurt ' '
expect 'nobody said who they are' 2 -C "$repo" remark deltabuurt 'Tekst'
say 'personal data' 1 "$ANNA" deltabuurt 'Bel 06-12345678'
says "--toch-bewaren 'reden'"
check 'nothing was saved' test "$(git -C "$repo" rev-parse refs/buurtplan/opmerkingen)" = "$before"
check 'no object is left of it' sh -c '! git -C "$1" cat-file --batch --batch-all-objects | grep -aq "06-12345678"' sh "$repo"
say 'personal data with a reason' 0 "$ANNA" deltabuurt 'Bel 06-12345678' --toch-bewaren 'Het nummer van het buurthuis'

# Names and texts from the record are cleaned.
blob=$(printf 'soort: opmerking\nplan: deltabuurt\nwie: "\\u202e\\u200bX <x@x>"\nwanneer: 2019-05-12T10:00:00+02:00\ntekst: "\\u202ea\\u200b"\nveld: "\\u202e/x"\n' | git -C "$repo" hash-object -w --stdin)
(
	cd "$repo" && GIT_INDEX_FILE=$PWD/mine && export GIT_INDEX_FILE
	git read-tree refs/buurtplan/opmerkingen
	git update-index --add --cacheinfo "100644,$blob,deltabuurt/20190512T080000Z-00000001.yaml"
	git update-ref refs/buurtplan/opmerkingen "$(git -c user.name=x -c user.email=x commit-tree -m x -p refs/buurtplan/opmerkingen "$(git write-tree)")"
	rm mine
)
say 'hostile signs' 0 "$ANNA" deltabuurt
prints '·a·'
check 'none comes through' sh -c '! LC_ALL=C grep -q "$(printf "\342\200\256")" "$1"' sh "$out"
finish
