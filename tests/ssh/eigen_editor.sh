#!/bin/sh
# One text in a person's own editor: there and back, and whatever goes wrong with it.
set -u
. "$(dirname "$0")/lib.sh"

# start SETTING…: the text of the inleiding, with these in the environment.
start() {
	tm new-session -d -s w -x 80 -y 24 "exec env -u VISUAL -u EDITOR $* '$BUURTPLAN' -C '$repo' --als 'Anna Jansen <anna@example.nl>' 2>'$SCRATCH/stderr'"
	sees 'the overview' 'Sluiswijk'
	keys Enter Down Enter
	sees 'the section' 'Inleiding'
	keys Enter
	sees 'the text' 'Ctrl-S bewaren'
}
# stop: out of it all, without a draft
stop() {
	keys Escape
	sleep 0.3
	tm kill-session -t w
	sleep 0.3
	rm -rf "$XDG_STATE_HOME/buurtplan/concepten"
}
# modes: does the pane report the mouse, as SGR, and is it on the other screen?
modes() { tm display-message -p -t w '#{mouse_any_flag}#{mouse_sgr_flag}#{alternate_on}'; }
# left: the files that were kept
left() { find "$XDG_STATE_HOME" -path '*eigen-editor*' -type f | wc -l; }
# editor NAME: makes a script of what comes in, that gets the file as its last argument
editor() {
	{
		echo '#!/bin/sh'
		cat
	} >"$SCRATCH/$1"
	chmod +x "$SCRATCH/$1"
}

"$BUURTPLAN" --als 'Beheer <beheer@example.nl>' init --from plans "$repo" >/dev/null 2>&1 || fail init
tm new-session -d -s stay 'exec sleep 1000' # the server stays when the session of a walk ends

start
sees_not 'none is named' 'eigen editor'
keys C-o
sees 'and none is started' 'Ctrl-S bewaren'
stop

# an administrator can close it
git -C "$repo" config buurtplan.programmas nee
start EDITOR=/bin/true
sees_not 'closed by the administrator' 'eigen editor'
stop
git -C "$repo" config --unset buurtplan.programmas

# there and back, with arguments, VISUAL before EDITOR; one step to undo
editor schrijf <<'X'
[ "$1" = '-a b' ] || exit 3
stat -c %a "$2" "$(dirname "$2")" | tr '\n' ' '
echo "in de editor $(stty size)"
read answer
printf 'Erbij geschreven, met een é.\r\n\n\n' >>"$2"
cp "$2" "$2~"
X
start "VISUAL=\"$SCRATCH/schrijf '-a b'\" EDITOR=false"
types 'Q'
sees 'an action for it' 'Ctrl-O eigen editor'
keys C-o
sees 'the editor has the terminal' '600 700 in de editor 24 80'
holds 'the terminal is as it was' "$(modes)" 000
holds 'the draft is written before' "$(grep -c 'aan de orde komen.Q' "$XDG_STATE_HOME"/buurtplan/concepten/*/*.concept)" 1
tm resize-window -t w -x 90 -y 30
keys Enter
sees 'back' 'Overgenomen uit uw eigen editor'
holds 'and the terminal is ours' "$(modes)" 111
sees 'with what was written' 'Erbij geschreven, met een é.'
tm resize-window -t w -x 80 -y 24
holds 'nothing stays behind' "$(left)" 0
keys C-z
sees_not 'undone in one' 'Erbij geschreven'
sees 'to what it was' 'komen.Q'
keys C-y
sees 'and redone' 'Erbij geschreven'
keys C-s
sees 'the changes' 'Bewaren'
keys Enter
sees 'saved' 'Bewaard'
holds 'on the record' "$(field inleiding | tail -n 1)" 'Erbij geschreven, met een é.'
tm kill-session -t w
sleep 0.3

# it fails, without and with something saved; is interrupted; is no program
editor mislukt <<'X'
exit 1
X
start "EDITOR='$SCRATCH/mislukt'"
keys C-o
sees 'it failed' 'De tekst is zoals hij was'
stop
editor half <<'X'
printf 'Half geschreven.\n' >>"$1"
trap 'exit 130' INT
echo klaar
sleep 30 &
wait
X
start "EDITOR='$SCRATCH/half'"
keys C-o
sees 'it runs' 'klaar'
keys C-c
sees 'it was interrupted' 'stopte met een fout (130)'
sees 'what it had saved is there' 'Half geschreven'
keys Escape C-z
sees_not 'and can be undone' 'Half geschreven'
stop
start "EDITOR='bestaat-niet'"
keys C-o
sees 'no such program' 'kan niet worden gestart'
holds 'nothing stays behind' "$(left)" 0
stop

# what can't be taken is kept, and named
editor lang <<'X'
head -c 300000 /dev/zero | tr '\0' 'x' >"$1"
X
start "EDITOR='$SCRATCH/lang'"
keys C-o
sees 'too long' 'langer dan 256 KB'
sees 'as it was' 'aan de orde komen'
sees 'named' 'buurtplan/eigen-editor-'
holds 'kept' "$(left)" 1
stop
rm -rf "$XDG_STATE_HOME"/buurtplan/eigen-editor-*
editor latijn <<'X'
printf 'caf\351\n' >"$1"
X
start "EDITOR='$SCRATCH/latijn'"
keys C-o
sees 'no UTF-8' 'niet als UTF-8'
holds 'kept' "$(left)" 1
stop
rm -rf "$XDG_STATE_HOME"/buurtplan/eigen-editor-*
editor weg <<'X'
rm "$1"
X
start "EDITOR='$SCRATCH/weg'"
keys C-o
sees 'gone' 'het bestaat niet'
sees 'as it was' 'aan de orde komen'
stop
rm -rf "$XDG_STATE_HOME"/buurtplan/eigen-editor-*

# the line is cut: what the editor had saved is in the draft
start "EDITOR='$SCRATCH/half'"
keys C-o
sees 'it runs' 'klaar'
tm kill-session -t w
if until_true is_gone; then pass; else fail 'the program is still there'; fi
holds 'in the draft' "$(grep -c 'Half geschreven' "$XDG_STATE_HOME"/buurtplan/concepten/*/*.concept)" 1
holds 'nothing stays behind' "$(left)" 0
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
