#!/bin/sh
# log: which versions, of what, and how they are written.
. "$TESTS/cli/lib.sh"

record log "$PLANS/deltabuurt.yaml" "$PLANS/oostrik.yaml"
# The newest version gets this day: a save knows no other clock than the computer's.
dated() {
	commit=$(git -C "$repo" cat-file commit HEAD | sed "s/^\(author .*>\) [0-9]* .*/\1 $(date -ud "$1 12:00" +%s) +0000/; s/^\(committer .*>\) [0-9]* .*/\1 $(date -ud "$1 12:00" +%s) +0000/" |
		git -C "$repo" hash-object -t commit -w --stdin)
	git -C "$repo" update-ref HEAD "$commit"
}
as() { # WHO DAY WORD…
	who=$1 day=$2
	shift 2
	"$BUURTPLAN" -C "$repo" --als "$who" "$@" 2>"$err" || fail "$*" "$(cat "$err")"
	dated "$day"
}
dated 2019-02-01
as "$ANNA" 2019-02-20 set deltabuurt speerpunten/afval/middelen 'Een veegwagen'
as "$BART" 2019-03-05 set deltabuurt speerpunten/afval/middelen 'Een veegwagen en een bus van Cambio' -m 'Eén is te weinig.'
as "$BART" 2019-03-06 set oostrik opdrachtgever 'Cambio'
as "$BART" 2019-03-07 set deltabuurt wijk 'Rivierenwijk Zuid'
as "$ANNA" 2019-03-08 set deltabuurt speerpunten/afval/titel 'Zwerfafval'
as "$BART" 2019-04-01 set deltabuurt opdrachtgever 'De balie van Cambio'
as "$BART" 2019-04-02 insert deltabuurt speerpunten 'Spelen'
as "$BART" 2019-04-03 remove deltabuurt speerpunten/spelen -m 'Toch niet.'
run() { # NAME STATUS WORD…
	n=$1 wanted=$2
	shift 2
	expect "$n" "$wanted" -C "$repo" log "$@"
}
lines() { check "$name: $1 lines" sh -c '[ "$(wc -l <"$1")" -eq "$2" ]' sh "$out" "$1"; }

# a line a version
run 'a plan' 0 deltabuurt --list
says_nothing
lines 8
prints '1 apr 2019 12:00  Bart Smit  opdrachtgever'
prints 'versie 3  '
prints '5 mrt 2019 12:00  Bart Smit  afval: middelen'
run 'a speerpunt' 0 deltabuurt afval --list
lines 4
prints 'versie 4  '
prints '8 mrt 2019 12:00  Anna de Vries  titel'
run 'a field of it' 0 deltabuurt afval middelen --list
lines 3
run 'an item of it' 0 deltabuurt afval doelstellingen/2 --list
lines 1
run 'one that is gone' 0 deltabuurt spelen --list
lines 2
run 'a part of the plan' 0 deltabuurt swot --list
lines 1
prints 'SWOT'
run 'a path' 0 deltabuurt swot/sterk/sociaal --list
lines 1
run 'a whole path' 0 deltabuurt speerpunten/afval/middelen --list
lines 3
run 'one in two words' 0 deltabuurt speerpunten afval/middelen --list
lines 3
run 'all plans' 0 --list
lines 10
prints 'oostrik  '
prints 'deltabuurt  '
prints_not 'versie'
run 'short enough' 0 deltabuurt --list
check 'no name of a field is cut' grep -q 'formaat, buurt, wijk' "$out"

# in full, with what other commands take
run 'in full' 0 deltabuurt afval
prints '  versie 3 van 4, '
prints '  Reden: Eén is te weinig.'
prints 'bus van Cambio'
prints '  Begin van het speerpunt.'
id=$(sed -n 's/^  versie 2 van 4, //p' "$out")
expect 'the id shows it' 0 -C "$repo" show deltabuurt speerpunten/afval/middelen --at "$id"
prints_only 'Een veegwagen'
run 'it went' 0 deltabuurt spelen
prints '  Het speerpunt is weggehaald.'
run 'other plans' 0 --author bart
prints '  oostrik, '
prints '  deltabuurt, '

# filters
run 'all by Bart in March about Cambio' 0 --author bart --since 2019-03 --until 2019-03 --text cambio --list
lines 2
prints '6 mrt 2019 12:00  Bart Smit  opdrachtgever'
prints '5 mrt 2019 12:00  Bart Smit  afval: middelen'
run 'the numbers stay' 0 deltabuurt --text cambio --list
lines 4
prints 'versie 1  '
prints 'versie 2  '
prints 'versie 3  '
prints 'versie 6  '
run 'one day' 0 --since 2019-03-07 --until '7 maart 2019' --list
lines 1
run 'by address' 0 deltabuurt --author ANNA@example --list
lines 3
run 'by field' 0 deltabuurt --field Middelen --list
lines 3
run 'all of one change' 1 deltabuurt --field wijk --text cambio
refuses 'Er is geen versie die hierbij past.'
run 'nothing' 1 --author niemand
refuses 'Er is geen versie die hierbij past.'

# for machines
run 'json' 0 deltabuurt --text cambio --json
json 'len(d["versions"]) == 4 and d["plan"] == "deltabuurt" and d["total"] == 8 and d["path"] == ""'
json '[v["number"] for v in d["versions"]] == [6, 3, 2, 1]'
json 'all(len(v["version"]) == 40 for v in d["versions"]) and "changes" in d["versions"][0]'
run 'json of a list' 0 deltabuurt afval --json --list
json '[v["number"] for v in d["versions"]] == [4, 3, 2, 1] and d["speerpunt"] == "afval" and d["path"] == "speerpunten/afval"'
json 'all(len(v["version"]) == 40 and "changes" not in v for v in d["versions"])'
json 'd["versions"][1]["reason"] == "Eén is te weinig." and "speerpunten/afval/middelen" in d["versions"][1]["fields"]'
run 'json of all' 0 --json --author bart
json 'd["plan"] is None and {v["plan"] for v in d["versions"]} == {"deltabuurt", "oostrik"} and d["versions"][0]["number"] is None'
run 'json of nothing' 1 --json --author niemand
json 'd["versions"] == []'

# what never was
run 'no plan' 2 nergens
refuses "Er is geen plan dat 'nergens' heet."
run 'no speerpunt' 2 deltabuurt nietes
refuses "geen speerpunt 'nietes'"
says 'U kunt kiezen uit: verbinding, afval, '
run 'no field' 2 deltabuurt afval nietes
refuses "In het plan 'deltabuurt' staat niets op 'speerpunten/afval/nietes'"
run 'no item' 2 deltabuurt afval doelstellingen/99
refuses "'99'"
run 'no json of that' 2 deltabuurt nietes --json
refuses "geen speerpunt 'nietes'"
run 'no date' 2 --since ooit
refuses "'ooit' achter --since is geen datum"
run 'the wrong way round' 2 --since 2019-04 --until 2019-03
refuses 'De periode eindigt voor hij begint'
run 'too much' 2 deltabuurt afval middelen nog
refuses 'te veel woorden'

# without an index it says the same, and makes one in passing
run 'with one' 0 deltabuurt afval --list
cp "$out" "$SCRATCH/with"
rm -rf "$repo/buurtplan"
run 'without one' 0 deltabuurt afval --list
check 'the same' cmp "$SCRATCH/with" "$out"
check 'made in passing' test -s "$repo/buurtplan/versies-main/regels"

# a speerpunt that goes to another plan, and changes on the way
git clone -q "$repo" "$SCRATCH/clone"
work() { git -C "$SCRATCH/clone" -c user.name=Bart -c user.email=bart@example.nl "$@"; }
kade() { printf 'formaat: 1\nbuurt: %s\nspeerpunten:\n  - {id: %s, titel: Overig}\n' "$1" "$1"; }
moved() { printf '  - id: kade\n    titel: %s\n    middelen: Een boot\n' "$1"; }
{ kade een; moved 'De kade'; } >"$SCRATCH/clone/plans/een.yaml"
kade twee >"$SCRATCH/clone/plans/twee.yaml"
work add -A && work commit -qm een
kade een >"$SCRATCH/clone/plans/een.yaml"
{ kade twee; moved 'De hoge kade'; } >"$SCRATCH/clone/plans/twee.yaml"
work commit -qam twee && work push -q origin HEAD
run 'moved' 0 twee kade
prints 'Het speerpunt kwam in dit plan uit: een'
prints 'De kade → De hoge kade'
check 'nothing of it is new' sh -c '! grep -q "+ Een boot" "$1"' sh "$out"
run 'a field that came along' 0 twee kade middelen --list
lines 1
run 'moved, as data' 0 twee kade --json
json '[(v["from"], v["first"]) for v in d["versions"]] == [("een", False), (None, True)]'

finish
