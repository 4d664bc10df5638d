#!/bin/sh
# Upkeep: git packs the record, asked for or by itself.
. "$TESTS/cli/lib.sh"

# loose COUNT: a new record $repo with COUNT versions of one plan, all their objects loose: four each.
repo=$SCRATCH/loose.git
loose() {
	rm -rf "$repo"
	[ -d "$SCRATCH/$1.git" ] || make_loose "$1" "$SCRATCH/$1.git"
	cp -r "$SCRATCH/$1.git" "$repo"
}
make_loose() {
	git init -q --bare -b main "$2"
	python3 - "$1" <<'PY' | git -C "$2" -c fastimport.unpackLimit=100000 fast-import --quiet
import sys
for i in range(int(sys.argv[1])):
    data = "formaat: 1\nbuurt: Deltabuurt\nwijk: wijk %d\n" % i
    print("commit refs/heads/main\ncommitter Anna <anna@example.nl> %d +0100\ndata 5\nstap\n" % (1552395720 + i))
    print("M 100644 inline plans/deltabuurt.yaml\ndata %d\n%s" % (len(data), data))
PY
}
objects() { find "$repo/objects" -type f -path '*/??/*' | wc -l; }
packs() { find "$repo/objects/pack" -name '*.pack' | wc -l; }
stamp=$repo/buurtplan/onderhoud
# Until a command succeeds, half a minute at most.
soon() {
	for _ in $(seq 300); do
		if "$@"; then return 0; fi
		sleep 0.1
	done
	return 1
}
is_packed() { [ "$(packs)" -gt 0 ] && [ "$(objects)" -lt 100 ] && [ ! -e "$repo/gc.pid" ]; }
has_all() { [ "$(versions)" -eq "$1" ] && git -C "$repo" fsck --full --strict --no-dangling --no-progress >"$SCRATCH/fsck" 2>&1 && [ ! -s "$SCRATCH/fsck" ]; }
save() { expect "$1" 0 -C "$repo" --als "$ANNA" set deltabuurt wijk "$1"; }

loose 20
expect 'few' 0 -C "$repo" maintain
prints_nothing
says 'Er was niets op te ruimen: er zijn 80 losse bestanden, en inpakken loont pas boven de 2000.'
says 'De geschiedenis is bijgewerkt (versies van plannen: 20, nieuw bekeken: 20).'
expect 'again' 0 -C "$repo" maintain
says 'De geschiedenis was bij (versies van plannen: 20).'
check 'kept' test -s "$repo/buurtplan/versies-main/delen-deltabuurt"
save 'a save after it'
expect 'of that it is kept too' 0 -C "$repo" maintain
says 'De geschiedenis was bij (versies van plannen: 21).'
git -C "$repo" update-ref refs/heads/main main~2
expect 'a record that was put back' 0 -C "$repo" maintain
says 'De geschiedenis is bijgewerkt (versies van plannen: 19, nieuw bekeken: 19).'
loose 20
expect 'not asked for words' 2 -C "$repo" maintain nu
expect 'no record' 2 -C "$SCRATCH/nergens" maintain
save 'a save of a small record'
check 'starts nothing' test ! -e "$stamp"

loose 800
git -C "$repo" config gc.pruneExpire now # git's own default is safer, and so are we
lost=$(echo 'nog van niemand' | git -C "$repo" hash-object -w --stdin)
expect 'many' 0 -C "$repo" maintain
says 'git heeft de versies ingepakt: er waren 3201 losse bestanden, nu nog 1.'
check 'packed' is_packed
check 'all there' has_all 800
check 'what somebody may be writing too' git -C "$repo" cat-file -e "$lost"

loose 800
printf '#!/bin/sh\ntouch "%s/hook"\n' "$SCRATCH" >"$repo/hooks/pre-auto-gc"
chmod +x "$repo/hooks/pre-auto-gc"
save 'by itself'
check 'is packed soon' soon is_packed
check 'all there, and the save' has_all 801
check 'no hook' test ! -e "$SCRATCH/hook"
check 'kept when that was' test -s "$stamp"
touch -d '10 minutes ago' "$stamp"
cp -p "$stamp" "$SCRATCH/stamp"
loose 800
mkdir "$repo/buurtplan"
cp -p "$SCRATCH/stamp" "$stamp"
save 'within the hour'
check 'not again' test ! "$stamp" -nt "$SCRATCH/stamp"
touch -d '2 hours ago' "$stamp"
save 'after it'
check 'again' test "$stamp" -nt "$SCRATCH/stamp"
check 'and packed' soon is_packed
check 'with all' has_all 802

loose 800
git -C "$repo" config buurtplan.programmas nee
save 'where nothing may be started'
check 'nothing is' test ! -e "$stamp"
expect 'nor when asked' 1 -C "$repo" maintain
refuses 'hier mag buurtplan geen andere programma'
check 'loose as it was' test "$(packs)" -eq 0

git -C "$repo" config --unset buurtplan.programmas
mkdir "$SCRATCH/empty"
name='no git' status=0
PATH=$SCRATCH/empty "$BUURTPLAN" -C "$repo" maintain >"$out" 2>"$err" || status=$?
check 'no git: exit 1' test "$status" -eq 1
refuses 'git kan op deze computer niet worden gestart'
PATH=$SCRATCH/empty "$BUURTPLAN" -C "$repo" --als "$ANNA" set deltabuurt wijk 'zonder git' >"$out" 2>"$err" || fail 'a save without git'
check 'it is there' test "$(git -C "$repo" rev-list --count HEAD)" -eq 802

chmod a-w "$repo/objects/pack"
if [ "$(id -u)" != 0 ]; then
	expect 'git fails' 3 -C "$repo" maintain
	says 'git kon niet alles inpakken'
fi
chmod u+w "$repo/objects/pack"
finish
