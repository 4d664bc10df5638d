#!/bin/sh
# The first time at a real terminal: the welcome comes once for each person, and where that can't be written down it comes
# again, without a word about it.
set -u
passed=0 failed=0
repo=$SCRATCH/plannen.git
export XDG_STATE_HOME="$SCRATCH/state" XDG_CONFIG_HOME="$SCRATCH/config" HOME="$SCRATCH/home"
mkdir -p "$HOME"
unset TMUX
socket=welkom$$
tm() { tmux -L "$socket" -f /dev/null "$@"; }
trap 'tm kill-server 2>/dev/null' EXIT

pass() { passed=$((passed + 1)); }
fail() {
	failed=$((failed + 1))
	echo "FAILED $*"
	tm capture-pane -p -t w 2>/dev/null | sed 's/^/    /'
}
holds_text() { tm capture-pane -p -t w 2>/dev/null | grep -qF -e "$1"; }
# sees NAME TEXT: within five seconds the screen holds the text.
sees() {
	for _ in $(seq 50); do
		if holds_text "$2"; then pass; return; fi
		sleep 0.1
	done
	fail "$1: no '$2'"
}
sees_not() { if holds_text "$2"; then fail "$1: there is '$2'"; else pass; fi; }
keys() { for key in "$@"; do tm send-keys -t w "$key"; sleep 0.2; done; }
start() { tm new-session -d -s w -x 80 -y 24 "exec '$BUURTPLAN' -C '$repo' --als 'Anna Jansen <anna@example.nl>' 2>'$SCRATCH/stderr'"; }
stop() {
	keys q
	for _ in $(seq 50); do
		if ! tm has-session -t w 2>/dev/null; then pass; return; fi
		sleep 0.1
	done
	fail 'q did not stop it'
	tm kill-session -t w
}

"$BUURTPLAN" --als 'Beheer <beheer@example.nl>' init --from plans "$repo" >/dev/null 2>&1 || fail init

start
sees 'the first time' 'Welkom'
sees 'over the overview' 'Deltabuurt'
tm kill-session -t w # cut off before it was read
sleep 0.3
start
sees 'still not read' 'Welkom'
keys Enter
sees 'the overview' 'Sluiswijk'
sees_not 'it is closed' 'Welkom'
stop
start
sees 'the second time' 'Sluiswijk'
sees_not 'no welcome' 'Welkom'
stop

# somebody else, whose folder can't be made
: >"$SCRATCH/bestand"
export XDG_CONFIG_HOME="$SCRATCH/bestand/config"
for time in first second; do
	start
	sees "$time time" 'Welkom'
	keys Escape
	sleep 0.3
	sees 'the overview' 'Sluiswijk'
	sees_not 'it is closed, and nothing is said' 'kan niet'
	stop
done
if [ -s "$SCRATCH/stderr" ]; then fail "stderr: $(cat "$SCRATCH/stderr")"; else pass; fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
