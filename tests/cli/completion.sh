#!/bin/sh
# What bash completes, by calling its function as bash does.
. "$TESTS/cli/lib.sh"
if ! command -v bash >/dev/null 2>&1; then
	fail 'bash is needed for this'
	finish
	exit
fi
expect 'help --completion' 0 help --completion
says_nothing
cp "$out" "$SCRATCH/completion"
check 'bash can read it' bash -n "$SCRATCH/completion"

cat >"$SCRATCH/complete" <<'BASH'
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
set -u
_buurtplan "$BUURTPLAN" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}" 2>/dev/null
BASH
# offers WANTED WORD…: on the line `buurtplan WORD…`, of which the last is being typed; WANTED has blanks between.
offers() {
	wanted=$1
	shift
	got=$(cd "$SCRATCH" && bash --norc "$SCRATCH/complete" "$SCRATCH/completion" buurtplan "$@" 2>"$err" | tr '\n' ' ' | sed 's/ *$//')
	if [ "$got" = "$wanted" ] && [ ! -s "$err" ]; then pass; else fail "complete: $*" "got:    $got" "wanted: $wanted" "$(cat "$err")"; fi
}

record complete "$PLANS"/*.yaml
mkdir "$SCRATCH/met spatie"
cp -r "$repo" "$SCRATCH/met spatie/één.git"
commands=$("$BUURTPLAN" help | sed -n '/^Opdrachten/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p' | tr '\n' ' ' | sed 's/ *$//')
plans='deltabuurt gerard-ter-borchbuurt oostrik sluiswijk'

offers "$commands" ''
offers "move merge-file merge-driver maintain" m
offers 'diff diff-file diff-driver' di
offers '' zzz
offers '-C --als --taal --help --version' -
offers '--advice' check --ad
offers '--als --author' log --a
offers 'md html' export deltabuurt --format ''
offers 'html' export --format = h
offers "$plans" -C "$repo" show ''
offers "$plans" "-C$repo" show ''
offers 'sluiswijk' -C "$repo" set s
offers "$plans" -C "$SCRATCH/met\\ spatie/één.git" show ''
offers "$plans" -C "'$SCRATCH/met spatie/één.git'" show ''
offers "$plans" -C "\"$SCRATCH/met spatie/één.git\"" show ''
offers "$plans" --als "'Anna <a@b>'" -C "$repo" show ''
offers "$plans" --als = "'Anna <a@b>'" -C "$repo" show ''
offers '' --als ''
offers '' --als = ''
offers '' -C "$repo" set deltabuurt wijk ''
offers 'verbinding afval illegaliteit openbare-ruimte' -C "$repo" log deltabuurt ''
offers 'afval' -C "$repo" log deltabuurt a
offers 'doelstellingen' -C "$repo" log deltabuurt afval doel
offers 'middelen' -C "$repo" log deltabuurt --field midd
offers "$plans" -C "$repo" report ''
offers 'sluiswijk' -C "$repo" report --since 2019 deltabuurt s
offers '' -C "$repo" log geen-plan ''
offers '' -C "$SCRATCH/nergens" show ''
offers 'wijk wijkmanager' -C "$repo" show deltabuurt wi
offers 'speerpunten/afval/' -C "$repo" show deltabuurt speerpunten/a
offers 'speerpunten/afval/doelstellingen' -C "$repo" show deltabuurt speerpunten/afval/d
offers 'met spatie' -C me
offers 'met spatie' -C "'me"
offers 'met spatie/één.git' -C 'met\ spatie/'
offers 'met spatie' init --from me
offers '' -C "$repo" restore deltabuurt --from me
offers 'wijk wijkmanager' -C "$repo" restore deltabuurt --from 1 wi
offers 'help' help h

expect 'archive' 0 -C "$repo" --als "$ANNA" archive oostrik
offers "$plans" -C "$repo" unarchive ''

# Nothing is run: not what was typed, not what files, plans or ids are called.
touch "$SCRATCH/ran\$(touch ran1)" "$SCRATCH/ran;touch ran2" "$SCRATCH/ran\`touch ran3\`"
cat >"$SCRATCH/ids.yaml" <<'YAML'
formaat: 1
buurt: $(touch ran4)
speerpunten:
  - id: goed
    titel: $(touch ran5)
    activiteiten:
      - id: niet-van-een-speerpunt
        tekst: '"id": "nep"'
  - id: '$(touch ran6)'
    titel: Kwaad
YAML
record ids "$SCRATCH/ids.yaml"
# the names of files as they are: bash itself puts quotes around them
offers 'ran$(touch ran1)' textconv 'ran$'
offers 'ran;touch ran2' textconv 'ran;'
offers 'ran`touch ran3`' textconv 'ran`'
offers '' -C '$(touch$IFS'"ran7)" show ''
offers 'speerpunten' -C "$repo" show '$(touch ran8)' spe
offers '' -C "$repo" '`touch ran9`' '%n'
offers '' -C "$repo" show ids 'speerpunten/%n$(touch ran9)/zz'
offers 'goed' -C "$repo" log ids ''
check 'nothing ran' sh -c '! ls "$1" | grep -qE "^ran[0-9]$"' sh "$SCRATCH"
finish
