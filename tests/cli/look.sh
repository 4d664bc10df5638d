#!/bin/sh
# The commands that look: list, show, log, check, diff-file; for people and as JSON.
. "$TESTS/cli/lib.sh"
record look "$PLANS"/*.yaml

expect list 0 -C "$repo" list
says_nothing
prints 'Plan                   Buurt'
prints 'gerard-ter-borchbuurt  Gerard ter Borchbuurt  Zandweerd'
check 'list fits 80 columns' python3 -c 'import sys
assert all(len(l.rstrip("\n")) <= 80 for l in open(sys.argv[1], encoding="utf-8"))' "$out"
expect 'list --json' 0 -C "$repo" list --json
json '[p["name"] for p in d["plans"]] == ["deltabuurt", "gerard-ter-borchbuurt", "oostrik", "sluiswijk"]'
json 'd["plans"][0] == {"name": "deltabuurt", "buurt": "Deltabuurt", "wijk": "Rivierenwijk", "gemeente": "Deventer", "status": "uitvoering", "opgeborgen": False, "speerpunten": 4, "afgerond": 0}'

expect 'show' 0 -C "$repo" show deltabuurt
says_nothing
prints 'Deltabuurt'
prints '=========='
prints 'Wijk                 Rivierenwijk'
prints 'Speerpunten'
check 'show fits 80 columns' python3 -c 'import sys
assert all(len(l.rstrip("\n")) <= 80 for l in open(sys.argv[1], encoding="utf-8"))' "$out"
for plan in gerard-ter-borchbuurt oostrik sluiswijk; do
	expect "show $plan" 0 -C "$repo" show $plan
	check "show $plan fits 80 columns" python3 -c 'import sys
assert all(len(l.rstrip("\n")) <= 80 for l in open(sys.argv[1], encoding="utf-8"))' "$out"
done
expect 'show a text' 0 -C "$repo" show deltabuurt wijk
prints_only 'Rivierenwijk'
expect 'show a month as stored' 0 -C "$repo" show deltabuurt periode/van
prints_only '2018-10'
expect 'show an item' 0 -C "$repo" show deltabuurt themas/3
prints_only 'Illegaal afval en zwerfvuil'
expect 'show a list' 0 -C "$repo" show deltabuurt themas
prints '3 Illegaal afval en zwerfvuil'
expect 'show a speerpunt' 0 -C "$repo" show deltabuurt speerpunten/afval
prints 'Doelstellingen'
expect 'show a record' 0 -C "$repo" show deltabuurt speerpunten/afval/organisatie/1
expect 'show prose' 0 -C "$repo" show deltabuurt inleiding
check 'prose is not wrapped' sh -c '[ "$(wc -l <"$1")" -eq 3 ]' sh "$out"
expect 'show what is empty' 0 -C "$repo" show deltabuurt swot/kansen
prints_nothing
says 'SWOT › Kansen is leeg.'
while IFS='|' read -r path sentence; do
	expect "show $path" 2 -C "$repo" show deltabuurt "$path"
	refuses "$sentence"
done <<'TABLE'
wijkk|Het plan heeft geen veld 'wijkk'. U kunt kiezen uit: wijk
speerpunten/nee|'nee'
speerpunten/99|'99'
speerpunten/0|'0'
themas/7|1 tot en met 6
wijk/x|is een tekst
wijk/|is een tekst
/wijk|geen veld ''
TABLE

# whatever shape a file has, all of it is shown
printf 'formaat: 1\nbuurt: Vorm\nthemas: geen lijst\nwijk: [a, {b: c}]\neigen:\n  - - diep\n  - {x: 1, y: [2]}\nspeerpunten:\n  - los\n  - titel: Zonder\n    activiteiten:\n      - tekst: |-\n          regel een\n          regel twee\n        wie: ik\n' >"$SCRATCH/vorm.yaml"
record vorm "$SCRATCH/vorm.yaml"
expect 'show any shape' 0 -C "$repo" show vorm
prints_only "Vorm
====

Thema's              geen lijst

Wijk
  1 a
  2 b: c

eigen
  1
    1 diep
  2
    x                    1
    y
      1 2

Speerpunten
  1 los

  2 Zonder
    Activiteiten
      1 regel een
        regel twee
        Wie                  ik"
record look "$PLANS"/*.yaml

expect 'show --json' 0 -C "$repo" show deltabuurt --json
json 'd["plan"] == "deltabuurt" and list(d["value"])[:4] == ["formaat", "buurt", "wijk", "gemeente"]'
json 'd["value"]["formaat"] == "1" and d["value"]["periode"] == {"van": "2018-10", "tot": "2019-12"}'
check 'show --json is what PyYAML reads' python3 -c 'import json, sys, yaml
class Texts(yaml.SafeLoader): pass
Texts.yaml_implicit_resolvers = {}
mine = json.load(open(sys.argv[1]))["value"]
theirs = yaml.load(open(sys.argv[2], encoding="utf-8"), Loader=Texts)
assert mine == theirs and json.dumps(mine) == json.dumps(theirs)' "$out" "$PLANS/deltabuurt.yaml"
expect 'show PATH --json' 0 -C "$repo" --json show deltabuurt speerpunten/afval/doelstellingen
json 'd["path"] == "speerpunten/afval/doelstellingen" and len(d["value"]) == 2 and type(d["value"][0]) is str'
expect 'show a text --json' 0 -C "$repo" show --json deltabuurt speerpunten/2/id
json 'd["value"] == "afval"'
expect 'show what is empty --json' 0 -C "$repo" show --json deltabuurt swot/kansen
json 'd["value"] is None'

# what was typed comes back to the character
for text in nee no on '~' 007 1e3 12:30 2019-01-01 '' ' ervoor' 'erna ' "'t Zand" 'a: b # c' '- punt' 'é' 'é' '👩‍👩‍👧' '"' '\n' '{x}' '[x' '*x' '&x' '!x' '%x' '@x' '`x' '? x' '---' '...' '<<'; do
	"$BUURTPLAN" -C "$repo" --als "$ANNA" set deltabuurt opdrachtgever -- "$text" 2>"$err" || fail "set '$text'" "$(cat "$err")"
	expect "text '$text'" 0 -C "$repo" show --json deltabuurt opdrachtgever
	check "text '$text' is the same" python3 -c 'import json, sys
assert json.load(open(sys.argv[1]))["value"] == sys.argv[2]' "$out" "$text"
done

# log
record log "$PLANS/deltabuurt.yaml" "$PLANS/oostrik.yaml"
b() { "$BUURTPLAN" -C "$repo" --als "$BART" "$@" 2>"$err" || fail "$*" "$(cat "$err")"; }
b set deltabuurt status evaluatie -m 'Besluit van de projectgroep.'
b set deltabuurt wijk 'Rivierenwijk Noord'
b set oostrik wijk 'Elders'
b insert deltabuurt speerpunten/afval/activiteiten 'Themabijeenkomst'
b insert deltabuurt speerpunten 'Spelen'
b move deltabuurt speerpunten/spelen 1
b remove deltabuurt speerpunten/spelen -m 'Toch niet.'
expect log 0 -C "$repo" log deltabuurt
says_nothing
prints 'Bart Smit <bart@example.nl>'
prints 'Anna de Vries <anna@example.nl>'
prints '  Reden: Besluit van de projectgroep.'
prints '    uitvoering → evaluatie'
prints '    Rivierenwijk → Rivierenwijk Noord'
prints '  Afval: activiteit toegevoegd'
prints '    + Themabijeenkomst'
prints '    van plaats 5 naar plaats 1'
prints 'Begin van het plan.'
prints_not 'Elders'
expect 'log of a speerpunt' 0 -C "$repo" log deltabuurt afval
prints 'Themabijeenkomst'
prints_not 'Rivierenwijk Noord'
expect 'log --json' 0 -C "$repo" log deltabuurt --json
json 'len(d["versions"]) == 7 and d["plan"] == "deltabuurt" and d["speerpunt"] is None'
json 'set(d["versions"][0]) >= {"version", "name", "address", "when", "reason", "changes"}'
json '[v["changes"][0]["kind"] for v in d["versions"][:-1]] == ["removed", "moved", "added", "added", "set", "set"]'
json 'd["versions"][0]["reason"] == "Toch niet." and d["versions"][1]["reason"] is None'
json 'd["versions"][5]["changes"] == [{"kind": "set", "path": "status", "text": "status aangepast", "old": "uitvoering", "new": "evaluatie"}]'
json 'd["versions"][1]["changes"][0]["from"] == 5 and d["versions"][1]["changes"][0]["to"] == 1'
json 'd["versions"][-1]["first"] and d["versions"][-1]["name"] == "Anna de Vries" and d["versions"][-1]["address"] == "anna@example.nl"'
json 'all(__import__("datetime").datetime.fromisoformat(v["when"]).tzinfo for v in d["versions"])'
json 'all(len(v["version"]) == 40 for v in d["versions"])'
newest=$(git -C "$repo" rev-parse HEAD)
json "d['versions'][0]['version'] == '$newest'"
expect 'log of a speerpunt --json' 0 -C "$repo" log deltabuurt afval --json
json 'len(d["versions"]) == 2 and d["speerpunt"] == "afval"'
expect 'log of an unknown speerpunt' 2 -C "$repo" log deltabuurt nietes
refuses "geen speerpunt 'nietes'"

# diff-file
d=$SCRATCH/diff
mkdir "$d"
cp "$PLANS/deltabuurt.yaml" "$d/a.yaml"
expect 'diff-file, the same' 0 diff-file "$d/a.yaml" "$d/a.yaml"
prints_nothing
says_nothing
sed 's/^wijk: .*/wijk: Elders  # ja/' "$d/a.yaml" >"$d/b.yaml"
expect 'diff-file' 1 diff-file "$d/a.yaml" "$d/b.yaml"
prints_only 'wijk aangepast
  Rivierenwijk → Elders'
says_nothing
expect 'diff-file --json' 1 diff-file --json "$d/a.yaml" "$d/b.yaml"
json 'd["changes"] == [{"kind": "set", "path": "wijk", "text": "wijk aangepast", "old": "Rivierenwijk", "new": "Elders"}]'
expect 'diff-file --json, the same' 0 diff-file --json "$d/a.yaml" "$d/a.yaml"
json 'd["changes"] == []'
sed 's/Extra inzet rondom Schoon, Heel en Veilig in de Deltabuurt/Dubbele inzet rondom Schoon, Heel en Veilig in de Deltabuurt/' "$d/a.yaml" >"$d/c.yaml"
expect 'diff-file by word' 1 diff-file "$d/a.yaml" "$d/c.yaml"
prints '[-Extra-]{+Dubbele+} inzet rondom'
sed 's/^# .*//; s/^wijk: Rivierenwijk$/wijk: "Rivierenwijk" # zo/' "$d/a.yaml" >"$d/e.yaml"
expect 'diff-file: layout is no change' 0 diff-file "$d/a.yaml" "$d/e.yaml"
for pair in a:oostrik oostrik:sluiswijk sluiswijk:gerard-ter-borchbuurt; do
	first=${pair%:*} second=$PLANS/${pair#*:}.yaml
	[ "$first" = a ] && first=$d/a.yaml || first=$PLANS/$first.yaml
	expect "diff-file $pair" 1 diff-file "$first" "$second"
	expect "diff-file --json $pair" 1 diff-file --json "$first" "$second"
	json 'len(d["changes"]) > 20'
done
printf 'a: 1\na: 2\n' >"$d/bad.yaml"
expect 'diff-file, unreadable' 3 diff-file "$d/a.yaml" "$d/bad.yaml"
refuses "bad.yaml:2:1: De sleutel 'a' staat er twee keer"
expect 'diff-file, no such file' 2 diff-file "$d/a.yaml" "$d/none.yaml"
refuses 'bestaat niet'
finish
