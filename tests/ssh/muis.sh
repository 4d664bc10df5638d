#!/bin/sh
# The mouse at a real terminal: clicks and the wheel, switching it off, and a terminal that never stays reporting.
set -u
. "$(dirname "$0")/lib.sh"

# click LINE COLUMN, from 0; wheel up|down LINE COLUMN.
click() {
	tm send-keys -t w -l "$(printf '\033[<0;%d;%dM\033[<0;%d;%dm' $(($2 + 1)) $(($1 + 1)) $(($2 + 1)) $(($1 + 1)))"
	sleep 0.2
}
wheel() {
	if [ "$1" = up ]; then code=64; else code=65; fi
	tm send-keys -t w -l "$(printf '\033[<%d;%d;%dM' $code $(($3 + 1)) $(($2 + 1)))"
	sleep 0.2
}
# twice LINE COLUMN: a double click.
twice() {
	tm send-keys -t w -l "$(printf '\033[<0;%d;%dM\033[<0;%d;%dM' $(($2 + 1)) $(($1 + 1)) $(($2 + 1)) $(($1 + 1)))"
	sleep 0.3
}
reports() { tm display-message -p -t w '#{mouse_standard_flag}#{mouse_button_flag}#{mouse_all_flag}#{mouse_sgr_flag}'; }
is_reporting() { [ "$(reports)" = "$1" ]; }
# reporting NAME 1001 or 0000: standard, with motion while pressed, any motion, in SGR
reporting() { if until_true is_reporting "$2"; then pass; else fail "$1: $(reports), not $2"; fi; }
start() {
	tm new-session -d -s w -x 80 -y 24 "PS1='klaar> ' TERM=${1:-tmux-256color} exec bash --norc --noprofile -i"
	sees 'a shell' 'klaar>'
	types "clear; '$BUURTPLAN' -C '$repo' --als 'Anna Jansen <anna@example.nl>'"
	keys Enter
	sees 'the overview' 'Sluiswijk'
}

"$BUURTPLAN" --als 'Beheer <beheer@example.nl>' init --from plans "$repo" >/dev/null 2>&1 || fail init
tm new-session -d -s stay 'exec sleep 1000' # the server stays when the session of a walk ends

start
reporting 'clicks and the wheel are asked for, no motion' 1001
click 6 10
sees 'a click chooses' '▸Sluiswijk'
click 12 10
sees 'beside the rows it does nothing' '▸Sluiswijk'
click 3 60
sees 'another row' '▸Deltabuurt'
click 3 60
sees 'again: it opens' 'Speerpunten'
tm resize-window -t w -x 60 -y 16
sees_not 'at the top' '↑'
wheel down 8 20
sees 'the wheel scrolls' '↑'
sees 'the chosen row stays in view' '▸'
wheel up 8 20
sees_not 'and back' '↑'
tm resize-window -t w -x 80 -y 24
sees 'as before' 'Evaluatie'
twice 3 10
sees 'a double click opens' '▸Inleiding         De problemen van de sociaal zwakkere Deltabuurt zijn zo'
click 4 30
sees 'a click on it, anywhere in it' 'Waar dit plan over gaat'
click 3 8
types 'XYZ'
sees 'a click puts the cursor' 'De probXYZlemen'
keys C-z
click 23 33
sees 'the key bar is clicked: back' '▸Inleiding'
keys Escape
sleep 0.2
keys Escape
sees 'at the first screen' 'Sluiswijk'

# stopped, and going on; and a crash
kill -TSTP "$(program)"
sees 'stopped' 'Stopped'
reporting 'stopped' 0000
types 'fg'
keys Enter
reporting 'going on' 1001
kill -SEGV "$(program)"
sees 'a crash' 'egmentation'
reporting 'after a crash' 0000
tm kill-session -t w

# switched off, at once and the next time; and on again
start
types ':muis uit'
keys Enter
sees 'off' 'De muis doet niet meer mee'
reporting 'off' 0000
click 6 10
sees 'a click is nothing' '▸Deltabuurt'
keys q
sees 'stopped' 'klaar>'
tm kill-session -t w
start
reporting 'still off' 0000
types ':muis aan'
keys Enter
reporting 'on' 1001
keys q
sees 'out' 'klaar>'
reporting 'after the end' 0000
tm kill-session -t w

# where a terminal is of old, nothing is asked
start vt100
reporting 'a vt100' 0000
keys q
sees 'out' 'klaar>'

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
