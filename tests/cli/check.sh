#!/bin/sh
# `check`: plans, and files anywhere; and `init`, which copies what it can't read.
. "$TESTS/cli/lib.sh"
d=$SCRATCH/files
mkdir "$d"
cd "$d" || exit 1

for plan in deltabuurt gerard-ter-borchbuurt oostrik sluiswijk; do
	expect "check $plan.yaml" 0 check "$PLANS/$plan.yaml"
	prints_nothing
	says_nothing
done

# finding FILE LINE:COLUMN SENTENCE KIND PATH: the file as printf has it
finding() {
	printf "$1" >x.yaml
	shift
	expect "finding $3 $4" 1 check x.yaml
	prints_nothing
	says "x.yaml:$1: "
	says "$2"
	expect "finding $3 $4 --json" 1 check --json x.yaml
	says_nothing
	json 'any(f["file"] == "x.yaml" and "%d:%d" % (f["line"], f["column"]) == "'"$1"'" and f["kind"] == "'"$3"'" and f["path"] == "'"$4"'" for f in d["findings"])'
}
finding 'formaat: 1\nbuurt: A\nstatus: foo\n' 3:9 "Status: 'foo' is geen keuze" choice status
finding 'formaat: 1\nbuurt: A\nwijk: [a]\n' 3:1 'het moet een tekst zijn' shape wijk
finding 'formaat: 1\nbuurt: A\nthemas: x\n' 3:1 'het moet een lijst zijn' shape themas
finding 'formaat: 1\nbuurt: A\nperiode: {van: 2019-13}\n' 3:16 '' value periode/van
finding 'formaat: 1\nwijk: A\n' 1:1 '' missing buurt
finding 'buurt: A\n' 1:1 '' missing formaat
finding 'formaat: 1\nbuurt: A\nspeerpunten:\n  - titel: x\n' 4:5 '' missing speerpunten/1/id
finding 'formaat: 1\nbuurt: A\nspeerpunten:\n  - {id: a, titel: x}\n  - {id: a, titel: y}\n' 5:10 'staat er twee keer' double_id speerpunten/2/id
finding 'formaat: 1\nbuurt: A\nspeerpunten:\n  - {id: A b, titel: x}\n' 4:10 'is geen goed kenmerk' id speerpunten/1/id
finding 'formaat: 2\nbuurt: A\n' 1:10 '' formaat formaat

unreadable() { # FILE LINE SENTENCE
	[ -z "$1" ] || printf -- "$1" >x.yaml
	shift
	expect "unreadable: $2" 1 check x.yaml
	says "x.yaml:$1:"
	says "$2"
	expect "unreadable: $2 --json" 1 check --json x.yaml
	json 'len(d["findings"]) == 1 and d["findings"][0]["kind"] == "unreadable" and d["findings"][0]["line"] == '"$1"
	expect "unreadable: $2, for diff-file" 3 diff-file x.yaml x.yaml
	refuses "x.yaml:$1:"
}
unreadable 'a: 1\na: 2\n' 2 'staat er twee keer'
unreadable 'a: &x 1\n' 1 ''
unreadable 'a: !x 1\n' 1 ''
unreadable 'a: 1\n---\nb: 2\n' 2 ''
unreadable 'a:\n\t- b\n' 2 'tab'
unreadable 'a: 1\n<<<<<<< x\nb: 2\n' 2 ''
unreadable 'a: \377\n' 1 'UTF-8'
unreadable 'a: "\\e[31m"\n' 1 ''
unreadable '- a\n' 1 ''
: >x.yaml
unreadable '' 1 ''
unreadable '\377\376a\0' 1 'UTF-16'
{ printf 'formaat: 1\nbuurt: A\ninleiding: |-\n'; yes '  aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' | head -n 14000; } >x.yaml
unreadable '' 1 'groter dan 1 MB'

# names of files
cp "$PLANS/oostrik.yaml" 'een plan met é.yaml'
expect 'a name with a space' 0 check 'een plan met é.yaml'
cp "$PLANS/oostrik.yaml" plan
expect 'a name like that of a plan' 0 check plan
expect 'stdin' 1 check /dev/stdin </dev/null
says '/dev/stdin:1:1: '
printf 'a: 1\na: 2\n' >x.yaml
printf 'formaat: 1\n' >y.yaml
expect 'many' 1 check x.yaml y.yaml plan
says 'x.yaml:2:1: '
says 'y.yaml:1:1: '
expect 'many, one is missing' 2 check x.yaml none.yaml y.yaml
says 'x.yaml:2:1: '
says 'y.yaml:1:1: '
says "buurtplan: Het bestand 'none.yaml' bestaat niet."
expect 'a folder' 2 check .
refuses 'is een map'
expect 'neither a file nor a record' 2 check niets
expect 'after --' 1 check -- x.yaml
if [ "$(id -u)" != 0 ]; then
	chmod 0 y.yaml
	expect 'may not be read' 3 check y.yaml
fi

# a file needs no record, and what keeps records is not woken: that would look for settings and certificates
if command -v strace >/dev/null 2>&1; then
	ASAN_OPTIONS=detect_leaks=0 strace -f -o trace -e trace=openat,open "$BUURTPLAN" check plan 2>/dev/null || fail 'check under strace'
	check 'check FILE opens that file and no other' sh -c '[ "$(grep -v ENOENT trace | sed -n "s/.*\"\(.*\)\".*/\1/p" | grep -Ev "^/(usr|lib|lib64|proc|sys|etc/ld\.so)")" = plan ]'
fi

# advice: never a reason to say no, and never there unasked
cat >z.yaml <<'END'
formaat: 1
buurt: A
status: uitvoering
periode: {van: 2000-01, tot: 2000-12}
speerpunten:
  - {id: a, titel: Afval, status: lopend, doelstellingen: [x], resultaten: [x], organisatie: [x]}
END
expect 'check without --advice' 0 check z.yaml
says_nothing
expect 'check --json without --advice' 0 check --json z.yaml
json 'd["findings"] == []'
expect 'check --advice' 0 check --advice z.yaml
prints_nothing
says 'z.yaml:3:9: advies: Status: De periode van dit plan is voorbij (dec 2000).'
says 'z.yaml:6:5: advies: Speerpunt Afval › Overdracht: Er staat nog niet wie dit overneemt.'
expect 'check --advice --json' 0 check --advice --json z.yaml
json '[(f["level"], f["kind"], f["path"], f["line"], f["column"]) for f in d["findings"]] == [("advice", "plan_past", "status", 3, 9), ("advice", "handover_missing", "speerpunten/a/overdracht", 6, 5)]'
json 'd["findings"][0]["text"].startswith("Status: De periode")'
printf 'budget: {}\n' >>z.yaml
expect 'check --advice of what is wrong too' 1 check --advice z.yaml
says 'z.yaml:7:1: Budget'
says 'z.yaml:3:9: advies: '
expect 'check --advice --json of what is wrong too' 1 check --advice --json z.yaml
json '[f["level"] for f in d["findings"]] == ["error", "advice", "advice"]'
expect 'check --advice of an unreadable file' 1 check --advice --json y.yaml /dev/stdin </dev/null
json 'd["findings"][-1]["level"] == "error"'
expect '--advice elsewhere' 2 list --advice

# plans of a record
mkdir "$d/in"
cp "$PLANS/oostrik.yaml" "$d/in/goed.yaml"
printf 'formaat: 1\nbuurt: Fout\nstatus: foo\n' >"$d/in/fout.yaml"
printf 'a: 1\na: 2\n' >"$d/in/kapot.yaml"
repo=$d/r.git
expect 'init with an unreadable file' 1 init --als "$ANNA" --from "$d/in" "$repo"
says 'kapot'
says "De sleutel 'a' staat er twee keer"
check 'it came along as it is' sh -c 'git -C "$1" cat-file blob HEAD:plans/kapot.yaml | cmp - in/kapot.yaml' sh "$repo"
check 'and the others' sh -c 'git -C "$1" cat-file blob HEAD:plans/goed.yaml | cmp - in/goed.yaml' sh "$repo"
check 'the record is whole' git -C "$repo" fsck --strict
check 'it has no working tree' test "$(git -C "$repo" rev-parse --is-bare-repository)" = true
expect 'check all' 1 -C "$repo" check
prints_nothing
says 'fout:3:9: Status:'
says 'kapot:2:1: '
expect 'check all --json' 1 -C "$repo" check --json
json '[(f["plan"], f["kind"]) for f in d["findings"]] == [("fout", "choice"), ("kapot", "unreadable")]'
expect 'check a good plan' 0 -C "$repo" check goed
says_nothing
expect 'check a good plan --json' 0 -C "$repo" check goed --json
json 'd["findings"] == []'
expect 'check plans' 1 -C "$repo" check goed fout
says 'fout:3:9: '
expect 'check an unreadable plan' 1 -C "$repo" check kapot
says 'kapot:2:1: '
expect 'check a plan and a file' 1 -C "$repo" check goed "$d/x.yaml"
says "$d/x.yaml:2:1: "
expect 'list names what is refused' 0 -C "$repo" list
prints 'Niet te openen:'
prints 'kapot: regel 2, kolom 1: '
expect 'list --json' 0 -C "$repo" list --json
json '[p for p in d["plans"] if p["name"] == "kapot"][0]["refused"] and [p for p in d["plans"] if p["name"] == "kapot"][0]["line"] == 2'
expect 'show an unreadable plan' 3 -C "$repo" show kapot
refuses 'kapot:2:1: '
expect 'set in an unreadable plan' 3 -C "$repo" --als "$ANNA" set kapot wijk x
refuses 'kapot:2:1: '
expect 'set in a plan with a finding elsewhere' 0 -C "$repo" --als "$ANNA" set fout wijk x

# init
expect 'init again' 2 init --als "$ANNA" --from "$d/in" "$repo"
expect 'init without --from' 0 init --als "$ANNA" "$d/leeg.git"
expect 'list of nothing' 0 -C "$d/leeg.git" list
prints_nothing
says 'Er zijn nog geen plannen.'
expect 'list of nothing --json' 0 -C "$d/leeg.git" list --json
json 'd["plans"] == []'
expect 'check of nothing' 0 -C "$d/leeg.git" check
expect 'init from nowhere' 2 init --als "$ANNA" --from "$d/none" "$d/n.git"
check 'nothing was made' test ! -e "$d/n.git"
expect 'init into a place with an é and a space' 0 init --from "$PLANS" --als "$ANNA" "$d/een é.git"
expect 'list there' 0 -C "$d/een é.git" list
prints sluiswijk
mkdir -p "$d/steden/deventer" "$d/steden/zwolle"
cp "$PLANS/oostrik.yaml" "$d/steden/deventer/"
cp "$PLANS/oostrik.yaml" "$d/steden/zwolle/"
expect 'init with folders' 0 init --als "$ANNA" --from "$d/steden" "$d/s.git"
expect 'show there' 0 -C "$d/s.git" show zwolle/oostrik buurt
prints_only 'Het Oostrik'
expect 'check there' 0 -C "$d/s.git" check deventer/oostrik zwolle/oostrik
finish
