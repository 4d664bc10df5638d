#!/bin/sh
# English: what is shown, and what stays Dutch.
. "$TESTS/cli/lib.sh"
holds() { if [ "$2" = "$3" ]; then pass; else fail "$1" "$2" "not" "$3"; fi; }
record taal "$PLANS"/deltabuurt.yaml

expect 'Dutch by itself' 0 help
prints 'Gebruik: buurtplan'
LANG=en_US.UTF-8 LC_MESSAGES=en_US.UTF-8
export LANG LC_MESSAGES
expect 'LANG is no choice' 0 help
prints 'Gebruik: buurtplan'
LANGUAGE=en_GB:nl
export LANGUAGE
expect 'LANGUAGE is' 0 help
prints 'Usage: buurtplan'
expect 'help of a command' 0 set --help
prints 'Usage: buurtplan set'
check 'all of it is English' sh -c "! grep -E 'Zet de|bewaart|Gebruik' '$out'"
expect '--taal goes before' 0 --taal nl help
prints 'Gebruik: buurtplan'
LANGUAGE=fr:nl:en
expect 'the first that we have' 0 help
prints 'Gebruik: buurtplan'
LANGUAGE=nld:x
expect 'an unknown LANGUAGE' 0 help
prints 'Gebruik: buurtplan'
expect '--taal en' 0 --taal en -C "$repo" show deltabuurt
prints 'District'
expect '--taal behind the command' 0 -C "$repo" list --taal=en
prints 'Neighbourhood'
expect 'an unknown --taal' 2 --taal fy help
says "'fy'"
expect '--taal without a language' 2 --taal

# what goes on the record, and data
expect 'a save in English' 0 --taal en -C "$repo" --als "$ANNA" set deltabuurt wijk Noord
says 'Saved: Deltabuurt: district changed'
holds 'the record is Dutch' "$(git -C "$repo" log -1 --format=%s)" 'Deltabuurt: wijk aangepast'
expect 'a reason is asked in English' 1 --taal en -C "$repo" --als "$ANNA" set deltabuurt status evaluatie
says 'reason'
expect 'more on the record' 0 --taal en -C "$repo" --als "$ANNA" -m 'besluit' insert deltabuurt speerpunten/afval/doelstellingen 'Nog een doel'
holds 'all of it' "$(git -C "$repo" log -1 --format=%B | head -n 4)" 'Deltabuurt › Afval: doelstelling toegevoegd

besluit'
expect 'a new plan in English' 0 --taal en -C "$repo" --als "$ANNA" new proef Proefbuurt
holds 'is Dutch on the record' "$(git -C "$repo" log -1 --format=%s)" 'Proefbuurt: plan gemaakt'
expect 'data' 0 --taal en -C "$repo" list --json
json 'd["plans"][0]["status"] == "uitvoering"'
finish
