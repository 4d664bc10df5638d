"""Reads what yaml_reader.c wrote with another reader of YAML (PyYAML); prints how many values differ."""
import sys

import yaml

differ = count = 0
with open(sys.argv[1], "rb") as f:
    while True:
        line = f.readline()
        if not line:
            break
        text_len, doc_len = map(int, line.split())
        text, doc = f.read(text_len).decode(), f.read(doc_len).decode()
        value = yaml.safe_load(doc)
        while isinstance(value, (dict, list)):
            value = next(iter(value.values())) if isinstance(value, dict) else value[0]
        count += 1
        if value != text:
            differ += 1
            print(repr(text), repr(doc), repr(value), file=sys.stderr)
print(differ if count > 1000 else "too few values")
