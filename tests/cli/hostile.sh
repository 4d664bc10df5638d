#!/bin/sh
# Whatever stands in a file, a name, a message or a word: it comes out as text, and never as an order to the terminal.
. "$TESTS/cli/lib.sh"
esc=$(printf '\033') bidi=$(printf '\342\200\256') c1=$(printf '\302\233') zero=$(printf '\342\200\213')
evil="${esc}[2J${esc}]0;x$(printf '\007')${c1}31m${bidi}txt.exe${zero}$(printf '\177\010\015')"

# harmless FILE…: only printable UTF-8 and line ends
harmless() {
	check "$name: nothing but text" python3 -c 'import sys, unicodedata
for path in sys.argv[1:]:
    for c in open(path, encoding="utf-8", newline="").read():
        assert c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp"), (path, hex(ord(c)))' "$out" "$err"
}

# words of the command line
for command in list show set log check diff-file init help; do
	expect "word for $command" 2 "$command" "$evil" "$evil" "$evil" "$evil"
	harmless
done
expect 'command' 2 "$evil"
harmless
expect 'option' 2 "--$evil"
harmless
expect 'folder' 2 -C "$evil" list
harmless
expect 'file' 2 check "./$evil"
harmless
expect 'invalid bytes' 2 "$(printf '\377\376\300\200')"
harmless

record hostile "$PLANS/oostrik.yaml"
expect 'plan' 2 -C "$repo" show "$evil"
harmless
expect 'path' 2 -C "$repo" show oostrik "$evil"
harmless
expect 'who' 2 -C "$repo" --als "$evil" list
harmless
expect 'value' 2 -C "$repo" --als "$ANNA" set oostrik status "$evil" -m x
harmless
expect 'position' 2 -C "$repo" --als "$ANNA" move oostrik themas/1 "$evil"
harmless

# a name, an address and a reason on the record
expect 'set with hostile words' 0 -C "$repo" --als "Anna ${esc}[31m$bidi <a${esc}@b>" -m "Reden ${esc}[2J$bidi
met een regel" set oostrik wijk "Wijk $bidi$zero"
harmless
expect 'its log' 0 -C "$repo" log oostrik
harmless
prints 'Anna'
prints 'met een regel'
expect 'its log --json' 0 -C "$repo" log oostrik --json
harmless
json 'len(d["versions"]) == 2'
expect 'its value' 0 -C "$repo" show oostrik wijk
harmless
expect 'its value --json' 0 -C "$repo" show oostrik wijk --json
harmless
json '"\u202e\u200b" in d["value"] and "\x1b" not in d["value"]'
for words in list 'list --json' 'show oostrik' check; do
	expect "$words" 0 -C "$repo" $words
	harmless
done
check 'the record is whole' sh -c '[ -z "$(git -C "$1" fsck --strict --no-progress 2>&1)" ]' sh "$repo"

# what others put on the record: hostile authors and messages, other objects under plans/
blob=$(bytes oostrik | sed 's/^wijk: .*/wijk: anders/' | git -C "$repo" hash-object -w --stdin)
link=$(printf '/etc/passwd' | git -C "$repo" hash-object -w --stdin)
deep=$(printf 'a: 1\na: 2\n' | git -C "$repo" hash-object -w --stdin)
plans=$(printf '100644 blob %s\toostrik.yaml\n120000 blob %s\tlink.yaml\n100644 blob %s\tHoofd Letter.yaml\n100644 blob %s\tx\033[31my.yaml\n160000 commit %s\tmodule.yaml\n100644 blob %s\tkapot.yaml\n' \
	"$blob" "$link" "$blob" "$blob" "$(git -C "$repo" rev-parse HEAD)" "$deep" | tr '\n' '\0' | git -C "$repo" mktree -z)
tree=$(printf '040000 tree %s\tplans\n' "$plans" | git -C "$repo" mktree)
commit=$({
	printf 'tree %s\nparent %s\nauthor Bad%s[31m%sGuy%s <x%s@y> 1552395720 +0100\ncommitter B <b@b> 1552395720 +0100\n\n' \
		"$tree" "$(git -C "$repo" rev-parse HEAD)" "$esc" "$bidi" "$(printf '\377')" "$esc"
	printf 'Kop %s[2J\n\nReden %s]0;x%s %s\n' "$esc" "$esc" "$(printf '\007')" "$bidi"
} | git -C "$repo" hash-object -w -t commit --stdin --literally)
git -C "$repo" update-ref HEAD "$commit"
for words in 'log oostrik' 'log oostrik --json' 'log oostrik --list' 'log --list --json' 'report --since 2000' 'report --since 2000 --format html' list 'list --json' 'show oostrik'; do
	expect "of others: $words" 0 -C "$repo" $words
	harmless
done
expect 'of others: list' 0 -C "$repo" list
prints 'link'
prints 'Hoofd Letter'
prints 'module'
expect 'of others: log' 0 -C "$repo" log oostrik --json
json 'd["versions"][0]["when"] == "2019-03-12T14:02:00+01:00" and "Guy" in d["versions"][0]["name"]'
expect 'of others: check' 1 -C "$repo" check
harmless
while IFS='|' read -r plan status; do
	expect "not followed: $plan" "$status" -C "$repo" show "$plan"
	refuses ''
	harmless
	expect "not written to: $plan" "$status" -C "$repo" --als "$ANNA" set "$plan" wijk x
	refuses ''
	harmless
done <<'TABLE'
link|3
module|3
kapot|3
Hoofd Letter|2
TABLE

# files with all of it
printf 'formaat: 1\nbuurt: "A\\u202eB\\u200b"\nwijk: "x\\u061c"\nsl\342\200\256eutel: "\\u2066"\nstatus: "\342\200\256"\n' >"$SCRATCH/vuil.yaml"
expect 'check a hostile file' 1 check "$SCRATCH/vuil.yaml"
harmless
expect 'check a hostile file --json' 1 check --json "$SCRATCH/vuil.yaml"
harmless
expect 'diff-file of hostile files' 1 diff-file "$SCRATCH/vuil.yaml" "$PLANS/oostrik.yaml"
harmless
expect 'and --json' 1 diff-file --json "$SCRATCH/vuil.yaml" "$PLANS/oostrik.yaml"
harmless
printf 'a: "\\e[2J"\n%s: 1\n' "$esc" >"$SCRATCH/vuil.yaml"
expect 'check an unreadable one' 1 check "$SCRATCH/vuil.yaml"
harmless
finish
