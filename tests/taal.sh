#!/bin/sh
# Every text that people read has its English (src/base/taal_en.c).
cd "$(dirname "$0")/.." || exit 1
exec python3 tests/taal.py
