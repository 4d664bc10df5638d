#!/bin/sh
# Real git, with our driver in it: what it combines, what it leaves to choose, and what it may never decide.
. "$TESTS/cli/lib.sh"
git config --global user.name Beheer
git config --global user.email beheer@example.nl
git config --global init.defaultBranch main
export GIT_EDITOR=true GIT_MERGE_AUTOEDIT=no

work=$SCRATCH/werk
F=plans/delta.yaml
git init -q "$work"
expect 'set up' 0 -C "$work" git-setup

# plan BUURT WIJK [INLEIDING]: a plan of three lines, whose fields are side by side.
plan() { printf 'formaat: 1\nbuurt: %s\nwijk: %s\ninleiding: %s\n' "$1" "$2" "${3:-Zo was het.}"; }
# version PARENT… <PLAN: a version that holds this plan (PATH, if set, is where), whatever its parents hold; its id.
version() {
	blob=$(git -C "$work" hash-object -w --stdin)
	path=${PATH_OF_PLAN:-$F}
	tree=$(GIT_INDEX_FILE=$SCRATCH/index sh -c 'rm -f "$GIT_INDEX_FILE" && git -C "$1" update-index --add --cacheinfo "100644,$2,$3" && git -C "$1" write-tree' - "$work" "$blob" "$path")
	parents=
	for parent; do parents="$parents -p $parent"; done
	git -C "$work" commit-tree $parents -m versie "$tree"
}
at() { git -C "$work" checkout -q -f -B main "$1" && git -C "$work" branch -q -f ander "$2"; } # main and ander
in_work() { (cd "$work" && "$@") >"$SCRATCH/git" 2>&1; }
stops() { if in_work "$@"; then fail "$name: $* stops" "$(cat "$SCRATCH/git" "$work/$F")"; else pass; fi; }
goes() { if in_work "$@"; then pass; else fail "$name: $* goes" "$(cat "$SCRATCH/git")"; fi; }
abandon() { in_work git merge --abort; in_work git rebase --abort; in_work git cherry-pick --abort; in_work git reset -q --hard; }
holds() { # TEXT [PATH]
	if [ "$(cat "$work/${2:-$F}"; echo .)" = "$1
." ]; then pass; else fail "$name: holds '$1'" "$(cat "$work/${2:-$F}")"; fi
}
unmerged() { if [ "$(git -C "$work" ls-files -u | wc -l)" = "${1:-3}" ]; then pass; else fail "$name: unmerged" "$(git -C "$work" status --short)"; fi; }
marked='formaat: 1
<<<<<<< onze
buurt: Mijn
=======
buurt: Hun
>>>>>>> hun
wijk: West
inleiding: Zo werd het.'

root=$(plan Delta Oost | version)

name='fields side by side'
mine=$(plan Mijn Oost | version "$root") theirs=$(plan Delta West 'Zo werd het.' | version "$root")
both=$(plan Mijn West 'Zo werd het.')
at "$mine" "$theirs"
goes git merge -q -m samen ander
holds "$both"
for rebase in --merge --apply; do
	name="rebase $rebase"
	at "$mine" "$theirs"
	goes git rebase -q $rebase ander
	holds "$both"
done
name='cherry-pick'
at "$mine" "$theirs"
goes git cherry-pick ander
holds "$both"
name='revert'
later=$(plan Mijn West 'Zo werd het.' | version "$mine")
again=$(plan Nieuw West 'Zo werd het.' | version "$later")
at "$again" "$theirs"
goes git revert HEAD~1
holds "$(plan Nieuw Oost)"
name='stash pop'
at "$mine" "$theirs"
plan Mijn West 'Zo werd het.' >"$work/$F"
goes git stash -q
plan Nieuw Oost >"$work/$F"
goes git commit -qam nieuw
goes git stash pop
holds "$(plan Nieuw West 'Zo werd het.')"
name='octopus'
in_work git reset -q --hard
long() { printf 'formaat: 1\nbuurt: %s\na: 1\nb: 2\nc: 3\nwijk: %s\nd: 4\ne: 5\nf: 6\ninleiding: %s\n' "$@"; }
first=$(long Delta Oost Zo | version)
at "$(long Mijn Oost Zo | version "$first")" "$(long Delta West Zo | version "$first")"
in_work git branch -f derde "$(long Delta Oost Hun | version "$first")"
goes git merge -q -m samen ander derde
holds "$(long Mijn West Hun)"

name='a choice'
mine=$(plan Mijn West | version "$root") theirs=$(plan Hun Oost 'Zo werd het.' | version "$root")
at "$mine" "$theirs"
stops git merge ander
holds "$marked"
unmerged
abandon
for how in 'merge ander' 'rebase --merge ander' 'rebase --apply ander' 'cherry-pick ander' 'merge -s recursive ander'; do
	name="a choice: $how"
	at "$mine" "$theirs"
	stops git $how
	unmerged
	check "$name: no side is missing" sh -c 'grep -qx "buurt: Mijn" "$1" && grep -qx "buurt: Hun" "$1" && test "$(grep -c "^[<=>]\{7\}" "$1")" = 3' - "$work/$F"
	check "$name: the rest is combined" sh -c 'grep -qx "wijk: West" "$1" && grep -qx "inleiding: Zo werd het." "$1" && test "$(wc -l <"$1")" = 8' - "$work/$F"
	expect "$name: and resolved" 0 -C "$work" resolve delta --mine
	holds "$(plan Mijn West 'Zo werd het.')"
	abandon
done
name='a stash with a choice'
at "$mine" "$theirs"
plan Opzij West >"$work/$F"
goes git stash -q
plan Intussen West >"$work/$F"
goes git commit -qam intussen
stops git stash pop
unmerged
check 'no side is missing' sh -c 'grep -qx "buurt: Opzij" "$1" && grep -qx "buurt: Intussen" "$1"' - "$work/$F"
abandon

name='both made it'
none=$(git -C "$work" commit-tree -m niets "$(git -C "$work" mktree </dev/null)")
at "$(plan Delta West | version "$none")" "$(plan Delta Oost | version "$none")"
stops git merge ander
unmerged 2
check 'no side is missing' sh -c 'grep -qx "wijk: West" "$1" && grep -qx "wijk: Oost" "$1" && test "$(grep -c "^buurt: Delta" "$1")" = 1' - "$work/$F"
abandon
at "$(plan Delta West | version "$none")" "$(plan Delta West | version "$none" "$root")"
goes git merge -q ander
holds "$(plan Delta West)"

name='an unreadable side'
broken=$(printf 'formaat: 1\nbuurt: [\nwijk: Oost\ninleiding: Zo was het.\n')
at "$mine" "$(echo "$broken" | version "$root")"
stops git merge ander
unmerged
check 'no side is missing' sh -c 'grep -qx "buurt: \[" "$1" && grep -qx "buurt: Mijn" "$1" && grep -qx "wijk: West" "$1"' - "$work/$F"
abandon
name='a base that is unreadable'
top=$(echo "$broken" | version) # made once: twice, and a second later, would be two pasts
at "$(plan Mijn Oost | version "$top")" "$(plan Hun Oost | version "$top")"
stops git merge ander
check 'no side is missing' sh -c 'grep -qx "buurt: Hun" "$1" && grep -qx "buurt: Mijn" "$1"' - "$work/$F"
abandon

# Both renamed it, to something else: git asks with longer markers then, and yet it is no inner merge.
name='two new names'
at "$(plan Mijn West | PATH_OF_PLAN=plans/mijn.yaml version "$root")" "$(plan Hun West | PATH_OF_PLAN=plans/hun.yaml version "$root")"
stops git -c merge.renames=true merge -X find-renames=30 ander
check 'it was seen as that' grep -q 'rename/rename' "$SCRATCH/git"
for file in mijn hun; do
	check "no side is missing in $file" sh -c 'grep -qx "buurt: Mijn" "$1" && grep -qx "buurt: Hun" "$1"' - "$work/plans/$file.yaml"
done
expect 'and resolve says that it is no plan now' 1 -C "$work" resolve mijn
says 'Dit plan staat alleen in uw versie.'
says 'Uw versie is niet te'
abandon

# --- two common pasts ---------------------------------------------------------------------

# cross A B M N: A and B come from the root, M and N each from both; main is at M, ander at N.
cross() {
	a=$("$1" | version "$root") b=$("$2" | version "$root")
	at "$("$3" | version "$a" "$b")" "$("$4" | version "$b" "$a")"
}
root_of() { plan Delta Oost; }
mine() { plan Mijn Oost; }
theirs() { plan Hun Oost; }
other() { plan Anders Oost; }
mine_west() { plan Mijn West; }
theirs_intro() { plan Hun Oost 'Zo werd het.'; }
removed() { printf 'formaat: 1\nwijk: Oost\ninleiding: Zo was het.\n'; }
contested() { # TEXT TEXT: both stand in the file, and git asks
	stops git merge "$@" ander
	unmerged
	check "$name: asked once" sh -c 'test "$(grep -c "^<<<<<<<" "$1")" = 1 && ! grep -q "^<<<<<<<<" "$1"' - "$work/$F"
	check "$name: the base holds no marker and neither side" sh -c 'git -C "$1" cat-file blob :1:plans/delta.yaml >"$1/basis"; grep -qx "buurt: Delta" "$1/basis"' - "$work"
	check "$name: mine" grep -qx 'buurt: Mijn' "$work/$F"
	check "$name: theirs" grep -qx 'buurt: Hun' "$work/$F"
	rm -f "$work/basis"
}
for strategy in ort recursive; do
	name="criss-cross, $strategy" # of a base that is Mijn nothing but Hun would come
	cross mine theirs mine theirs
	check "$name: two bases" sh -c 'test "$(git -C "$1" merge-base --all main ander | wc -l)" = 2' - "$work"
	contested -s $strategy
	abandon
	name="criss-cross the other way, $strategy"
	cross theirs mine mine theirs
	contested -s $strategy
	abandon
	name="criss-cross with more, $strategy"
	cross mine theirs mine_west theirs_intro
	contested -s $strategy
	check "$name: the rest is combined" sh -c 'grep -qx "wijk: West" "$1" && grep -qx "inleiding: Zo werd het." "$1"' - "$work/$F"
	abandon
	name="criss-cross of what both settled, $strategy"
	cross mine theirs other other
	goes git merge -q -s $strategy -m samen ander
	holds "$(other)"
	name="criss-cross of what neither kept, $strategy"
	cross mine theirs root_of root_of
	goes git merge -q -s $strategy -m samen ander
	holds "$(root_of)"
	name="criss-cross of fields apart, $strategy"
	west() { plan Delta West; }
	cross mine west mine_west mine_west
	goes git merge -q -s $strategy -m samen ander
	holds "$(mine_west)"
	name="criss-cross of a removal, $strategy"
	cross mine removed mine removed
	stops git merge -s $strategy ander
	unmerged
	check "$name: what was changed is there" grep -qx 'buurt: Mijn' "$work/$F"
	abandon

	name="criss-cross upon criss-cross, $strategy"
	cross mine theirs mine theirs
	m=$(git -C "$work" rev-parse main) n=$(git -C "$work" rev-parse ander)
	at "$(mine_west | version "$m" "$n")" "$(theirs_intro | version "$n" "$m")"
	contested -s $strategy
	abandon

	name="criss-cross of two that made it, $strategy"
	a=$(mine | version "$none") b=$(theirs | version "$none")
	at "$(mine | version "$a" "$b")" "$(theirs | version "$b" "$a")"
	stops git merge -s $strategy ander
	check "$name: no side is missing" sh -c 'grep -qx "buurt: Mijn" "$1" && grep -qx "buurt: Hun" "$1"' - "$work/$F"
	abandon
	name="criss-cross of what can't be read, $strategy"
	printf '%s\n' "$broken" >"$SCRATCH/broken"
	unreadable() { cat "$SCRATCH/broken"; }
	cross mine unreadable mine theirs
	contested -s $strategy
	abandon
	name="criss-cross of two that made it, of which one can't be read, $strategy"
	a=$(mine | version "$none") b=$(unreadable | version "$none")
	at "$(mine | version "$a" "$b")" "$(theirs | version "$b" "$a")"
	stops git merge -s $strategy ander
	check "$name: no side is missing" sh -c 'grep -qx "buurt: Mijn" "$1" && grep -qx "buurt: Hun" "$1"' - "$work/$F"
	abandon
done
name='criss-cross of additions in one place'
list() { printf 'formaat: 1\nbuurt: Delta\nthemas:\n  - Groen\n'; [ -z "$1" ] || printf '  - %s\n' "$@"; }
top=$(list '' | version)
a=$(list Afval | version "$top") b=$(list Verkeer | version "$top")
at "$(list Afval Verkeer | version "$a" "$b")" "$(list Afval Verkeer Parkeren | version "$b" "$a")"
goes git merge -q -m samen ander
check "$name" sh -c 'for t in Groen Afval Verkeer Parkeren; do test "$(grep -c "^  - $t$" "$1")" = 1 || exit 1; done; ! grep -q "<<<" "$1"' - "$work/$F"

# --- the size of the markers --------------------------------------------------------------

name='markers of ten, of somebody else'
cross mine theirs mine theirs
echo '*.yaml conflict-marker-size=10' >"$work/.gitattributes"
at "$mine" "$theirs"
contested
rm "$work/.gitattributes"
abandon
echo '*.yaml conflict-marker-size=10' >>"$work/.git/info/attributes"
expect 'markers of ten, where it counts' 1 -C "$work" git-setup --check
prints 'welke bestanden (info/attributes): werkt niet'
prints 'conflict-marker-size=7'
expect 'mended' 0 -C "$work" git-setup
name='markers of ten, mended'
cross mine theirs mine theirs
contested
abandon

# --- elsewhere ------------------------------------------------------------------------------

name='of a gemeente'
G=plans/deventer/oost.yaml
start=$(plan Delta Oost | PATH_OF_PLAN=$G version)
at "$(plan Mijn Oost | PATH_OF_PLAN=$G version "$start")" "$(plan Delta West | PATH_OF_PLAN=$G version "$start")"
goes git merge -q -m samen ander
holds "$(plan Mijn West)" $G
name='of a gemeente, with a choice'
at "$(plan Mijn Oost | PATH_OF_PLAN=$G version "$start")" "$(plan Hun West | PATH_OF_PLAN=$G version "$start")"
stops git merge ander
expect 'resolved there' 0 -C "$work/plans" resolve deventer/oost --theirs
holds "$(plan Hun West)" $G
abandon

name='a linked working tree'
at "$mine" "$theirs"
goes git worktree add -q -b naast "$SCRATCH/naast" main
check 'its merge stops' sh -c '! git -C "$1" merge ander' - "$SCRATCH/naast"
check 'by field' sh -c 'grep -qx "buurt: Hun" "$1" && grep -qx "inleiding: Zo werd het." "$1" && grep -qx "wijk: West" "$1"' - "$SCRATCH/naast/$F"
check 'and nothing else moved' git -C "$work" diff --quiet HEAD

name='a bare repository'
git clone -q --bare "$work" "$SCRATCH/bare.git"
expect 'set up there' 0 -C "$SCRATCH/bare.git" git-setup
status=0
git -C "$SCRATCH/bare.git" merge-tree --write-tree main ander >"$out" 2>"$err" || status=$?
check 'merge-tree says that there is a choice' test "$status" = 1
check 'merge-tree by field' sh -c 'git -C "$1" cat-file blob "$(head -n 1 "$2"):plans/delta.yaml" >"$3"; grep -qx "buurt: Mijn" "$3" && grep -qx "buurt: Hun" "$3" && grep -qx "wijk: West" "$3" && test "$(wc -l <"$3")" = 8' - "$SCRATCH/bare.git" "$out" "$SCRATCH/tree"
cross mine theirs mine theirs
git -C "$work" push -q -f "$SCRATCH/bare.git" main ander
check 'a criss-cross in merge-tree' sh -c '! git -C "$1" merge-tree --write-tree main ander >"$2"' - "$SCRATCH/bare.git" "$out"
check 'asks too' sh -c 'git -C "$1" cat-file blob "$(head -n 1 "$2"):plans/delta.yaml" >"$3"; grep -qx "buurt: Mijn" "$3" && grep -qx "buurt: Hun" "$3"' - "$SCRATCH/bare.git" "$out" "$SCRATCH/tree"
for folder in "$work" "$SCRATCH/bare.git"; do
	check "nothing is damaged in $folder" git -C "$folder" fsck --strict --no-dangling
done

finish
