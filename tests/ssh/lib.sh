# What the walks share: a terminal that is looked at, keys, and a record of the four plans.  Each says '. lib.sh'.
passed=0 failed=0
repo=$SCRATCH/plannen.git
export XDG_STATE_HOME="$SCRATCH/state" HOME="$SCRATCH/home"
mkdir -p "$HOME"
unset TMUX
socket=$(basename "$0" .sh)$$
tm() { tmux -L "$socket" -f /dev/null "$@"; }
trap 'tm kill-server 2>/dev/null' EXIT

pass() { passed=$((passed + 1)); }
fail() {
	failed=$((failed + 1))
	echo "FAILED $*"
	tm capture-pane -p -t w 2>/dev/null | sed 's/^/    /'
}
# sees NAME TEXT: within five seconds the screen holds the text.
sees() {
	for _ in $(seq 50); do
		if tm capture-pane -p -t w 2>/dev/null | grep -qF -e "$2"; then pass; return; fi
		sleep 0.1
	done
	fail "$1: no '$2'"
}
sees_not() {
	sleep 0.3
	if tm capture-pane -p -t w | grep -qF -e "$2"; then fail "$1: there is '$2'"; else pass; fi
}
holds() { if [ "$2" = "$3" ]; then pass; else fail "$1: '$2', not '$3'"; fi; }
keys() { for key in "$@"; do tm send-keys -t w "$key"; sleep 0.15; done; }
types() { tm send-keys -t w -l "$1"; sleep 0.2; }
# until COMMAND…: within five seconds it succeeds.
until_true() {
	for _ in $(seq 50); do
		if "$@"; then return 0; fi
		sleep 0.1
	done
	return 1
}
# program: the number of the process; nothing where it is gone
program() {
	for p in /proc/[0-9]*; do
		case $(tr '\0' ' ' <"$p/cmdline" 2>/dev/null) in "$BUURTPLAN -C $repo "*) echo "${p#/proc/}" ;; esac
	done
}
is_gone() { [ -z "$(program)" ]; }
field() { "$BUURTPLAN" -C "$repo" show deltabuurt "$1" 2>/dev/null; }
