#!/bin/sh
# Who may include whom (one way only), and which library belongs to which folder.  Reads the includes.
cd "$(dirname "$0")/.." || exit 1
passed=0 failed=0

allowed() { # the folders that a folder may include
	case $1 in
	base) echo base ;;
	yaml) echo yaml base ;;
	plan) echo plan yaml base ;;
	store) echo store base ;;
	session) echo session store plan base ;;
	cli) echo cli session plan base ;;
	term) echo term base ;;
	screens) echo screens session plan term base ;;
	main) echo cli screens base ;;
	esac
}

verdict() { # verdict NAME FINDINGS
	if [ -z "$2" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'FAILED %s\n%s\n' "$1" "$2"
	fi
}

for folder in base yaml plan store session cli term screens main; do
	case $folder in
	screens) files=$(ls screens/*.[ch] 2>/dev/null) ;;
	main) files=src/main.c ;;
	*) files=$(ls src/$folder/*.[ch] 2>/dev/null) ;;
	esac
	[ -n "$files" ] || { verdict "$folder has files" "none found"; continue; }
	may=$(allowed $folder | sed 's/ /|/g')
	# shellcheck disable=SC2086
	verdict "$folder includes only $(allowed $folder)" "$(grep -Hn '^#include "' $files | grep -Ev "#include \"($may)/")"
done

library() { # library HEADER_PATTERN FOLDER
	verdict "<$1> only in $2" "$(grep -rnE "^#include <($1)" src screens --include='*.[ch]' | grep -v "^$2")"
}
library 'git2' src/store/
library 'yaml\.h' src/yaml/
library 'ncurses|curses|term\.h|panel|form|menu' src/term/
library 'jansson' src/cli/
library 'uni(str|gbrk|norm|case|ctype|conv|types|width)\.h' src/base/
verdict 'fork and exec only in base/proc' "$(grep -rnE '\b(fork|vfork|execv[pe]*|execl[pe]*|posix_spawnp?|system|popen) ?\(' src screens --include='*.c' | grep -v '^src/base/proc')"
verdict 'git_commit_create is never called' "$(grep -rnE 'git_commit_create *\(' src --include='*.c')"
verdict 'nothing left open' "$(grep -rnE '\b(TODO|FIXME|XXX)\b' src screens Makefile --include='*')"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
