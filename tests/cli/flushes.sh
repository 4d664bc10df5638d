#!/bin/sh
# What a save hands to the disk before it says so: four objects and the branch, each with its folder, and no more than that.
. "$TESTS/cli/lib.sh"

# flushes: of one save in $repo, in the file $SCRATCH/flushed.
number=0
flushes() {
	number=$((number + 1)) status=0
	strace -f -y -e trace=fsync,fdatasync,syncfs,sync_file_range -o "$SCRATCH/trace" \
		"$BUURTPLAN" -C "$repo" --als "$ANNA" set deltabuurt wijk "wijk $number" >"$out" 2>"$err" || status=$?
	sed -n "s|^[0-9]* *[a-z_]*([0-9]*<$repo/\([^>]*\)>.* = 0\$|\1|p" "$SCRATCH/trace" >"$SCRATCH/flushed"
	[ "$status" -eq 0 ] && [ "$(grep -c '(' "$SCRATCH/trace")" -eq "$(wc -l <"$SCRATCH/flushed")" ]
}
count() { grep -c "$1" "$SCRATCH/flushed"; }

record flushes "$PLANS/deltabuurt.yaml"
before=$(git -C "$repo" reflog main | wc -l)
check 'the first save' flushes
check 'each of them was done' flushes
check 'ten of them' test "$(wc -l <"$SCRATCH/flushed")" -eq 10
check 'four objects' test "$(count '^objects/tmp_object_')" -eq 4
check 'and their folders' test "$(count '^objects/..$')" -eq 4
check 'the branch' test "$(count '^refs/heads/main.lock$')" -eq 1
check 'last its name' test "$(tail -n 1 "$SCRATCH/flushed")" = refs/heads
check 'the log of the branch has them' test "$(git -C "$repo" reflog main | wc -l)" -eq $((before + 2))
check 'as git writes it' test "$(git -C "$repo" log -g -1 --format='%H %gn <%ge> %gs' main)" = "$(git -C "$repo" rev-parse main) $ANNA buurtplan: bewaard"
check 'that of HEAD too' test "$(git -C "$repo" reflog HEAD | wc -l)" -eq $((before + 2))
check 'from where it stood' test "$(tail -n 1 "$repo/logs/HEAD" | cut -d' ' -f1)" = "$(git -C "$repo" rev-parse main~1)"
check 'the same line' test "$(tail -n 1 "$repo/logs/HEAD")" = "$(tail -n 1 "$repo/logs/refs/heads/main")"
git -C "$repo" branch ander
git -C "$repo" symbolic-ref HEAD refs/heads/ander
lines=$(wc -l <"$repo/logs/refs/heads/main")
check 'another branch, without a log of the other' flushes
check 'has its own' test "$(git -C "$repo" reflog ander | wc -l)" -ge 1
check 'and not that of main' test "$(wc -l <"$repo/logs/refs/heads/main")" -eq "$lines"

record without "$PLANS/deltabuurt.yaml"
git -C "$repo" config core.logAllRefUpdates false
rm -r "$repo/logs"
check 'no log' flushes
check 'none is made' test ! -e "$repo/logs/refs/heads/main"
check 'ten here too' test "$(wc -l <"$SCRATCH/flushed")" -eq 10
finish
