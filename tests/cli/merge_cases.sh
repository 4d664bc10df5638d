#!/bin/sh
# Hand-made merges with their right answers, through the commands that git calls.
. "$TESTS/cli/lib.sh"
exec python3 "$TESTS/merge/cases.py"
