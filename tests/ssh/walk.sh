#!/bin/sh
# A person at a real terminal: opens a plan, edits an é, saves, resizes, undoes, pastes, is cut off, and finds the
# draft at the next opening.  git looks at the record beside.
set -u
. "$(dirname "$0")/lib.sh"

start() {
	tm new-session -d -s w -x 80 -y 24 "exec '$BUURTPLAN' -C '$repo' --als 'Anna Jansen <anna@example.nl>' 2>'$SCRATCH/stderr'"
	sees 'the overview' 'Sluiswijk'
}

"$BUURTPLAN" --als 'Beheer <beheer@example.nl>' init --from plans "$repo" >/dev/null 2>&1 || fail init

start
keys Enter
sees 'the plan' 'Speerpunten'
keys Enter Down Enter
sees 'the editor' 'De wijk waarin de buurt ligt'
types ' é😀'
keys Enter
sees 'the edit' 'Rivierenwijk é'
sees 'not saved yet' 'concept'
keys C-s
sees 'the change' 'Bewaren'
keys Enter
sees 'saved' 'Bewaard'
holds 'the text on the record' "$(field wijk)" 'Rivierenwijk é😀'
holds 'one line of the file changed' "$(git -C "$repo" diff --numstat main~1 main)" "1	1	plans/deltabuurt.yaml"
holds 'who' "$(git -C "$repo" log -1 --format='%an <%ae> %cn')" 'Anna Jansen <anna@example.nl> Anna Jansen'
holds 'what' "$(git -C "$repo" log -1 --format=%s)" 'Deltabuurt: wijk aangepast'
holds 'one parent' "$(git -C "$repo" log -1 --format=%P | wc -w)" 1
holds 'fsck' "$(git -C "$repo" fsck --strict --no-progress 2>&1)" ''

# a smaller and a larger window; nothing is lost
tm resize-window -t w -x 60 -y 16
sees 'small' 'Gemeente'
tm resize-window -t w -x 40 -y 8
sees 'too small' 'te klein'
tm resize-window -t w -x 132 -y 43
sees 'large' 'Opdrachtgever'
tm resize-window -t w -x 80 -y 24
sees 'as before' 'Opdrachtgever'

# Ctrl-Z undoes, Ctrl-C ends nothing
keys Down Enter
types 'XYZ'
keys Enter
sees 'another edit' 'DeventerXYZ'
keys C-z
sees_not 'undone' 'DeventerXYZ'
keys C-c
sees 'still there' 'Gemeente'

# a paste of several lines is text, and runs nothing
keys Escape
printf 'q\nplakken\nq\n' | tm load-buffer -
keys Down Enter
sees 'a section' 'Inleiding'
keys Enter
sleep 0.3
tm paste-buffer -p -t w
sees 'pasted' 'plakken'
keys Escape
sees 'the paste is an edit' 'concept'

# the line is cut while somebody types
keys Enter
types ' half getyp'
tm kill-session -t w
if until_true is_gone; then pass; else fail 'the program is still there'; fi
holds 'nothing half saved' "$(git -C "$repo" rev-list --count main)" 2
holds 'drafts are private' "$(find "$XDG_STATE_HOME" -type f ! -perm 600 | wc -l)" 0
start
keys Enter
sees 'the draft is offered' 'concept'
keys Enter
sees 'with what was being typed' 'half getyp'
keys Escape
sleep 0.3
keys C-s
sees 'the change of the draft' 'Bewaren'
keys Enter
sees 'saved' 'Bewaard'
case $(field inleiding) in
*plakken*'half getyp'*) pass ;;
*) fail "the text of the draft: $(field inleiding | tail -n 3)" ;;
esac

# out again by Esc and q; the terminal is as it was
keys Escape Escape q
for _ in $(seq 50); do
	tm has-session -t w 2>/dev/null || break
	sleep 0.1
done
if tm has-session -t w 2>/dev/null; then fail 'q did not stop it'; else pass; fi
holds 'no draft is left' "$(find "$XDG_STATE_HOME" -name '*.concept' | wc -l)" 0
holds 'fsck' "$(git -C "$repo" fsck --strict --no-progress 2>&1)" ''
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
