#!/bin/sh
# The manual page: well formed, in the language of the program whatever the surroundings say, and with every command,
# option, field, key and setting in it.
. "$TESTS/cli/lib.sh"
root=$TESTS/..
page=$SCRATCH/buurtplan.1

expect 'help --man' 0 help --man
says_nothing
cp "$out" "$page"
LANGUAGE=en "$BUURTPLAN" help --man | cmp -s - "$page" && pass || fail 'the manual is Dutch always'
expect 'help --man and more' 2 help --man list
refuses 'Geef --man of --completion'
expect 'both' 2 help --man --completion
refuses 'Geef --man of --completion'

check 'lines that begin as a request are requests of man(7)' sh -c '! grep "^[.'"'"']" "$1" | grep -qvE "^\.(\\\\\"|TH|SH|SS|TP|PP|RS|RE|BR|nf|fi|sp|br|nh|ad)( |$|\\\\)"' sh "$page"
check 'escapes are known ones' sh -c '! grep -v "^\.\\\\\"" "$1" | sed "s/\\\\\(-\|&\|(rs\|(aq\|(dq\|(ga\|(ha\|(ti\|f[BIR]\)//g" | grep -q "\\\\"' sh "$page"
check 'no control characters, and UTF-8' python3 -c 'import sys
text = open(sys.argv[1], encoding="utf-8").read()
assert all(c == "\n" or c.isprintable() for c in text)' "$page"
if command -v groff >/dev/null 2>&1; then
	groff -k -man -Tutf8 -P-cbou -ww "$page" >"$SCRATCH/text" 2>"$err"
	check 'groff has nothing to say' test ! -s "$err"
	check 'what can be typed looks as it is typed' grep -q -e "--als 'Naam <adres>'" "$SCRATCH/text"
fi
if command -v mandoc >/dev/null 2>&1; then
	check 'mandoc sees no error' mandoc -Tlint -Werror "$page"
fi

# The page as plain text, without its escapes.
sed 's/\\f[BIR]//g; s/\\-/-/g; s/\\(aq/'"'"'/g; s/\\(ha/^/g; s/\\(ti/~/g; s/\\(dq/"/g; s/\\&//g' "$page" >"$SCRATCH/plain"
cp "$SCRATCH/plain" "$out"
name='the manual'
prints '.SH NAAM'
for section in SAMENVATTING BESCHRIJVING OPDRACHTEN OPTIES UITKOMST OMGEVING BESTANDEN INSTELLINGEN VELDEN TOETSEN VOORBEELDEN 'ZIE OOK'; do
	prints ".SH \"$section\""
done
"$BUURTPLAN" help >"$SCRATCH/help"
sed -n '/^Opdrachten/,/^$/s/^  \([a-z-]*\) .*/\1/p' "$SCRATCH/help" >"$SCRATCH/commands"
sed -n '/^Opties/,/^$/s/^  \(-[a-zA-Z-]*\) .*/\1/p' "$SCRATCH/help" >"$SCRATCH/options"
check 'there are commands and options' sh -c '[ "$(wc -l <"$1")" -gt 10 ] && [ "$(wc -l <"$2")" -gt 10 ]' sh "$SCRATCH/commands" "$SCRATCH/options"
for word in $(cat "$SCRATCH/commands" "$SCRATCH/options"); do
	if grep -qE -e "^$word( |\$)" "$out"; then pass; else fail "the manual has $word"; fi
done

# the last key of each field, and its sentence, as the table has them
python3 - "$root/src/plan/fields.c" "$out" <<'PY' >"$SCRATCH/fields" 2>&1 && pass || fail 'every field is there' "$(tail -n 3 "$SCRATCH/fields")"
import re, sys
rows = re.findall(r'^\t*\{(\d), "([a-z_]+)", KIND_.*N?_\("([^"]*)"\)\},$', open(sys.argv[1], encoding="utf-8").read(), re.M)
page = open(sys.argv[2], encoding="utf-8").read()
assert len(rows) > 100, len(rows)
tags = re.findall(r'^\.TP\n([a-zA-Z_/]+)\n[^\n]*?\. ([^\n]+)\n\.br\n', page, re.M)
assert [(r[1], r[2]) for r in rows] == [(t[0].split("/")[-1], t[1]) for t in tags], [(a, b) for a, b in zip(rows, tags) if a[2] != b[1]][:2]
assert ("speerpunten/KENMERK/activiteiten/NUMMER/status" in [t[0] for t in tags])
PY
# what of its surroundings the program looks at
for word in $(grep -rhoE 'getenv\("[A-Z_]+"\)|"XDG_[A-Z]+"' "$root/src" "$root/screens" | grep -oE '[A-Z_]{3,}' | sort -u) $(grep -rhoE 'store_setting\([^"]*"buurtplan\.[a-zA-Z.]+"' "$root/src" | grep -oE 'buurtplan\.[a-zA-Z.]+'); do
	prints "$word"
done
# each action of a screen, by its help
grep -hoE '\{"[a-z-]+", \{[^}]+\}, [^,]+, N?_\("[^"]+"\)' "$root"/screens/*.[ch] | sed 's/.*_("//; s/")$//' | sort -u >"$SCRATCH/helps"
check 'there are actions' sh -c '[ "$(wc -l <"$1")" -gt 15 ]' sh "$SCRATCH/helps"
while IFS= read -r help; do
	prints "$help"
done <"$SCRATCH/helps"
finish
