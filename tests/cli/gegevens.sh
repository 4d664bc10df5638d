#!/bin/sh
# Personal data by the commands: nothing is saved, and what stands where is said, unless --toch-bewaren says why.
. "$TESTS/cli/lib.sh"
record gegevens "$PLANS/deltabuurt.yaml"
edit() { # NAME STATUS WORD…
	edit_name=$1 edit_status=$2
	shift 2
	before=$(versions)
	expect "$edit_name" "$edit_status" -C "$repo" --als "$BART" "$@"
}
stopped() { # LINE: nothing is saved, and this is named on a line of its own
	prints_nothing
	says 'buurtplan: Hier staan persoonsgegevens in. Er is niets bewaard'
	says "--toch-bewaren 'reden'"
	if grep -qxF -e "  $1" "$err"; then pass; else fail "$name: names '$1'" "$(cat "$err")"; fi
	check "$name: no version" test "$(versions)" -eq "$before"
}
saved() {
	prints_nothing
	says 'Bewaard: '
	check "$name: one version" test "$(versions)" -eq $((before + 1))
}
body() { git -C "$repo" log -1 --format=%B; }

edit 'a phone number' 1 set deltabuurt conclusies 'Bel mevrouw Jansen, 06-12345678.'
stopped 'telefoonnummer 06-12345678: Conclusies'
edit 'an item of a list' 1 insert deltabuurt speerpunten/afval/activiteiten 'Naar jan@gmail.com mailen'
stopped 'e-mailadres jan@gmail.com: Speerpunt Afvalproblematiek bij portieketageflats en bij ondergrondse containers › Activiteit 9 › Activiteit'
edit 'two at once' 1 set deltabuurt conclusies 'BSN 123456782, geb. 12-3-1984'
stopped 'burgerservicenummer (BSN) 123456782: Conclusies'
stopped 'geboortedatum 12-3-1984: Conclusies'
edit 'in the reason' 1 set deltabuurt wijk Zandweerd -m 'op verzoek van NL91 ABNA 0417 1643 00'
stopped 'IBAN (rekeningnummer) NL91 ABNA 0417 1643 00: de reden'
edit 'in the reason of a removal' 1 remove deltabuurt themas/1 -m 'Sluisstraat 12, 7413 XA'
stopped 'adres (postcode met huisnummer) Sluisstraat 12, 7413 XA: de reden'
edit 'in the reason of a move' 1 move deltabuurt themas/1 2 -m 'bel 0612345678'
stopped 'telefoonnummer 0612345678: de reden'
printf 'Bel 06-12345678\n' >"$SCRATCH/tekst"
before=$(versions)
expect 'from stdin' 1 -C "$repo" --als "$BART" set deltabuurt conclusies - <"$SCRATCH/tekst"
stopped 'telefoonnummer 06-12345678: Conclusies'
check 'no draft is left of it' sh -c '! grep -rq 06-12345678 "$1" 2>/dev/null' sh "$XDG_STATE_HOME"
check 'nor an object' sh -c '! git -C "$1" cat-file --batch --batch-all-objects | grep -aq "06-12345678"' sh "$repo"

edit 'no reason to keep it' 1 set deltabuurt conclusies 'Bel 06-12345678' --toch-bewaren '  '
says 'waarom deze gegevens toch bewaard moeten worden'
check 'still no version' test "$(versions)" -eq "$before"
edit 'other data in that reason' 1 set deltabuurt conclusies 'Bel 06-12345678' --toch-bewaren 'zie jan@gmail.com'
says 'In deze reden staan zelf persoonsgegevens: e-mailadres jan@gmail.com'
check 'no version for it' test "$(versions)" -eq "$before"
edit 'the option without its text' 2 set deltabuurt conclusies x --toch-bewaren
says 'hoort nog iets'
edit 'a command that saves nothing' 2 list --toch-bewaren x
says 'kent --toch-bewaren niet'

edit 'kept with a reason' 0 set deltabuurt conclusies 'Bel 06-12345678' -m 'Zo gevraagd.' --toch-bewaren 'Nummer van
het buurthuis; Plan: vals'
saved
check 'the reason is on the record' test "$(body)" = "Deltabuurt: conclusies aangepast

Zo gevraagd.

Plan: deltabuurt
Veld: conclusies
Toch-bewaren: Nummer van het buurthuis; Plan: vals"
check 'as a trailer among the others' test "$(body | git interpret-trailers --parse)" = "Plan: deltabuurt
Veld: conclusies
Toch-bewaren: Nummer van het buurthuis; Plan: vals"
expect 'log still finds the reason' 0 -C "$repo" log deltabuurt
prints 'Reden: Zo gevraagd.'
edit 'what stands there is not asked again' 0 set deltabuurt conclusies 'Bel op werkdagen 06 12 34 56 78'
saved
check 'and has no such trailer' sh -c '! git -C "$1" log -1 --format=%B | grep -q Toch-bewaren' sh "$repo"
edit 'an option that was not needed' 0 set deltabuurt wijk Zandweerd --toch-bewaren 'voor de zekerheid'
saved
check 'leaves no trailer' sh -c '! git -C "$1" log -1 --format=%B | grep -q Toch-bewaren' sh "$repo"
edit 'own addresses, services, dates and amounts' 0 set deltabuurt conclusies 'wijkteam@example.nl, 14 0570, 0800-1234, 12-3-2018, € 12.500, 7413 XA'
saved
git -C "$repo" config buurtplan.domein 'wijdeventer.nl, cambio.nl'
edit 'domains of the record' 0 set deltabuurt conclusies 'a@wijdeventer.nl b@post.cambio.nl'
saved

edit 'as JSON' 1 set --json deltabuurt conclusies 'Bel Fatıma: 06-87654321' -m 'zie x@y.nl'
json 'not d["saved"] and [(p["kind"], p["path"], p["label"], p["text"]) for p in d["personal"]] == [("phone", "conclusies", "Conclusies", "06-87654321"), ("email", None, "de reden", "x@y.nl")]'
edit 'as JSON, saved' 0 set --json deltabuurt conclusies 'Niets' 
json 'd["saved"] and d["personal"] == []'
edit 'a new plan' 1 new oost 'Oost, bel 06-12345678' 'bij jan@gmail.com'
stopped 'telefoonnummer 06-12345678: Buurt'
stopped 'e-mailadres jan@gmail.com: Wijk'
edit 'a new plan, as JSON' 1 new --json oost Oost jan@gmail.com
json 'not d["saved"] and [(p["kind"], p["path"], p["text"]) for p in d["personal"]] == [("email", "wijk", "jan@gmail.com")]'
check 'no plan of it' test "$(versions)" -eq "$before"
edit 'a new plan, all the same' 0 new oost Oost jan@gmail.com --toch-bewaren 'Zo heet het.'
says 'Gemaakt: oost'
check 'and why' sh -c 'git -C "$1" log -1 --format=%B | grep -qx "Toch-bewaren: Zo heet het\\."' sh "$repo"
edit 'the name that is taken has its own sentence' 1 new oost Oost jan@gmail.com --toch-bewaren 'Zo heet het.'
says "Er is al een plan dat 'oost' heet."
edit 'the reason of a delete' 1 delete oost -m 'Bel 06-12345678'
stopped 'telefoonnummer 06-12345678: de reden'
edit 'of a delete, with a reason that has more' 1 delete oost -m 'Bel 06-12345678' --toch-bewaren 'zie x@y.nl'
says 'In deze reden staan zelf persoonsgegevens: e-mailadres x@y.nl'
check 'the plan is there' test "$(versions)" -eq "$before"
edit 'a delete all the same' 0 delete oost -m 'Bel 06-12345678' --toch-bewaren 'Afgesproken.'
says 'Weggehaald: oost.'
check 'and why of that' sh -c 'git -C "$1" log -1 --format=%B | grep -qx "Toch-bewaren: Afgesproken\\."' sh "$repo"
edit 'a hostile piece' 1 set deltabuurt conclusies 'jan@gmail.com' -m "$(printf 'tel \033[31m 0612345678')"
check 'nothing of it reaches the terminal' sh -c '! grep -q "$(printf "\033")" "$1"' sh "$err"
finish
