#!/bin/sh
# make install puts the program, the manual and the completion in place, whatever the folder is called; make uninstall
# takes those away and nothing else.
. "$TESTS/cli/lib.sh"
root=$TESTS/..
unset MAKEFLAGS MFLAGS MAKELEVEL PREFIX DESTDIR
build=${BUURTPLAN%/buurtplan}
build=${build#"$(cd "$root" && pwd)/"}
# The flags that this build was made with stand in nobody's Makefile: what is there counts as made.
rm -f "$root/$build/buurtplan.1" "$root/$build/buurtplan.bash"
mk() { make -s -C "$root" B="$build" -o "$build/buurtplan" "$@" >"$out" 2>"$err"; }
# Paths below $1 that are no folder, with their modes.
files() { (cd "$1" && find . ! -type d -printf '%m %P\n' | sort -k 2); }
all='755 bin/buurtplan
644 share/bash-completion/completions/buurtplan
644 share/man/man1/buurtplan.1'

name='make install'
dest="$SCRATCH/één map 'zo' & \"zo\""
check 'install' mk install PREFIX=/usr DESTDIR="$dest"
check 'what is there' test "$(files "$dest/usr")" = "$all"
check 'folders anyone can enter' test "$(find "$dest" -type d -printf '%m\n' | sort -u)" = 755
check 'the program runs' "$dest/usr/bin/buurtplan" --version
check 'the manual is what the program writes' sh -c '"$1/bin/buurtplan" help --man | cmp - "$1/share/man/man1/buurtplan.1"' sh "$dest/usr"
check 'so is the completion' sh -c '"$1/bin/buurtplan" help --completion | cmp - "$1/share/bash-completion/completions/buurtplan"' sh "$dest/usr"
check 'again' mk install PREFIX=/usr DESTDIR="$dest"
check 'the same is there' test "$(files "$dest/usr")" = "$all"

# others have files there, and folders with modes of their own
echo other >"$dest/usr/bin/other"
chmod 2775 "$dest/usr/bin"
check 'a third time' mk install PREFIX=/usr DESTDIR="$dest"
check 'the mode of a folder that was there stays' test "$(stat -c %a "$dest/usr/bin")" = 2775
check 'uninstall' mk uninstall PREFIX=/usr DESTDIR="$dest"
check 'only ours went' test "$(files "$dest")" = '644 usr/bin/other'
check 'the folders stay' test -d "$dest/usr/share/man/man1"
check 'uninstall where nothing is' mk uninstall PREFIX=/usr DESTDIR="$dest"

# a strict umask; PREFIX alone, and from the environment
(umask 077 && mk install PREFIX="$SCRATCH/eigen") && pass || fail 'a strict umask' "$(cat "$err")"
check 'anyone can read it' test "$(files "$SCRATCH/eigen")" = "$all"
check 'and enter' test "$(find "$SCRATCH/eigen" -type d -printf '%m\n' | sort -u)" = 755
(PREFIX=$SCRATCH/ander && export PREFIX && mk install) && pass || fail 'PREFIX from the environment' "$(cat "$err")"
check 'it is there' test "$(files "$SCRATCH/ander")" = "$all"
nobody='setpriv --reuid=65534 --regid=65534 --clear-groups'
if [ "$(id -u)" = 0 ] && $nobody test -x "$root/$build/buurtplan" 2>/dev/null; then
	home=$(mktemp -d)
	chmod 777 "$home"
	$nobody make -s -C "$root" B="$build" -o "$build/buurtplan" install PREFIX="$home/lokaal" >"$out" 2>"$err" && pass || fail 'as a plain user' "$(cat "$err")"
	check 'it is there' test "$(files "$home/lokaal")" = "$all"
	rm -rf "$home"
fi
: >"$SCRATCH/dicht.bestand"
if mk install PREFIX="$SCRATCH/dicht.bestand/usr"; then fail 'a folder that cannot be made'; else pass; fi
finish
