#!/bin/sh
# resolve: what plain git left with two versions is chosen from the index, as the person at the keyboard sees it.
. "$TESTS/cli/lib.sh"
git config --global user.name Beheer
git config --global user.email beheer@example.nl
git config --global init.defaultBranch main
git config --global advice.mergeConflict false
export GIT_EDITOR=true

work=$SCRATCH/werk
F=plans/delta.yaml
start='formaat: 1
buurt: Delta
wijk: Oost
inleiding: Zo was het.
'
# sides OURS THEIRS: sed scripts (or "rm") for main and for the branch "ander"; main is checked out.
side() { case $1 in rm) git rm -q "$F" ;; *) sed -i "$1" "$F" ;; esac && git commit -qam "$1"; }
sides() {
	rm -rf "$work"
	git init -q "$work"
	mkdir -p "$work/plans/gemeente"
	printf '%s' "$start" >"$work/$F"
	printf '%s' "$start" >"$work/plans/gemeente/oost.yaml"
	(cd "$work" && git add -A && git commit -qm begin && git checkout -q -b ander && side "$2" && git checkout -q main && side "$1") >"$SCRATCH/git" 2>&1 ||
		fail "sides $1 $2" "$(cat "$SCRATCH/git")"
}
in_work() { (cd "$work" && "$@") >"$SCRATCH/git" 2>&1; }
stops() { if in_work "$@"; then fail "$* stops" "$(cat "$SCRATCH/git")"; else pass; fi; }
goes_on() { if in_work "$@"; then pass; else fail "$name: $* goes on" "$(cat "$SCRATCH/git")"; fi; }
resolve() { name=$1 wanted=$2; shift 2; expect "$name" "$wanted" -C "$work" resolve "$@"; }
# The file, index and stages as they were before: nothing was written.
remember() { in_work sh -c 'cat plans/*.yaml; git ls-files -s; git status --porcelain; cat .git/index | cksum' && cp "$SCRATCH/git" "$SCRATCH/before"; }
untouched() {
	in_work sh -c 'cat plans/*.yaml; git ls-files -s; git status --porcelain; cat .git/index | cksum'
	if cmp -s "$SCRATCH/git" "$SCRATCH/before"; then pass; else fail "$name: nothing is written" "$(diff "$SCRATCH/before" "$SCRATCH/git")"; fi
}
holds() { # TEXT: the file and the index do, and git has nothing left to solve
	if [ "$(cat "$work/$F"; echo .)" = "$1
." ] && [ -z "$(git -C "$work" ls-files -u)" ] && git -C "$work" diff --quiet; then pass; else
		fail "$name: holds" "$(cat "$work/$F")" "$(git -C "$work" status --short)"; fi
}
ids() { python3 -c 'import json, sys
for c in json.load(open(sys.argv[1]))["choices"]: print(c["id"])' "$out"; }

# One field of both, another of each.
sides 's/Delta/Mijn/; s/Oost/West/' 's/Delta/Hun/; s/Zo was het/Zo werd het/'
resolve 'nothing to choose yet' 0
prints_nothing
says 'Er is niets te kiezen.'
resolve 'a plan with nothing to choose' 2 delta
refuses 'Voor plan delta is er niets te kiezen'
stops git merge ander
remember
resolve 'which plans' 1
prints_only 'delta'
says "Van 1 plan zijn er twee versies. Kies met 'buurtplan resolve PLAN'."
resolve 'which plans, for machines' 1 --json
json 'd["plans"] == ["delta"] and d["next"] == "git commit"'
resolve 'what there is to choose' 1 delta
prints_nothing
says 'Voor plan delta is er 1 keuze te maken. Er is niets veranderd.'
says 'Was            Delta'
says 'Uw versie      Mijn'
says 'De andere      Hun'
says '--mine'
untouched
resolve 'the same for machines' 1 delta --json
json 'd["open"] == 1 and [(c["ours"], c["theirs"], c["base"], c["taken"]) for c in d["choices"]] == [("Mijn", "Hun", "Delta", None)]'
untouched
cp "$out" "$SCRATCH/listing"
id=$(ids)
resolve 'another plan' 2 gemeente/oost --mine
refuses 'niets te kiezen'
resolve 'no plan at all' 2 Nee! --mine
refuses "Er is geen plan dat 'Nee!' heet."
untouched

# What is no answer.
wrong() { # NAME JSON SENTENCE
	printf '%s' "$2" >"$SCRATCH/answers"
	resolve "$1" 2 delta "$SCRATCH/answers"
	refuses "$3"
	untouched
}
wrong 'no JSON' '{' 'De antwoorden zijn geen JSON (regel 1'
wrong 'an empty file' '' 'De antwoorden zijn geen JSON'
wrong 'another shape' '[]' 'hebben niet de goede vorm'
wrong 'another schema' '{"schema":2,"answers":[]}' 'hebben niet de goede vorm'
wrong 'no list' '{"schema":1,"answers":{}}' 'hebben niet de goede vorm'
wrong 'no id' '{"schema":1,"answers":[{"take":"mine"}]}' 'hoort bij elk een "id" en een "take"'
wrong 'no object' '{"schema":1,"answers":["mine"]}' 'hoort bij elk een "id" en een "take"'
wrong 'no take' '{"schema":1,"answers":[{"id":"'$id'"}]}' 'hoort bij elk een "id" en een "take"'
wrong 'an unknown take' '{"schema":1,"answers":[{"id":"'$id'","take":"mij"}]}' "Bij antwoord '$id' kan \"take\" alleen"
wrong 'a number for a take' '{"schema":1,"answers":[{"id":"'$id'","take":1}]}' "Bij antwoord '$id' kan \"take\" alleen"
wrong 'a text without a text' '{"schema":1,"answers":[{"id":"'$id'","take":"text"}]}' "ontbreekt \"text\""
wrong 'a text with another take' '{"schema":1,"answers":[{"id":"'$id'","take":"mine","text":"x"}]}' 'hoort alleen een "text"'
wrong 'an unknown id' '{"schema":1,"answers":[{"id":"0000","take":"mine"}]}' "Bij het antwoord '0000' hoort geen keuze van plan delta."
wrong 'an answer given twice' '{"schema":1,"answers":[{"id":"'$id'","take":"mine"},{"id":"'$id'","take":"theirs"}]}' 'staat er twee keer'
wrong 'a key that stands there twice' '{"schema":1,"answers":[],"answers":[]}' 'De antwoorden zijn geen JSON'
wrong 'a control character' '{"schema":1,"answers":[{"id":"'$id'","take":"text","text":"\u001b[2J"}]}' 'stuurteken'
wrong 'a NUL' '{"schema":1,"answers":[{"id":"'$id'","take":"text","text":"a\u0000b"}]}' 'De antwoorden zijn geen JSON'
wrong 'no UTF-8' "$(printf '{"schema":1,"answers":[{"id":"%s","take":"text","text":"\377"}]}' "$id")" 'De antwoorden zijn geen JSON'
resolve 'no file' 2 delta "$SCRATCH/nergens"
refuses 'bestaat niet'
resolve 'both answers' 2 delta --mine --theirs
refuses 'Kies --mine of --theirs'
resolve 'an answer to no plan' 2 --mine
refuses 'Noem het plan'
printf '{"schema":1,"answers":[]}' >"$SCRATCH/answers"
resolve 'no answers' 1 delta "$SCRATCH/answers"
says '1 keuze te maken'
resolve 'an unfilled listing' 1 delta "$SCRATCH/listing" --json
json 'd["open"] == 1'
untouched

# The markers in the file are nobody's business.
printf 'kapot: [\n<<<<<<<\n' >"$work/$F"
resolve 'mine, whatever stands in the file' 0 delta --mine
holds 'formaat: 1
buurt: Mijn
wijk: West
inleiding: Zo werd het.'
prints_nothing
says "Plan delta is samengevoegd. Er is niets meer te kiezen; ga verder met 'git commit'."
resolve 'nothing is left' 2 delta --mine
refuses 'niets te kiezen'
goes_on git commit -q --no-edit
check 'with both pasts' git -C "$work" rev-parse -q --verify HEAD^2

# All at once, and answers by file.
again() { in_work git checkout -q -f main && in_work git reset -q --hard "$1" && stops git merge ander; }
tip=$(git -C "$work" rev-parse HEAD^1)
again "$tip"
resolve 'theirs' 0 delta --theirs --json
json 'd["open"] == 0 and [c["taken"] for c in d["choices"]] == ["theirs"]'
holds 'formaat: 1
buurt: Hun
wijk: West
inleiding: Zo werd het.'
again "$tip"
sed 's/"taken": null/"taken": "theirs"/' "$SCRATCH/listing" >"$SCRATCH/answers"
resolve 'the listing, filled in' 0 delta --json "$SCRATCH/answers"
holds 'formaat: 1
buurt: Hun
wijk: West
inleiding: Zo werd het.'
again "$tip"
printf '{"schema":1,"answers":[{"id":"%s","take":"text","text":"Éigen: # wijze"}]}' "$id" >"$SCRATCH/answers"
resolve 'a text of one'"'"'s own' 0 delta "$SCRATCH/answers"
holds "formaat: 1
buurt: 'Éigen: # wijze'
wijk: West
inleiding: Zo werd het."
again "$tip"
name='from stdin'
printf '{"schema":1,"answers":[{"id":"%s","take":"base"}]}' "$id" | "$BUURTPLAN" -C "$work" resolve delta - >"$out" 2>"$err"
holds 'formaat: 1
buurt: Delta
wijk: West
inleiding: Zo werd het.'
for take in mine ours; do
	again "$tip"
	printf '{"schema":1,"answers":[{"id":"%s","take":"%s"}]}' "$id" $take >"$SCRATCH/answers"
	resolve "$take" 0 delta "$SCRATCH/answers" --theirs
	holds 'formaat: 1
buurt: Mijn
wijk: West
inleiding: Zo werd het.'
done

# Two additions at the end of a text can both stay; a name can't.
sides 's/het\./het. Erbij van mij./; s/Delta/Mijn/' 's/het\./het. Erbij van hen./; s/Delta/Hun/'
stops git merge ander
resolve 'with something that goes together' 1 delta --json
python3 - "$out" "$SCRATCH" <<'P'
import json, sys
d = json.load(open(sys.argv[1]))
both = [c["id"] for c in d["choices"] if c["suggestion"]]
bare = [c["id"] for c in d["choices"] if not c["suggestion"]]
def put(name, *rows):
    json.dump({"schema": 1, "answers": [{"id": i, "take": t} for i, t in rows]}, open(f"{sys.argv[2]}/{name}", "w"))
put("both", *[(i, "both") for i in both])
put("all", *[(i, "both") for i in both + bare])
print(len(both), len(bare), file=open(f"{sys.argv[2]}/counts", "w"))
P
remember
resolve 'both where that cannot be' 2 delta "$SCRATCH/all"
refuses 'hier kunnen niet allebei blijven'
untouched
resolve 'one of two is answered' 1 delta "$SCRATCH/both"
says 'is er 1 keuze te maken'
untouched
resolve 'both, and the rest mine' 0 delta "$SCRATCH/both" --mine
check 'both texts' grep -q 'Erbij van mij.*Erbij van hen\|Erbij van hen.*Erbij van mij' "$work/$F"
check 'and the name of mine' grep -qx 'buurt: Mijn' "$work/$F"

# What git can't but we can: settled at once.
sides 's/Delta/Deltabuurt/' 's/Oost/West/'
stops git merge ander
resolve 'nothing to choose' 0 delta
holds 'formaat: 1
buurt: Deltabuurt
wijk: West
inleiding: Zo was het.'

# A rebase: git's "ours" is what mine is put upon.
for backend in --merge --apply; do
	sides 's/Delta/Mijn/; s/Oost/West/' 's/Delta/Hun/; s/^inleiding: \(.*\)$/inleiding: "\1"/'
	stops git rebase $backend ander
	resolve "rebase $backend, listed" 1 delta --json
	json '[(c["ours"], c["theirs"]) for c in d["choices"]] == [("Mijn", "Hun")]'
	id=$(ids)
	printf '{"schema":1,"answers":[{"id":"%s","take":"mine"}]}' "$id" >"$SCRATCH/answers"
	resolve "rebase $backend: mine by file" 0 delta "$SCRATCH/answers"
	holds 'formaat: 1
buurt: Mijn
wijk: West
inleiding: "Zo was het."'
	says "ga verder met 'git rebase --continue'"
	goes_on git rebase --continue
	check 'rebased' sh -c 'test "$(git -C "$1" log --format=%s -1)" = "$2"' - "$work" 's/Delta/Mijn/; s/Oost/West/'
done
sides 's/Delta/Mijn/' 's/Delta/Hun/'
stops git rebase ander
resolve 'rebase: theirs' 0 delta --theirs
holds 'formaat: 1
buurt: Hun
wijk: Oost
inleiding: Zo was het.'
goes_on git rebase --skip

sides 's/Delta/Mijn/' 's/Delta/Hun/'
stops git cherry-pick ander
resolve 'cherry-pick: mine' 0 delta --mine
says "ga verder met 'git cherry-pick --continue'"
goes_on git cherry-pick --skip
stops git cherry-pick ander
resolve 'cherry-pick: theirs' 0 delta --theirs
goes_on git cherry-pick --continue
sides 's/Delta/Eerst/' 's/Delta/Hun/'
in_work sed -i 's/Eerst/Later/' "$F"
goes_on git commit -qam later
stops git revert HEAD~1
resolve 'revert: theirs' 0 delta --theirs
says "ga verder met 'git revert --continue'"
goes_on git revert --continue
check 'reverted' grep -qx 'buurt: Delta' "$work/$F"

# A stash: nothing is half-way then.
sides 's/Delta/Mijn/' 's/Delta/Hun/'
in_work sed -i 's/Mijn/Opzij/' "$F"
goes_on git stash
in_work sed -i 's/Mijn/Intussen/' "$F"
goes_on git commit -qam intussen
stops git stash pop
resolve 'stash pop' 0 delta --theirs
says "ga verder met 'git status'"
holds_stash() { [ "$(sed -n 2p "$work/$F")" = 'buurt: Opzij' ] && [ -z "$(git -C "$work" ls-files -u)" ]; }
check 'the stashed text' holds_stash

# Both made a plan of that name.
both_add() {
	sides 's/Oost/West/' 's/Oost/Noord/'
	in_work sh -c "git checkout -q main && printf 'formaat: 1\nbuurt: Nieuw\nwijk: Mijn\n' >plans/nieuw.yaml && git add -A && git commit -qm a &&
		git checkout -q ander && printf 'formaat: 1\nbuurt: Nieuw\nwijk: Hun\n' >plans/nieuw.yaml && git add -A && git commit -qm b && git checkout -q main"
	stops git merge ander
}
both_add
resolve 'two plans' 1
prints_only 'delta
nieuw'
says 'Van 2 plannen'
resolve 'made by both' 1 nieuw
says 'Was            (niet aanwezig)'
says 'Uw versie      Mijn'
resolve 'made by both: theirs' 0 nieuw --theirs
says "Nu nog 1 ander plan: zie 'buurtplan resolve'."
check 'theirs' grep -qx 'wijk: Hun' "$work/plans/nieuw.yaml"
check 'the other plan still is to be chosen' sh -c 'git -C "$1" ls-files -u | grep -q delta' - "$work"
resolve 'and the last' 0 delta --mine
says "ga verder met 'git commit'"
goes_on git commit -q --no-edit

# One removed what the other changed.
removed() { sides "$1" "$2"; shift 2; stops git "$@"; }
removed rm 's/Delta/Hun/' merge ander
resolve 'removed here' 1 delta
says 'Het hele plan'
says 'In uw versie is dit plan weggehaald, in de andere is het'
remember
resolve 'removed here, for machines' 1 delta --json
json '[(c["kind"], c["ours"], c["path"], c["suggestion"]) for c in d["choices"]] == [("removed", None, "", None)] and "Hun" in d["choices"][0]["theirs"]'
id=$(ids)
wrong 'a text for a whole plan' '{"schema":1,"answers":[{"id":"'$id'","take":"text","text":"x"}]}' 'hier past geen eigen tekst'
resolve 'removed here: theirs' 0 delta --theirs
holds 'formaat: 1
buurt: Hun
wijk: Oost
inleiding: Zo was het.'
goes_on git commit -q --no-edit
is_gone() { [ ! -e "$work/$F" ] && [ -z "$(git -C "$work" ls-files "$F")" ]; }
removed rm 's/Delta/Hun/' merge ander
resolve 'removed here: mine' 0 delta --mine
check 'it is gone' is_gone
goes_on git commit -q --no-edit
removed 's/Delta/Mijn/' rm merge ander
resolve 'removed there' 1 delta
says 'In uw versie is dit plan veranderd, in de andere is het weggehaald.'
resolve 'removed there: as it was' 0 delta - --json <<A
{"schema":1,"answers":[{"id":"$("$BUURTPLAN" -C "$work" resolve delta --json 2>/dev/null | sed -n 's/.*"id": "\(.*\)".*/\1/p')","take":"base"}]}
A
holds "${start%?}"
removed 's/Delta/Mijn/' rm merge ander
resolve 'removed there: theirs' 0 delta --theirs
check 'it is gone' is_gone
removed rm 's/Delta/Hun/' rebase ander
resolve 'removed by me, under a rebase' 1 delta
says 'In uw versie is dit plan weggehaald, in de andere is het'
resolve 'removed by me, under a rebase: mine' 0 delta --mine
check 'it is gone' is_gone
goes_on git rebase --continue
removed 's/Delta/Mijn/' rm rebase ander
resolve 'removed there, under a rebase' 1 delta
says 'In uw versie is dit plan veranderd, in de andere is het weggehaald.'
resolve 'removed there, under a rebase: mine' 0 delta --mine
holds 'formaat: 1
buurt: Mijn
wijk: Oost
inleiding: Zo was het.'

# What can't be read is chosen as a whole, and the sentence says whose it is.
sides 's/Delta/Mijn/' 's/Delta/[/'
stops git rebase ander
resolve 'an unreadable side' 1 delta
says 'De andere versie is niet te lezen (regel 2'
resolve 'an unreadable side: theirs' 0 delta --theirs
holds 'formaat: 1
buurt: [
wijk: Oost
inleiding: Zo was het.'

# Renamed to something else by both: three names, each with one version or none.
sides 's/Delta/Mijn/' 's/Delta/Hun/'
in_work sh -c 'git mv plans/delta.yaml plans/mijn.yaml && git commit -qm a && git checkout -q ander && git mv plans/delta.yaml plans/hun.yaml && git commit -qm b && git checkout -q main'
stops git merge ander
resolve 'three names' 1
prints_only 'delta
hun
mijn'
resolve 'the old name' 0 delta
resolve 'my name' 1 mijn
says 'Dit plan staat alleen in uw versie.'
resolve 'my name stays' 0 mijn --mine
resolve 'their name' 1 hun
says 'Dit plan staat alleen in de andere versie.'
resolve 'their name goes' 0 hun --mine
check 'one plan is left' sh -c 'test "$(ls "$1/plans")" = "gemeente
mijn.yaml" && git -C "$1" commit -q --no-edit' - "$work"

# Where it can't be.
sides 's/Delta/Mijn/' 's/Delta/Hun/'
stops git merge ander
remember
touch "$work/.git/index.lock"
resolve 'git is at work' 3 delta --mine
rm "$work/.git/index.lock"
resolve 'and again' 0 delta --mine
goes_on git commit -q --no-edit
git clone -q --bare "$work" "$SCRATCH/bare.git"
expect 'a bare record' 2 -C "$SCRATCH/bare.git" resolve
refuses 'staan geen losse bestanden'
expect 'a bare record and a plan' 2 -C "$SCRATCH/bare.git" resolve delta --mine
refuses 'staan geen losse bestanden'

# A working tree beside another.
sides 's/Delta/Mijn/' 's/Delta/Hun/'
goes_on git worktree add -q -b naast "$SCRATCH/naast" main
check 'a merge there stops' sh -c '! git -C "$1" merge ander' - "$SCRATCH/naast"
expect 'in a linked working tree' 0 -C "$SCRATCH/naast" resolve delta --mine
says "ga verder met 'git commit'"
check 'there, not here' sh -c 'git -C "$1" commit -q --no-edit && git -C "$1" diff --quiet HEAD main' - "$SCRATCH/naast"
check 'nothing is damaged' git -C "$work" fsck --strict --no-dangling

finish
