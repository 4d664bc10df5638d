#!/bin/sh
# Who wrote what stands there now: the words of the command, and records with merges, moves, renames and hand edits, judged by PyYAML.
. "$TESTS/cli/lib.sh"
record blame "$PLANS/deltabuurt.yaml"
run() { # NAME STATUS WORD…
	run_name=$1 run_status=$2
	shift 2
	expect "$run_name" "$run_status" -C "$repo" "$@"
}
as() { who=$1; shift; "$BUURTPLAN" -C "$repo" --als "$who" "$@" 2>/dev/null || fail "set up: $*"; }
newest() { git -C "$repo" rev-parse HEAD | cut -c 1-12; }
first=$(newest)
as "$BART" set deltabuurt speerpunten/afval/doelstellingen/2 'Dubbele inzet' -m 'Besluit van de projectgroep.'
barts=$(newest)
as "$ANNA" set deltabuurt speerpunten/afval/middelen 'Er is geld. Het is van de gemeente.'
annas=$(newest)
as "$BART" set deltabuurt speerpunten/afval/middelen 'Er is geld. Het is van de buurt. Het is genoeg.'
as "$ANNA" move deltabuurt speerpunten/afval/doelstellingen/2 1 -m Volgorde.

run 'items' 0 blame deltabuurt speerpunten/afval/doelstellingen
prints "  Bart Smit         $barts  Dubbele inzet"
prints '                   Reden: Besluit van de projectgroep.'
prints "  Anna de Vries     $first  Maatwerk"
check 'items: a line each, and a reason' test "$(wc -l <"$out")" -eq 3
run 'sentences' 0 blame deltabuurt speerpunten/afval/middelen --json
json '[(u["sentence"], u["value"], u["name"]) for u in d["units"]] == [(1, "Er is geld.", "Anna de Vries"), (2, "Het is van de buurt.", "Bart Smit"), (3, "Het is genoeg.", "Bart Smit")]'
json "d['units'][0]['version'] == '$annas' and d['units'][0]['reason'] is None and d['units'][0]['path'] == d['path'] == 'speerpunten/afval/middelen'"
run 'one item' 0 blame deltabuurt speerpunten/afval/doelstellingen/1 --json
json '[(u["value"], u["name"], u["reason"]) for u in d["units"]] == [("Dubbele inzet", "Bart Smit", "Besluit van de projectgroep.")]'
run 'a speerpunt' 0 blame deltabuurt speerpunten/afval
prints 'Doelstellingen
'
prints "  Bart Smit         $barts  Dubbele inzet"
run 'the plan' 0 blame deltabuurt
prints 'Periode › Tot en met'
run 'the plan, as JSON' 0 blame deltabuurt --json
json '[u for u in d["units"] if u["path"] == "speerpunten/afval"][0]["name"] == "Anna de Vries"'
run 'in English' 0 blame deltabuurt speerpunten/afval/doelstellingen --taal en
prints 'Reason: Besluit'
run 'nothing there' 0 blame deltabuurt speerpunten/afval/communicatie
prints_nothing
says 'Daar staat nu niets.'
run 'no such place' 2 blame deltabuurt speerpunten/water
refuses 'water'
run 'no such plan' 2 blame nergens wijk
refuses 'nergens'

# what came from the other side of a merge is not of who put it together
work=$SCRATCH/werk
git clone -q "$repo" "$work" 2>/dev/null
in_work() { git -C "$work" -c user.name=Beheer -c user.email=beheer@example.nl "$@" >/dev/null 2>&1 || fail "set up: git $*"; }
change() { sed -i "$1" "$work/plans/deltabuurt.yaml"; in_work -c "user.name=$2" commit -qam 'met de hand'; }
main=$(git -C "$work" symbolic-ref --short HEAD)
in_work checkout -q -b ander
change 's/^wijk: .*/wijk: Noord/' Cees
in_work checkout -q "$main"
change 's/Dubbele inzet/Driedubbele inzet/' Dirk
in_work merge -q --no-commit --no-ff ander
sed -i 's/^gemeente: .*/gemeente: Zutphen/' "$work/plans/deltabuurt.yaml"
in_work commit -qam samen
for pair in wijk=Cees speerpunten/afval/doelstellingen/1=Dirk gemeente=Beheer; do
	expect "merged: $pair" 0 -C "$work" blame deltabuurt "${pair%=*}" --json
	json "[u['name'] for u in d['units']] == ['${pair#*=}']"
done
# what nobody put on record is nobody's
sed -i 's/^wijk: .*/wijk: Zuid/' "$work/plans/deltabuurt.yaml"
expect 'by hand' 0 -C "$work" blame deltabuurt wijk
prints_only 'in geen bewaarde versie gevonden                   Zuid'

for python in /usr/bin/python3 python3; do "$python" -c 'import yaml' 2>/dev/null && break; done
for seed in 5 7 11 16; do
	folder=$SCRATCH/proef-$seed
	check "record $seed" "$python" "$TESTS/history/generate.py" proef "$folder" "$seed" --quick
	"$python" "$TESTS/history/blame.py" "$folder" "$BUURTPLAN" >"$out" 2>&1
	last=$(tail -n 1 "$out")
	case $last in
	*' passed, 0 failed') passed=$((passed + ${last%% passed*})) ;;
	*) fail "who wrote record $seed" "$(head -n 40 "$out")" ;;
	esac
done

finish
