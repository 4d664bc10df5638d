#!/bin/sh
# An edit changes the lines of its field and no others, whatever the file looks like.
. "$TESTS/cli/lib.sh"
d=$SCRATCH/in
mkdir "$d"

cat >"$d/netjes.yaml" <<'YAML'
# Bovenaan.
formaat: 1                      # versie
buurt: Deltabuurt               # de naam

# Waar het ligt
wijk:   'Rivierenwijk'          # enkele quotes
gemeente: "Deventer"
eigen_veld: {a: 1, b: [x, y]}   # onbekend
status: uitvoering              # en waarom
periode: { van: 2018-10 , tot: 2019-12 }   # flow
inleiding: >
  Gevouwen tekst
  op twee regels.

themas:
    - een                       # diep ingesprongen
    # over twee
    - "twee"

    - 'drie'
speerpunten:
- id: afval                     # zonder inspringing
  titel: Afval
  onbekend: ~
  doelstellingen:
  - Minder afval                # ja
  - |-
     Meer groen

     en bomen
  activiteiten: [Opruimen, {tekst: Praten, status: klaar}]
  # slot van afval
- id:    spelen
  titel: Spelen
# helemaal onderaan
YAML
sed 's/$/\r/' "$d/netjes.yaml" >"$d/crlf.yaml"
{ printf '\357\273\277'; cat "$d/netjes.yaml"; } >"$d/bom.yaml"
head -c -1 "$d/netjes.yaml" >"$d/zonder-eind.yaml"
sed 's/^    /          /; s/^  /   /; s/^- /-  /' "$d/netjes.yaml" >"$d/scheef.yaml"
python3 - "$d/netjes.yaml" "$d/tiental.yaml" <<'PY'
import sys
text = open(sys.argv[1], encoding='utf-8').read()
open(sys.argv[2], 'w', encoding='utf-8').write(text.replace('Gevouwen', 'Gevouwen 👩\u200d👩\u200d👧 é e\u0301 \u00a0'))
PY
record bytes "$d"/*.yaml

# What an edit did to the bytes: each line that went (-) and came (+), without its line end and comment columns.
lines() { # PLAN WORD…
	plan=$1
	shift
	bytes "$plan" >"$SCRATCH/before"
	expect "$plan: $*" 0 -C "$repo" --als "$ANNA" -m 'Daarom.' "$@"
	bytes "$plan" >"$SCRATCH/after"
	diff "$SCRATCH/before" "$SCRATCH/after" | sed -n 's/\r$//; s/^\([<>]\)/\1/p' >"$SCRATCH/lines"
}
are() { # the lines, as diff has them
	if [ "$(cat "$SCRATCH/lines")" = "$1" ]; then pass; else fail "$name: lines" "$(cat "$SCRATCH/lines")" "and not" "$1"; fi
	check "$name: line ends as they were, and PyYAML reads it" python3 -c 'import sys, yaml
a, b = (open(p, "rb").read() for p in sys.argv[1:])
assert a.startswith(b"\xef\xbb\xbf") == b.startswith(b"\xef\xbb\xbf")
assert a.endswith(b"\n") == b.endswith(b"\n")
assert b.count(b"\n") == b.count(b"\r\n") if b"\r\n" in a else b"\r" not in b
yaml.safe_load(b)' "$SCRATCH/before" "$SCRATCH/after"
	expect "$name: check" 0 -C "$repo" check "$plan"
}

for plan in netjes crlf bom zonder-eind tiental; do
	lines $plan set $plan wijk "Zandweerd"
	are "< wijk:   'Rivierenwijk'          # enkele quotes
> wijk:   'Zandweerd'          # enkele quotes"
	lines $plan set $plan gemeente 'Zwolle "zuid"'
	are '< gemeente: "Deventer"
> gemeente: "Zwolle \"zuid\""'
	lines $plan set $plan status evaluatie
	are '< status: uitvoering              # en waarom
> status: evaluatie              # en waarom'
	lines $plan set $plan periode/tot 2020-01
	are '< periode: { van: 2018-10 , tot: 2019-12 }   # flow
> periode: { van: 2018-10 , tot: 2020-01 }   # flow'
	lines $plan set $plan themas/2 nee
	are '<     - "twee"
>     - "nee"'
	lines $plan set $plan speerpunten/afval/doelstellingen/1 'Geen afval'
	are '<   - Minder afval                # ja
>   - Geen afval                # ja'
	lines $plan set $plan speerpunten/afval/activiteiten/2/status vervallen
	are '<   activiteiten: [Opruimen, {tekst: Praten, status: klaar}]
>   activiteiten: [Opruimen, {tekst: Praten, status: vervallen}]'
	lines $plan insert $plan themas vier
	are ">     - vier"
	lines $plan insert $plan themas/1 nul
	are ">     - nul"
	lines $plan remove $plan themas/1
	are "<     - nul"
	lines $plan set $plan speerpunten/spelen/status lopend
	are '>   status: lopend'
	lines $plan set $plan speerpunten/spelen/titel 'Spelen en bewegen'
	are '<   titel: Spelen
>   titel: Spelen en bewegen'
	lines $plan remove $plan eigen_veld
	are '< eigen_veld: {a: 1, b: [x, y]}   # onbekend'
	lines $plan set $plan wijk Zandweerd
	are ''
done

# what was done is undone to the byte
for plan in netjes crlf bom; do
	bytes $plan >"$SCRATCH/first"
	lines $plan insert $plan speerpunten 'Wonen'
	lines $plan set $plan speerpunten/wonen/overdracht/aan 'Sociaal team'
	lines $plan move $plan speerpunten/wonen 1
	lines $plan remove $plan speerpunten/wonen
	bytes $plan >"$SCRATCH/last"
	check "$plan: there and back" cmp "$SCRATCH/first" "$SCRATCH/last"
done

# a comment travels with what it stands above
lines netjes move netjes themas/2 1
check 'the comment went along' sh -c 'grep -A1 "over twee" "$1" | tail -n 1 | grep -q nee' sh "$SCRATCH/after"

# a crooked file: only one line differs
for words in 'wijk Elders' 'themas/3 Elders' 'speerpunten/afval/titel Elders' 'speerpunten/afval/doelstellingen/1 Elders' 'periode/van 2017-01'; do
	lines scheef set scheef $words
	check "$name: one line" test "$(wc -l <"$SCRATCH/lines")" -eq 2
done

# the four plans: every text that is set changes its own lines only
record plans "$PLANS"/*.yaml
for plan in deltabuurt oostrik; do
	for path in wijk inleiding themas/1 speerpunten/1/titel speerpunten/1/doelstellingen/1 kwaliteit/1/prestatie; do
		"$BUURTPLAN" -C "$repo" show "$plan" "$path" >/dev/null 2>&1 || continue
		lines "$plan" set "$plan" "$path" 'Kort'
		check "$plan $path: one line came" test "$(grep -c '^>' "$SCRATCH/lines")" -le 1
	done
done
finish
