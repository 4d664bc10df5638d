#!/bin/sh
# report: what changed in a period, as a document.
. "$TESTS/cli/lib.sh"
unset LANGUAGE

# as of a past day, in this order
as() { # WHO DAY WORD…
	who=$1 day=$2
	shift 2
	"$BUURTPLAN" -C "$repo" --als "$who" "$@" 2>"$err" || fail "$*" "$(cat "$err")"
	dated "$day"
}
# The newest version gets the day as its date: written anew with git, as a save knows no other clock than the computer's.
dated() {
	commit=$(git -C "$repo" cat-file commit HEAD | sed "s/^\(author .*>\) [0-9]* .*/\1 $(date -ud "$1 12:00" +%s) +0000/; s/^\(committer .*>\) [0-9]* .*/\1 $(date -ud "$1 12:00" +%s) +0000/" |
		git -C "$repo" hash-object -t commit -w --stdin)
	git -C "$repo" update-ref HEAD "$commit"
}

record report "$PLANS/deltabuurt.yaml" "$PLANS/oostrik.yaml" "$PLANS/sluiswijk.yaml"
dated 2019-02-01
as "$ANNA" 2019-02-10 set deltabuurt wijk 'Voor de periode'
as "$BART" 2019-03-02 set deltabuurt wijk 'Eerste poging'
as "$BART" 2019-03-03 set deltabuurt wijk 'Tweede poging'
as "$ANNA" 2019-03-04 set deltabuurt wijk 'Rivierenwijk *Noord*'
as "$BART" 2019-03-05 set deltabuurt speerpunten/afval/doelstellingen/2 'Meer inzet van de <wijkagent> & de [gemeente]' -m 'Besluit van 5 maart.'
as "$BART" 2019-03-06 insert deltabuurt speerpunten/afval/activiteiten 'Schoonmaakdag' -m 'Besluit van 5 maart.'
as "$ANNA" 2019-03-07 insert deltabuurt speerpunten 'Spelen'
as "$ANNA" 2019-03-08 set deltabuurt speerpunten/spelen/toelichting 'Er is te weinig.'
as "$BART" 2019-03-09 remove deltabuurt speerpunten/illegaliteit -m 'Elders geregeld.'
as "$BART" 2019-03-10 set oostrik wijk 'Heen'
as "$BART" 2019-03-11 set oostrik wijk "$("$BUURTPLAN" -C "$repo" show oostrik wijk --at 1)"
as "$ANNA" 2019-03-12 delete sluiswijk -m 'Samengevoegd.'
as "$ANNA" 2019-03-13 new nieuwbuurt Nieuwbuurt
as "$BART" 2019-03-14 set nieuwbuurt wijk 'Achteraf'
as "$BART" 2019-03-15 rename nieuwbuurt nieuw
as "$BART" 2019-04-02 set deltabuurt wijk 'Na de periode'

expect 'a period' 0 -C "$repo" report --since 2019-03 --until 2019-03
says_nothing
prints '# Wijzigingen van 1 mrt 2019 tot en met 31 mrt 2019'
prints '## Deltabuurt'
prints '8 versies. Door: Bart Smit (5×), Anna de Vries (3×)'
prints '- Wijk aangepast: ~~Voor de periode~~ **Rivierenwijk \*Noord\***'
prints 'Door: Bart Smit (2×), Anna de Vries (1×)'
prints_not 'poging'
prints_not 'Na de periode'
prints '### Afvalproblematiek'
prints '**Meer**'
prints '\<wijkagent>'
prints '- Activiteit toegevoegd: **Schoonmaakdag**'
prints 'Door: Bart Smit (2×) · Reden: Besluit van 5 maart.'
prints '### Spelen'
prints 'Speerpunt Spelen toegevoegd'
prints '- Toelichting: **Er is te weinig.**'
prints 'weggehaald'
prints 'Reden: Elders geregeld.'
prints 'Wat er veranderd is, is weer zoals het was.'
prints '## Sluiswijk'
prints 'Het plan is in deze periode weggehaald.'
prints '## Nieuwbuurt'
prints 'Het plan is in deze periode gemaakt.'
prints "Het plan heet nu 'nieuw' en heette eerst 'nieuwbuurt'."
prints '- Wijk ingevuld: **Achteraf**'
check 'each plan once' sh -c '[ "$(grep -c "^## " "$1")" -eq 4 ]' sh "$out"

expect 'one plan' 0 -C "$repo" report oostrik --since '2 maart 2019' --until 2019-03-10
prints 'tot en met 10 mrt 2019'
prints '**Heen**'
prints_not 'Deltabuurt'
expect 'until now' 0 -C "$repo" report deltabuurt --since 2019-03
prints '~~Voor~~ **Na** de periode'
expect 'nothing' 0 -C "$repo" report --since 2019-01 --until 2019-01
prints 'In deze periode is niets veranderd.'
expect 'all there is' 0 -C "$repo" report --since 2019
prints '## Het Oostrik'

# gone and back, gone for good, and what can't be read
as "$ANNA" 2019-05-01 restore sluiswijk --from 1
as "$ANNA" 2019-05-02 set sluiswijk wijk 'Terug'
as "$ANNA" 2019-05-03 new even Even
as "$ANNA" 2019-05-04 delete even -m 'Toch niet.'
clone=$SCRATCH/werkmap
git clone -q "$repo" "$clone" 2>/dev/null
printf 'buurt: [\n' >"$clone/plans/oostrik.yaml"
git -C "$clone" -c user.name=X -c user.email=x@y commit -qam Stuk
git -C "$clone" push -q origin HEAD 2>/dev/null
dated 2019-05-05
expect 'back and gone' 0 -C "$repo" report --since 2019-05 --until 2019-05
prints 'Het plan was weg en is in deze periode teruggezet.'
prints '**Terug**'
prints '## Even'
prints 'Niet elke versie is te lezen.'
check 'made and gone' sh -c 'sed -n "/^## Even/,/^## [^E]/p" "$1" | grep -c "gemaakt\|weggehaald" | grep -qx 2' sh "$out"
expect 'what stands there since before' 0 -C "$repo" report sluiswijk --since 2019-05-02 --until 2019-05-02
prints_not 'teruggezet'
prints '**Terug**'

expect 'html' 0 -C "$repo" report --since 2019-03 --until 2019-03 --format html
prints '<html lang="nl">'
prints '<title>Wijzigingen van 1 mrt 2019 tot en met 31 mrt 2019</title>'
prints '<ins>Rivierenwijk *Noord*</ins>'
prints '&lt;wijkagent&gt;'
prints '&amp;'
prints_not '<wijkagent>'
check 'well formed' python3 -c 'import sys, xml.dom.minidom
xml.dom.minidom.parse(sys.argv[1])' "$out"

expect 'no since' 2 -C "$repo" report deltabuurt
refuses 'Geef met --since'
expect 'no date' 2 -C "$repo" report --since ooit
refuses "'ooit' achter --since is geen datum"
expect 'the wrong way round' 2 -C "$repo" report --since 2019-04 --until 2019-03
refuses 'De periode eindigt voor hij begint'
expect 'no such format' 2 -C "$repo" report --since 2019 --format pdf
refuses "'pdf'"
expect 'no such plan' 2 -C "$repo" report nergens --since 2019
refuses "Er is geen plan dat 'nergens' heet."

finish
