#!/bin/sh
# Many at once on one record: nothing is lost, and nobody writes over another.
. "$TESTS/cli/lib.sh"
record together "$PLANS/deltabuurt.yaml" "$PLANS/oostrik.yaml"
before=$(versions)

# 20 people, 5 lines each (TOGETHER=n: n lines), all in the same list
lines=${TOGETHER:-5} total=$((20 * ${TOGETHER:-5}))
for i in $(seq 20); do
	(
		for j in $(seq "$lines"); do
			"$BUURTPLAN" -C "$repo" --als "Persoon $i <p$i@example.nl>" insert deltabuurt themas "regel $i-$j" || echo "exit $?"
		done
	) >"$SCRATCH/at-once.$i" 2>&1 &
done
wait
check 'all saves say so' test "$(cat "$SCRATCH"/at-once.* | grep -c '^Bewaard: Deltabuurt: thema toegevoegd$')" = "$total"
check 'and nothing else' test "$(cat "$SCRATCH"/at-once.* | wc -l)" = "$total"
expect 'the list' 0 -C "$repo" show deltabuurt themas --json
json 'sorted(t for t in d["value"] if t.startswith("regel ")) == sorted("regel %d-%d" % (i, j) for i in range(1, 21) for j in range(1, '"$lines"' + 1))'
json 'len(d["value"]) == 6 + '"$total"
check 'as many versions' test "$(versions)" = $((before + total))
check 'one parent each' sh -c '! git -C "$1" rev-list --min-parents=2 HEAD | grep -q .' sh "$repo"
check 'each by its own person' test "$(git -C "$repo" log --format=%an | sort | uniq -c | grep -c "^ *$lines Persoon")" = 20
check 'fsck is silent' sh -c '[ -z "$(git -C "$1" fsck --strict --no-progress 2>&1)" ]' sh "$repo"
check 'no lock is left' sh -c '! find "$1" -name "*.lock" | grep -q .' sh "$repo"
expect 'the plan is sound' 0 -C "$repo" check

# two people with a plan open: `set PLAN PAD -` opens the plan, then waits for its text
slowly() { # PATH NEW-TEXT, meanwhile: WORD…
	path=$1 text=$2
	shift 2
	mkfifo "$SCRATCH/pipe"
	status=0
	"$BUURTPLAN" -C "$repo" --als "$ANNA" -m 'Daarom.' ${json_too:-} set deltabuurt "$path" - <"$SCRATCH/pipe" >"$out" 2>"$err" &
	anna=$!
	exec 9>"$SCRATCH/pipe"
	sleep 0.5
	"$BUURTPLAN" -C "$repo" --als "$BART" -m 'Omdat.' "$@" 2>"$SCRATCH/bart" || fail "meanwhile: $*" "$(cat "$SCRATCH/bart")"
	before=$(versions)
	printf '%s\n' "$text" >&9
	exec 9>&-
	wait $anna || status=$?
	rm "$SCRATCH/pipe"
	name="$path while $*"
}

slowly wijk 'Van Anna' set deltabuurt gemeente 'Van Bart'
check 'other fields go together' test $status = 0
says 'Bewaard: Deltabuurt: wijk aangepast'
expect 'both' 0 -C "$repo" show deltabuurt --json
json 'd["value"]["wijk"] == "Van Anna" and d["value"]["gemeente"] == "Van Bart"'

slowly wijk 'Weer van Anna' set deltabuurt wijk 'Nu van Bart'
check 'the same field: exit 1' test $status = 1
refuses 'Wijk'
says 'Weer van Anna'
says 'Nu van Bart'
check 'the same field: no version' test "$(versions)" = "$before"
expect 'the first stands' 0 -C "$repo" show deltabuurt wijk
prints_only 'Nu van Bart'

expect 'a draft waits' 0 -C "$repo" --als "$ANNA" list
check 'with the choice in it' sh -c 'grep -rq "Nu van Bart" "$1" && grep -rq "Weer van Anna" "$1"' sh "$XDG_STATE_HOME"

json_too=--json
slowly wijk 'En weer van Anna' set deltabuurt wijk 'En nu van Bart'
check 'the same field, as data: exit 1' test $status = 1
json 'not d["saved"] and d["open"] == 1'
json '[(c["path"], c["kind"], c["base"], c["ours"], c["theirs"]) for c in d["choices"]] == [("wijk", "changed", "Nu van Bart", "En weer van Anna", "En nu van Bart")]'
slowly wijk 'Met json' set deltabuurt gemeente 'Ook met json'
json 'd["saved"] and d["open"] == 0 and d["choices"] == []'
json_too=

slowly wijk 'Allebei' set deltabuurt wijk 'Allebei'
check 'the same text: done' test $status = 0
says 'Er is niets veranderd.'

slowly themas/1 'Eerste van Anna' insert deltabuurt themas/1 'Ervoor'
check 'an item that moved: done' test $status = 0
expect 'it went along' 0 -C "$repo" show deltabuurt themas --json
json 'd["value"][:2] == ["Ervoor", "Eerste van Anna"]'

slowly themas/2 'Nog eens' remove deltabuurt themas/2
check 'an item that went: exit 1' test $status = 1
refuses ''
says 'Nog eens'

slowly speerpunten/afval/titel 'Vuilnis' move deltabuurt speerpunten/afval 1
check 'a speerpunt that moved: done' test $status = 0
expect 'it is the same speerpunt' 0 -C "$repo" show deltabuurt speerpunten/1 --json
json 'd["value"]["id"] == "afval" and d["value"]["titel"] == "Vuilnis"'

# the same, by someone with git and an editor
git clone -q "$repo" "$SCRATCH/clone" 2>/dev/null
sed -i 's/^gemeente: .*/gemeente: Uit een editor/' "$SCRATCH/clone/plans/deltabuurt.yaml"
git -C "$SCRATCH/clone" -c user.name=e -c user.email=e@e commit -qam 'Met de hand'
check 'an ordinary push' git -C "$SCRATCH/clone" push -q
expect 'set after it' 0 -C "$repo" --als "$ANNA" set deltabuurt wijk 'Erna'
expect 'both are there' 0 -C "$repo" show deltabuurt gemeente
prints_only 'Uit een editor'
expect 'its history' 0 -C "$repo" log deltabuurt
prints 'Uit een editor'
check 'an ordinary pull' git -C "$SCRATCH/clone" pull -q
check 'fsck is silent after all' sh -c '[ -z "$(git -C "$1" fsck --strict --no-progress 2>&1)" ]' sh "$repo"
check 'after git gc too' sh -c 'git -C "$1" gc -q && "$BUURTPLAN" -C "$1" --als "$2" set deltabuurt wijk "Na gc" && "$BUURTPLAN" -C "$1" log deltabuurt >/dev/null' sh "$repo" "$ANNA"
finish
