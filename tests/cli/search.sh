#!/bin/sh
# search: words in all plans.
. "$TESTS/cli/lib.sh"
printf 'formaat: 1\nbuurt: Ander\nwijk: Cafe\314\201wijk\ninleiding: |-\n  Eerste regel met CAF\303\211 erin.\n\n  Tweede alinea.\n' >"$SCRATCH/ander.yaml"
printf 'a: 1\na: cambio\n' >"$SCRATCH/kapot.yaml"
record search "$PLANS"/*.yaml "$SCRATCH/ander.yaml" "$SCRATCH/kapot.yaml"

expect 'search' 0 -C "$repo" search cambio
prints 'deltabuurt:speerpunten/afval/organisatie/9/partij: Cambio'
prints 'sluiswijk:swot/kansen/fysiek/3: Cambio wil buurtveegteam inzetten'
prints '… stichting wijkaanpak Cambio Enterprise, Buurtmakersbudget).'
says "kapot:2:1: De sleutel 'a' staat er twee keer"
check 'every line is plan:path: excerpt' python3 -c 'import re, sys
lines = open(sys.argv[1], encoding="utf-8").read().splitlines()
assert len(lines) > 10
assert all(re.match(r"[a-z0-9-]+:[a-z0-9_/-]+: .*cambio", l, re.I) for l in lines), lines' "$out"
check 'each path leads there' sh -c 'while IFS=: read -r plan path rest; do
	"$1" -C "$2" show "$plan" "$path" | grep -qi cambio || { echo "$plan $path"; exit 1; }
done <"$3"' sh "$BUURTPLAN" "$repo" "$out"

# accents and case don't count, composed or not
expect 'search, accents' 0 -C "$repo" search cafe
prints_only "$(printf 'ander:wijk: Cafe\314\201wijk\nander:inleiding: Eerste regel met CAF\303\211 erin.  Tweede alinea.')"
expect 'search, more words' 0 -C "$repo" search erin eerste
prints 'ander:inleiding:'
expect 'search, a phrase' 0 -C "$repo" search '"met CAFE"'
prints 'ander:inleiding:'
expect 'search, words that do not stand together' 1 -C "$repo" search '"cafe met"'
prints_nothing
expect 'search, nothing' 1 -C "$repo" search nergensteruggevonden
prints_nothing
says 'Er is niets gevonden.'
expect 'search without words' 2 -C "$repo" search
refuses 'Er ontbreekt iets'
expect 'search for nothing' 1 -C "$repo" search ''

expect 'search --json' 0 -C "$repo" search --json 'café'
json 'd["query"] == "caf\u00e9" and [h["path"] for h in d["hits"]] == ["wijk", "inleiding"]'
json 'd["hits"][0] == {"plan": "ander", "path": "wijk", "value": "Cafe\u0301wijk", "match": "Cafe\u0301"}'
expect 'search --json, nothing' 1 -C "$repo" search --json nergensteruggevonden
json 'd["hits"] == []'
# no limit but what there is
expect 'search for a letter' 0 -C "$repo" search e
check 'more than a screen shows' sh -c '[ "$(wc -l <"$1")" -gt 500 ]' sh "$out"
finish
