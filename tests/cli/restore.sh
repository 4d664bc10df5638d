#!/bin/sh
# The commands on versions: what was shown, compared and put back.
. "$TESTS/cli/lib.sh"
record restore "$PLANS/deltabuurt.yaml" "$PLANS/sluiswijk.yaml"
run() { # NAME STATUS WORD…
	run_name=$1 run_status=$2
	shift 2
	before=$(versions)
	expect "$run_name" "$run_status" -C "$repo" --als "$BART" "$@"
}
quietly() { "$BUURTPLAN" -C "$repo" --als "$ANNA" "$@" 2>/dev/null || fail "set up: $*"; }
saved() { # SENTENCE
	prints_nothing
	if [ "$(cat "$err")" = "Bewaard: $1" ]; then pass; else fail "$name: says 'Bewaard: $1'" "$(cat "$err")"; fi
	check "$name: one version" test "$(versions)" -eq $((before + 1))
}
unchanged() { # SENTENCE
	says "$1"
	check "$name: no version" test "$(versions)" -eq "$before"
}
reason() { # REASON of the newest version
	if [ "$(git -C "$repo" log -1 --format=%b | head -n 1)" = "$1" ]; then pass; else fail "$name: reason '$1'" "$(git -C "$repo" log -1 --format=%B)"; fi
}
bytes deltabuurt >"$SCRATCH/first"
quietly set deltabuurt wijk Noord
quietly set deltabuurt speerpunten/afval/doelstellingen/2 'Dubbele inzet rond schoon, heel en veilig' -m 'Besluit.'
quietly remove deltabuurt speerpunten/afval -m 'Klaar.'
third=$(git -C "$repo" rev-parse HEAD~1)

# show
run 'show at a number' 0 show deltabuurt wijk --at 1
prints_only 'Rivierenwijk'
run 'show at an id' 0 show deltabuurt speerpunten/afval/doelstellingen/2 --at "$(echo "$third" | cut -c 1-9)"
prints_only 'Dubbele inzet rond schoon, heel en veilig'
run 'show at a date' 0 show --at "$(date +%Y-%m-%d)" deltabuurt wijk
prints_only 'Noord'
run 'show at, as JSON' 0 show deltabuurt speerpunten/afval/titel --at=3 --json
json 'd["value"].startswith("Afval")'
run 'show at a day before all' 2 show deltabuurt --at 1999
refuses "heeft geen versie '1999'"
run 'show at a number too high' 2 show deltabuurt --at 99
refuses "heeft geen versie '99'"
run 'show at what is no version' 2 show deltabuurt --at gisteren-of-zo
refuses "is geen versie"
run 'show now, what is gone' 2 show deltabuurt speerpunten/afval
run 'export at' 0 export deltabuurt --at 1
prints 'Rivierenwijk'

# diff
run 'diff of the last' 1 diff deltabuurt
prints 'speerpunt Afval weggehaald'
says 'Van '
run 'diff until now' 1 diff deltabuurt 1
prints 'Rivierenwijk → Noord'
prints 'speerpunt Afval weggehaald'
says ' tot nu.'
run 'diff of two' 1 diff deltabuurt 2 3
prints 'Afval: doelstelling 2 aangepast'
prints_not 'wijk'
run 'diff back' 1 diff deltabuurt 2 1
prints 'Noord → Rivierenwijk'
run 'diff with itself' 0 diff deltabuurt 2 2
prints_nothing
run 'diff of what has one version' 0 diff sluiswijk
prints_nothing
says 'nog maar één versie'
run 'diff as JSON' 1 diff deltabuurt 2 3 --json
says_nothing
json 'd["new"] == "'"$third"'" and [c["path"] for c in d["changes"]] == ["speerpunten/afval/doelstellingen/2"]'
run 'diff until now, as JSON' 1 diff deltabuurt 1 --json
json 'd["new"] is None and d["old"] and len(d["changes"]) == 2'
run 'diff of no version' 2 diff deltabuurt 1 99
refuses "heeft geen versie '99'"
run 'diff of no plan' 2 diff nergens
refuses "Er is geen plan dat 'nergens' heet."

# restore
run 'restore a field' 0 restore deltabuurt wijk --from 1
saved 'Deltabuurt: wijk aangepast'
reason 'teruggezet naar versie 1'
run 'restore it again' 0 restore deltabuurt wijk --from 1
unchanged 'Er is niets veranderd.'
run 'restore a speerpunt that is gone' 0 restore deltabuurt speerpunten/afval --from 3 --json
json 'd["saved"] is True'
run 'its goal as it was' 0 restore --from=1 deltabuurt speerpunten/afval/doelstellingen/2 -m 'Toch niet.'
saved 'Deltabuurt › Afval: doelstelling 2 aangepast'
reason 'Toch niet.'
check 'all is as it was, to the byte' sh -c '[ "$("$0" -C "$1" diff deltabuurt 1)" = "" ] && git -C "$1" cat-file blob HEAD:plans/deltabuurt.yaml | cmp - "$2"' "$BUURTPLAN" "$repo" "$SCRATCH/first"
run 'restore what was not there then' 0 set deltabuurt opdrachtgever 'De gemeente'
run 'it goes' 0 restore deltabuurt opdrachtgever --from 1
saved 'Deltabuurt: opdrachtgever weggehaald'
run 'restore the whole plan' 0 restore deltabuurt --from 3
run 'restore it by a dot' 0 restore deltabuurt . --from 1
check 'the whole is as it was, to the byte' sh -c 'git -C "$1" cat-file blob HEAD:plans/deltabuurt.yaml | cmp - "$2"' sh "$repo" "$SCRATCH/first"
run 'a blank reason where one is needed' 1 restore deltabuurt speerpunten/afval/doelstellingen/2 --from 3 -m ' '
unchanged 'daarvoor is een reden nodig'
run 'no version given' 2 restore deltabuurt wijk
refuses 'Geef met --from de versie'
run 'no such path' 2 restore deltabuurt nergens --from 1
refuses "heeft geen veld 'nergens'"
run 'no such version' 2 restore deltabuurt wijk --from 99
run 'a value for --from' 2 restore deltabuurt wijk --from
refuses 'Achter --from hoort nog iets'
run 'an option of another command' 2 set deltabuurt wijk X --from 1
refuses "'set' kent --from niet"
expect 'a folder is still one' 2 --als "$BART" init --from "$SCRATCH/nergens" "$SCRATCH/nieuw.git"
says 'nergens'

# personal data that was there once
quietly set deltabuurt opdrachtgever 'Bel 06-12345678' --toch-bewaren 'Zij wil dat.'
quietly set deltabuurt opdrachtgever 'De gemeente'
number=$(git -C "$repo" log --format=%h -- plans/deltabuurt.yaml | sed -n 2p)
run 'personal data comes back' 1 restore deltabuurt opdrachtgever --from "$number"
unchanged 'Hier staan persoonsgegevens in.'
run 'if it must' 0 restore deltabuurt opdrachtgever --from "$number" --toch-bewaren 'Zij wil dat.'
check 'with why' sh -c 'git -C "$1" log -1 --format=%B | grep -q "^Toch-bewaren: Zij wil dat"' sh "$repo"
quietly set deltabuurt opdrachtgever 'De gemeente'

# a plan that somebody broke
tree=$SCRATCH/werkmap
git clone -q "$repo" "$tree" 2>/dev/null
printf 'buurt: [\n' >"$tree/plans/sluiswijk.yaml"
git -C "$tree" -c user.name=X -c user.email=x@y commit -qam 'Stuk' && git -C "$tree" push -q origin HEAD 2>/dev/null
run 'a part of what is broken' 2 restore sluiswijk wijk --from 1
unchanged 'Zet eerst het hele plan terug'
run 'the broken version' 3 restore sluiswijk --from 2
run 'the whole of what was broken' 0 restore sluiswijk --from 1
says 'Teruggezet: sluiswijk.'
reason 'teruggezet naar versie 1'
check 'it is as it was, to the byte' sh -c 'git -C "$1" cat-file blob HEAD:plans/sluiswijk.yaml | cmp - "$2"' sh "$repo" "$PLANS/sluiswijk.yaml"
check 'on top of the other' test "$(git -C "$repo" log -2 --format=%s | tail -n 1)" = Stuk

# a plan that is gone
quietly delete sluiswijk -m 'Klaar.'
run 'its last words' 0 show sluiswijk buurt --at 1
run 'no version of it has it' 2 show sluiswijk --at 3
refuses "was het plan 'sluiswijk' weggehaald"
run 'a part of it' 2 restore sluiswijk wijk --from 1
refuses 'Zet eerst het hele plan terug'
run 'the whole of it' 0 restore sluiswijk --from 1
says 'Teruggezet: sluiswijk.'
reason 'teruggezet naar versie 1'
check 'to the byte' sh -c 'git -C "$1" cat-file blob HEAD:plans/sluiswijk.yaml | cmp - "$2"' sh "$repo" "$PLANS/sluiswijk.yaml"
quietly rename sluiswijk sluis
run 'one that has another name' 1 restore sluiswijk --from 1
refuses "heet nu 'sluis'"
run 'one that never was' 2 restore nergens --from 1
refuses "Er is geen plan dat 'nergens' heet."
run 'through its other name' 0 restore sluis --from 1
says 'Er is niets veranderd.'

finish
