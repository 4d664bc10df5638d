#!/bin/sh
# How the program is called: options, help, exit codes, and what it says where there is no record.
. "$TESTS/cli/lib.sh"

commands='list show export set insert remove move log check diff-file merge-file merge-driver diff-driver textconv resolve init git-setup help'

expect '--version' 0 --version
prints 'buurtplan 0'
for words in help --help -h; do
	expect "$words" 0 $words
	for command in $commands; do
		prints "  $command "
	done
	says_nothing
done
for command in $commands; do
	expect "$command --help" 0 "$command" --help
	prints "Gebruik: buurtplan $command"
	prints '--help'
	cp "$out" "$SCRATCH/help"
	expect "help $command" 0 help "$command"
	check "help $command is $command --help" cmp "$out" "$SCRATCH/help"
	check "help of $command fits 80 columns" python3 -c 'import sys
assert all(len(l.rstrip("\n")) <= 80 for l in open(sys.argv[1], encoding="utf-8"))' "$out"
done
expect 'help of all' 0 help
prints 'restore PLAN [PAD] --from VERSIE'
check 'help of all fits 80 columns' python3 -c 'import sys
assert all(len(l.rstrip("\n")) <= 80 for l in open(sys.argv[1], encoding="utf-8"))' "$out"
expect '--help before the command' 0 --help set
prints 'Gebruik: buurtplan set'

expect 'unknown command' 2 frobnicate
refuses "De opdracht 'frobnicate' bestaat niet."
expect 'a typing error' 2 lsit
refuses "Bedoelt u 'list'?"
expect 'a typing error at the end' 2 remov
refuses "Bedoelt u 'remove'?"
expect 'help of an unknown command' 2 help frobnicate
refuses "De opdracht 'frobnicate' bestaat niet."

# words too few, too many, and options that don't belong
while IFS='|' read -r words sentence; do
	expect "words: $words" 2 $words
	refuses "$sentence"
done <<'TABLE'
list x|U gaf te veel woorden.
show|Er ontbreekt iets. Gebruik: buurtplan show PLAN [PAD]
show a b c|U gaf te veel woorden.
set a b|Er ontbreekt iets.
set a b c d|U gaf te veel woorden.
insert a|Er ontbreekt iets.
remove a|Er ontbreekt iets.
remove a b c|U gaf te veel woorden.
move a b|Er ontbreekt iets.
log a b c d|U gaf te veel woorden.
diff-file a|Er ontbreekt iets.
init|Er ontbreekt iets.
init a b|U gaf te veel woorden.
merge-file a b|Er ontbreekt iets.
merge-driver a b|Er ontbreekt iets.
resolve a b c|U gaf te veel woorden.
git-setup a|U gaf te veel woorden.
list --check|'list' kent --check niet.
list --nee|De optie '--nee' bestaat niet.
list --jsonx|De optie '--jsonx' bestaat niet.
list -x|De optie '-x' bestaat niet.
list -m x|'list' kent -m niet.
list --from x|'list' kent --from niet.
init --json a|'init' kent --json niet.
init --json a|'init' kent --json niet.
init -C a b|'init' kent -C niet.
set a wijk -5|De optie '-5' bestaat niet. Zet -- voor
--json|Bij --json hoort een opdracht.
list -C|Achter -C hoort nog iets
list --als|Achter --als hoort nog iets
list -C a -C b|-C staat er twee keer.
list --als a --als b|--als staat er twee keer.
--als a list --als b|--als staat er twee keer.
--als=a list --als=b|--als staat er twee keer.
--als a --als b|--als staat er twee keer.
set a b c -m x -m y|-m staat er twee keer.
TABLE

# no record
mkdir "$SCRATCH/empty"
for words in list 'show a' 'log a' check 'check a' 'set a b c' 'insert a b c' 'remove a b' 'move a b 1'; do
	expect "no record: $words" 2 -C "$SCRATCH/empty" $words
	refuses 'geen verzameling plannen gevonden'
	expect "no folder: $words" 2 -C "$SCRATCH/none" $words
	refuses 'bestaat niet'
done

# options before, behind, in one word; -C or the folder where we are
record use "$PLANS/deltabuurt.yaml"
for words in "-C $repo list" "list -C $repo" "-C$repo list" "-C $repo --als=A<a@b> list" "list -C $repo --"; do
	expect "$words" 0 $words
	prints deltabuurt
done
check 'the folder where we are' sh -c 'cd "$1" && "$BUURTPLAN" list | grep -q deltabuurt' sh "$repo"
expect 'unknown plan' 2 -C "$repo" show niets
refuses "Er is geen plan dat 'niets' heet."
for words in 'log niets' 'set niets wijk x' 'insert niets themas x' 'remove niets wijk' 'move niets themas/1 2' 'check niets' 'show ../x' 'show /etc/passwd' 'show Delta'; do
	expect "unknown plan: $words" 2 -C "$repo" --als "$ANNA" $words
	refuses ''
done
for als in Anna '<a@b>' 'Anna <>' 'Anna <a@b' 'Anna <a@b> x' ''; do
	expect "--als '$als'" 2 -C "$repo" --als "$als" list
	refuses "--als 'Naam <adres>'"
done
expect '--als that is no UTF-8' 2 -C "$repo" --als "$(printf 'A\377 <a@b>')" list
refuses 'geen UTF-8'

# output that can't be written
expect 'list' 0 -C "$repo" list
check 'full disk: exit 3' sh -c '"$BUURTPLAN" -C "$1" list >/dev/full 2>"$2"; [ $? -eq 3 ]' sh "$repo" "$err"
says 'de schijf is vol'
check 'closed stdout: exit 3' sh -c '"$BUURTPLAN" -C "$1" list >&- 2>"$2"; [ $? -eq 3 ]' sh "$repo" "$err"
says 'De uitvoer kon niet worden geschreven'
check 'closed pipe: exit 3' sh -c '{ sleep 0.2; "$BUURTPLAN" -C "$1" list 2>/dev/null; echo $? >"$2"; } | true; sleep 0.6; [ "$(cat "$2")" = 3 ]' sh "$repo" "$SCRATCH/status"
check 'closed stderr' sh -c '"$BUURTPLAN" -C "$1" --als "$2" set deltabuurt wijk "Een wijk" 2>&-' sh "$repo" "$ANNA"
check 'all three closed' sh -c '"$BUURTPLAN" -C "$1" --als "$2" set deltabuurt wijk "Twee wijken" <&- >&- 2>&-' sh "$repo" "$ANNA"
check 'stdin closed: exit 3' sh -c '"$BUURTPLAN" -C "$1" --als "$2" set deltabuurt wijk - <&- 2>"$3"; [ $? -eq 3 ]' sh "$repo" "$ANNA" "$err"
says 'standaardinvoer'
check 'the record is whole after it' git -C "$repo" fsck --strict
check 'two saves' test "$(versions)" = 3

# every locale reads and writes the same
for locale in C POSIX nl_NL.ISO-8859-1 nl_NL.UTF-8 C.UTF-8; do
	check "LC_ALL=$locale" sh -c 'LC_ALL=$1 "$BUURTPLAN" -C "$2" --als "$3" set deltabuurt wijk "één $1 ☀" && [ "$(LC_ALL=$1 "$BUURTPLAN" -C "$2" show deltabuurt wijk)" = "één $1 ☀" ]' sh "$locale" "$repo" "$ANNA"
done
finish
