#!/bin/sh
# The program is killed, sent away or loses its terminal while somebody types: at most 20 keys, or what was typed in the last
# two seconds, may be gone.
set -u
. "$(dirname "$0")/lib.sh"
drafts="$XDG_STATE_HOME/buurtplan/concepten"

# start: in the text of the inleiding, its own beginning before the cursor
start() {
	rm -rf "$drafts"
	tm new-session -d -s w -x 80 -y 24 "exec '$BUURTPLAN' -C '$repo' --als 'Anna Jansen <anna@example.nl>' 2>'$SCRATCH/stderr'"
	sees 'the overview' 'Sluiswijk'
	keys Enter Down Enter
	sees 'the section' 'Inleiding'
	keys Enter C-Home
	sees 'the text' 'Ctrl-S bewaren'
}
# typed: how many letters x the draft holds
typed() { cat "$drafts"/*/*.concept 2>/dev/null | grep -ao 'x*' | awk '{ if (length($0) > most) most = length($0) } END { print most + 0 }'; }
# keeps NAME LEAST: the draft holds so many letters, at least
keeps() {
	until_true is_gone || fail "$1: the program is still there"
	now=$(typed)
	if [ "$now" -ge "$2" ]; then pass; else fail "$1: $now letters, not $2"; fi
	tm kill-session -t w 2>/dev/null
	sleep 0.1
}
letters() { printf 'x%.0s' $(seq "$1"); }

"$BUURTPLAN" --als 'Beheer <beheer@example.nl>' init --from plans "$repo" >/dev/null 2>&1 || fail init
tm new-session -d -s stay 'exec sleep 1000'

# killed
start
types "$(letters 7)"
sleep 2.2
kill -9 "$(program)"
keeps 'killed two seconds after the last key' 7
start
types "$(letters 47)"
kill -9 "$(program)"
keeps 'killed at once' 27
start
types "$(letters 20)"
kill -9 "$(program)"
keeps 'killed at the twentieth key' 20

# sent away, and the terminal closed: nothing at all is lost
start
types "$(letters 13)"
kill -HUP "$(program)"
keeps 'hang-up' 13
start
types "$(letters 13)"
kill -TERM "$(program)"
keeps 'asked to end' 13
start
types "$(letters 13)"
tm kill-session -t w
keeps 'the terminal closed' 13

# and the next opening offers it
tm new-session -d -s w -x 80 -y 24 "exec '$BUURTPLAN' -C '$repo' --als 'Anna Jansen <anna@example.nl>' 2>'$SCRATCH/stderr'"
sees 'the overview' 'Sluiswijk'
keys Enter
sees 'the offer' 'U was bezig met: Inleiding'
keys Enter
sees 'the text' "$(letters 13)"
holds 'nothing was saved' "$(git -C "$repo" rev-list --count main)" 1

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
