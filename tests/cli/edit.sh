#!/bin/sh
# The commands that edit: what they change, what they refuse, and what comes on the record.
. "$TESTS/cli/lib.sh"
record edit "$PLANS/deltabuurt.yaml"
edit() { # NAME STATUS WORD…
	edit_name=$1 edit_status=$2
	shift 2
	before=$(versions)
	expect "$edit_name" "$edit_status" -C "$repo" --als "$BART" "$@"
}
saved() { # SENTENCE: it was saved, with this first line
	prints_nothing
	if [ "$(cat "$err")" = "Bewaard: $1" ]; then pass; else fail "$name: says 'Bewaard: $1'" "$(cat "$err")"; fi
	if [ "$(git -C "$repo" log -1 --format=%s)" = "$1" ]; then pass; else fail "$name: on the record" "$(git -C "$repo" log -1 --format=%s)"; fi
	check "$name: one version" test "$(versions)" -eq $((before + 1))
}
unchanged() { # SENTENCE
	prints_nothing
	says "$1"
	check "$name: no version" test "$(versions)" -eq "$before"
}
value() { # PATH PYTHON
	expect "value of $1" 0 -C "$repo" show --json deltabuurt "$1"
	json "$2"
}

edit 'set' 0 set deltabuurt wijk 'Rivierenwijk Noord'
saved 'Deltabuurt: wijk aangepast'
value wijk 'd["value"] == "Rivierenwijk Noord"'
edit 'set, the same' 0 set deltabuurt wijk 'Rivierenwijk Noord'
unchanged 'Er is niets veranderd.'
edit 'set an item' 0 set deltabuurt themas/3 'Afval'
saved 'Deltabuurt: thema 3 aangepast'
edit 'set what was not there' 0 set deltabuurt opdrachtgever 'Gemeente Deventer'
value opdrachtgever 'd["value"] == "Gemeente Deventer"'
edit 'set makes mappings' 0 set deltabuurt speerpunten/afval/toets/overleven/waarom 'Om te leven.'
value speerpunten/afval/toets 'd["value"] == {"overleven": {"waarom": "Om te leven."}}'
edit 'set in a bare text' 0 set deltabuurt speerpunten/afval/activiteiten/1/status klaar
value speerpunten/afval/activiteiten/1 'd["value"]["status"] == "klaar" and d["value"]["tekst"].startswith("De mogelijkheid")'
edit 'set by position' 0 set deltabuurt speerpunten/2/titel 'Afval'
value speerpunten/afval/titel 'd["value"] == "Afval"'
edit 'set a goal' 0 set deltabuurt speerpunten/afval/doelstellingen/2 'Dubbele inzet' -m 'Besluit van 12 maart.'
saved 'Deltabuurt › Afval: doelstelling 2 aangepast'
check 'the message is for machines too' sh -c '[ "$(git -C "$1" log -1 --format=%B)" = "Deltabuurt › Afval: doelstelling 2 aangepast

Besluit van 12 maart.

Plan: deltabuurt
Speerpunt: afval
Veld: doelstellingen" ]' sh "$repo"
check 'its author' test "$(git -C "$repo" log -1 --format='%an <%ae>')" = "$BART"
check 'its committer' test "$(git -C "$repo" log -1 --format='%cn <%ce>')" = "$BART"
check 'its trailers are trailers' test "$(git -C "$repo" log -1 --format='%(trailers:key=Speerpunt,valueonly)' | head -n 1)" = afval
edit 'a value that begins with a hyphen' 0 set deltabuurt opdrachtgever -- '-5 graden'
value opdrachtgever 'd["value"] == "-5 graden"'
edit 'options behind the words' 0 set deltabuurt wijk X -m 'Daarom.'
check 'reason on the record' sh -c 'git -C "$1" log -1 --format=%B | grep -qx "Daarom\\."' sh "$repo"

# from stdin
printf 'Eerste alinea.\r\n\r\nTweede ☀ alinea.\n\n\n' >"$SCRATCH/tekst"
before=$(versions)
expect 'set from stdin' 0 -C "$repo" --als "$BART" set deltabuurt conclusies - <"$SCRATCH/tekst"
saved 'Deltabuurt: conclusies aangepast'
value conclusies 'd["value"] == "Eerste alinea.\n\nTweede ☀ alinea."'
before=$(versions)
printf 'Uit een pijp\n' >"$SCRATCH/tekst"
expect 'insert from stdin' 0 -C "$repo" --als "$BART" insert deltabuurt themas - <"$SCRATCH/tekst"
value themas/7 'd["value"] == "Uit een pijp"'
before=$(versions)
printf 'a\377b' >"$SCRATCH/tekst"
expect 'stdin that is no UTF-8' 2 -C "$repo" --als "$BART" set deltabuurt conclusies - <"$SCRATCH/tekst"
unchanged 'geen UTF-8 is (byte 2)'
yes 'te veel tekst' | head -c 1100000 >"$SCRATCH/tekst"
expect 'stdin that is too long' 2 -C "$repo" --als "$BART" set deltabuurt conclusies - <"$SCRATCH/tekst"
unchanged 'te lang'
expect 'an argument that is no UTF-8' 2 -C "$repo" --als "$BART" set deltabuurt conclusies "$(printf 'a\377')"
unchanged 'geen UTF-8'
expect 'a reason that is no UTF-8' 2 -C "$repo" --als "$BART" set deltabuurt conclusies x -m "$(printf 'a\377')"
unchanged 'geen UTF-8'

# insert
edit 'insert behind' 0 insert deltabuurt themas 'Spelen'
saved 'Deltabuurt: thema toegevoegd'
value themas/8 'd["value"] == "Spelen"'
edit 'insert before' 0 insert deltabuurt themas/1 'Wonen'
value themas 'd["value"][0] == "Wonen" and len(d["value"]) == 9'
edit 'insert where there is no list' 0 insert deltabuurt swot/kansen/sociaal 'Een kans'
value swot/kansen 'd["value"] == {"sociaal": ["Een kans"]}'
edit 'insert a record' 0 insert deltabuurt speerpunten/afval/organisatie 'Reiniging'
value speerpunten/afval/organisatie 'd["value"][-1] == {"partij": "Reiniging"}'
edit 'insert a speerpunt' 0 insert deltabuurt speerpunten "Spelen in 't Groen"
value speerpunten 'd["value"][-1] == {"id": "spelen-in-t-groen", "titel": "Spelen in '"'"'t Groen"}'
edit 'insert another of that name' 0 insert deltabuurt speerpunten "Spelen in 't Groen"
value speerpunten 'd["value"][-1]["id"] == "spelen-in-t-groen-2"'
edit 'insert just behind the last' 0 insert deltabuurt themas/10 'Achteraan'
value themas/10 'd["value"] == "Achteraan"'

# move and remove
edit move 0 move deltabuurt themas/10 2
saved 'Deltabuurt: thema verplaatst'
value themas/2 'd["value"] == "Achteraan"'
edit 'move to where it is' 0 move deltabuurt themas/2 2
unchanged 'Er is niets veranderd.'
edit 'move a speerpunt' 0 move deltabuurt speerpunten/spelen-in-t-groen-2 1
value speerpunten/1/id 'd["value"] == "spelen-in-t-groen-2"'
edit 'remove an item' 0 remove deltabuurt themas/2
saved 'Deltabuurt: thema 2 weggehaald'
edit 'remove a field' 0 remove deltabuurt opdrachtgever
value opdrachtgever 'd["value"] is None'
edit 'remove what is not there' 0 remove deltabuurt opdrachtgever
unchanged 'Er is niets veranderd.'
edit 'remove a speerpunt' 0 remove deltabuurt speerpunten/spelen-in-t-groen-2 -m 'Dubbel.'
value speerpunten 'len(d["value"]) == 5'

# refused, with its sentence; nothing is saved
edit 'set what is refused below' 0 set deltabuurt speerpunten/afval/overdracht/aan 'Sociaal team'
while IFS='|' read -r status words sentence; do
	edit "refused: $words" "$status" $words
	case $(head -n 1 "$err") in 'buurtplan: '*) pass ;; *) fail "$name: a sentence" "$(cat "$err")" ;; esac
	unchanged "$sentence"
done <<'TABLE'
1|set deltabuurt status evaluatie|reden nodig
2|set deltabuurt status evaluatie -m|hoort nog iets
1|set deltabuurt speerpunten/afval/status afgerond|reden nodig
1|set deltabuurt speerpunten/afval/doelstellingen/1 x|reden nodig
1|insert deltabuurt speerpunten/afval/doelstellingen x|-m
1|remove deltabuurt speerpunten/afval/doelstellingen/1|reden nodig
1|move deltabuurt speerpunten/afval/doelstellingen/1 2|reden nodig
1|set deltabuurt speerpunten/afval/organisatie/1/commitment toegezegd|reden nodig
1|set deltabuurt speerpunten/afval/overdracht/status open|reden nodig
1|remove deltabuurt speerpunten/afval|reden nodig
1|set deltabuurt status foo -m x|is geen keuze
1|set deltabuurt periode/van 2018|
1|set deltabuurt periode/van 2018-13|
1|set deltabuurt speerpunten/afval/id rommel|
1|remove deltabuurt speerpunten/afval/titel|
1|remove deltabuurt buurt|
1|set deltabuurt formaat 2|
2|set deltabuurt themas x|is een lijst
2|set deltabuurt swot x|heeft velden
2|set deltabuurt onzin x|heeft geen veld 'onzin'
2|set deltabuurt themas/99 x|'99'
2|set deltabuurt speerpunten/niets/titel x|'niets'
2|insert deltabuurt wijk x|geen lijst
2|insert deltabuurt themas/99 x|
2|remove deltabuurt themas/99|'99'
2|remove deltabuurt onzin|'onzin'
2|move deltabuurt wijk 1|
2|move deltabuurt themas/1 0|geen getal vanaf 1
2|move deltabuurt themas/1 x|geen getal vanaf 1
2|move deltabuurt themas/1 99|
TABLE
edit 'refused: more lines where there is one' 2 set deltabuurt wijk 'a
b'
unchanged 'heeft één regel'
edit 'refused: a reason of spaces' 1 set deltabuurt status evaluatie -m '   '
unchanged 'reden nodig'
edit 'a reason that is asked for and given' 0 set deltabuurt status evaluatie -m 'Besluit.'
saved 'Deltabuurt: status aangepast'

# a plan of a newer program is for reading
printf 'formaat: 2\nbuurt: Nieuw\n' >"$SCRATCH/nieuw.yaml"
record nieuw "$SCRATCH/nieuw.yaml"
edit 'a newer plan' 1 set nieuw wijk x
unchanged 'nieuwere versie'

# who: the configuration of the record, of the person, none, --als
record who "$PLANS/oostrik.yaml"
expect 'nobody' 2 -C "$repo" set oostrik wijk a
refuses "--als 'Naam <adres>'"
git config --global user.name 'Piet Puk'
git config --global user.email piet@example.nl
expect 'the person' 0 -C "$repo" set oostrik wijk b
check 'the person is the author' test "$(git -C "$repo" log -1 --format='%an <%ae>')" = 'Piet Puk <piet@example.nl>'
git -C "$repo" config user.name 'Zaal Zuid'
git -C "$repo" config user.email zaal@example.nl
expect 'the record' 0 -C "$repo" set oostrik wijk c
check 'the record goes before the person' test "$(git -C "$repo" log -1 --format='%an <%ae>')" = 'Zaal Zuid <zaal@example.nl>'
expect '--als' 0 -C "$repo" --als "$ANNA" set oostrik wijk d
check '--als goes before all' test "$(git -C "$repo" log -1 --format='%an <%ae> %cn <%ce>')" = "$ANNA $ANNA"
check 'the environment of git is nothing to us' env GIT_AUTHOR_NAME=X GIT_AUTHOR_EMAIL=x@x GIT_DIR=/nonexistent "$BUURTPLAN" -C "$repo" --als "$ANNA" set oostrik wijk e
check 'still --als' test "$(git -C "$repo" log -1 --format='%an')" = 'Anna de Vries'
rm "$HOME/.gitconfig"

check 'no draft is left' sh -c '! find "$1" -name "*.concept" 2>/dev/null | grep -q .' sh "$XDG_STATE_HOME"
check 'the record is whole and silent' sh -c '[ -z "$(git -C "$1" fsck --strict --no-progress 2>&1)" ]' sh "$repo"
finish
