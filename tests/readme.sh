#!/bin/sh
# The screens in README.md are real ones: each block behind a line `<!-- screen: NAME SHOT -->` is that shot of
# tests/screens/NAME.golden.  GENERATE=1 writes them anew; to add one is to add such a line.
cd "$(dirname "$0")/.." || exit 1
passed=0 failed=0
made=$(mktemp)
trap 'rm -f "$made"' EXIT

# README with each marked block as it should be; the first problem goes to stderr.
awk '
function shot(name, wanted,    file, line, on) {
	file = "tests/screens/" name ".golden"
	print "```text"
	while ((getline line < file) > 0) {
		if (on && line ~ /^-- cursor /)
			break
		if (on)
			print line
		else if (index(line, "== " wanted " ") == 1)
			on = 1
	}
	close(file)
	print "```"
	if (!on)
		print "there is no shot " wanted " in " file > "/dev/stderr"
}
/^<!-- screen: [^ ]+ [^ ]+ -->$/ {
	print
	shot($3, $4)
	block = 1 # what stood there
	next
}
block == 1 && /^```/ { block = 2; next }
block == 1 { block = 0 }
block == 2 { if (/^```$/) block = 0; next }
{ print }
' README.md >"$made" 2>"$made.err"
problems=$(cat "$made.err")
rm -f "$made.err"

verdict() { # verdict NAME PROBLEM
	if [ -z "$2" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'FAILED %s\n%s\n' "$1" "$2"
	fi
}
if [ -n "${GENERATE:-}" ] && [ -z "$problems" ]; then
	cat "$made" >README.md
fi
verdict 'each shot is there' "$problems"
verdict 'the screens are those of the tests (GENERATE=1 tests/readme.sh writes them anew)' "$(diff README.md "$made" | head -n 20)"
count=$(grep -c '^<!-- screen: ' README.md)
verdict 'the main views are there' "$([ "$count" -ge 8 ] || echo "only $count")"
verdict 'no line is wider than a terminal of home' "$(sed -n '/^```text$/,/^```$/p' README.md | python3 -c 'import sys
for line in sys.stdin:
    if len(line.rstrip("\n")) > 80: print(line, end="")')"
# what can be asked is told
for word in run test install uninstall san fuzz bench merges; do
	verdict "make $word is in the Makefile and in README" "$(grep -q "^$word:" Makefile && grep -q "make $word" README.md || echo missing)"
done
for word in $(sed -n '/^const struct command commands/,/^};/s/^	{"\([a-z-]*\)", .*/\1/p' src/cli/commands.c); do
	case $word in merge-driver | diff-driver | textconv | help) continue ;; esac # git calls them; --help tells the rest
	verdict "README names the command $word" "$(grep -qE "(^|[ |])$word( |\$)" README.md || echo missing)"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
