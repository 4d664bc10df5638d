"""Reads what `export` wrote with other eyes: document.py FORMAT DOCUMENT PLAN.  Every text of the plan must stand in the
document, as a reader sees it; HTML must be well formed and need nothing from outside."""
import html.parser
import re
import sys
import xml.etree.ElementTree as tree

import yaml

MONTHS = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()
LEFT_OUT = {"id", "formaat", "ongeveer", "doorlopend", "gereed", "naar_beleid"}


def scalars(value, key=None):
    if isinstance(value, dict):
        for k, v in value.items():
            yield from scalars(v, k)
    elif isinstance(value, list):
        for v in value:
            yield from scalars(v, key)
    elif key == "bedrag" and re.fullmatch(r"\d+(\.\d\d)?", value):
        whole, _, cents = value.partition(".")
        yield "€ " + f"{int(whole):,}".replace(",", ".") + (f",{cents}" if cents else "")
    elif not (key in LEFT_OUT and re.fullmatch(r"ja|nee|[a-z0-9-]+", value)):
        yield value


def month(match):
    year, number, day = match.group(1), int(match.group(2)), match.group(3)
    return (f"{int(day[1:])} " if day else "") + f"{MONTHS[number - 1]} {year}"


def seen(text):
    """As it is shown: a month in Dutch, a bidirectional control as a dot, blanks as one."""
    text = re.sub(r"^(\d{4})-(\d{2})(-\d{2})?$", month, text)
    text = re.sub("[\u202a-\u202e\u2066-\u2069]", "·", text)
    return " ".join(text.replace("niet_", "niet ").split())


class Parts(html.parser.HTMLParser):
    """No scripts, no handlers, nothing from elsewhere; what is linked to is there, once."""

    def __init__(self):
        super().__init__()
        self.ids, self.links, self.tags = [], [], set()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        for name, value in attributes:
            assert not name.startswith("on") and name not in ("src", "style", "action", "data"), (tag, name)
            if name == "id":
                self.ids.append(value)
            if name == "href":
                assert value.startswith("#"), value
                self.links.append(value[1:])


def read_html(text):
    parts = Parts()
    parts.feed(text)
    parts.close()
    assert not parts.tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}, parts.tags
    assert len(set(parts.ids)) == len(parts.ids)
    assert parts.links and set(parts.links) <= set(parts.ids)
    root = tree.fromstring(text.replace("<!DOCTYPE html>", ""))
    style = "".join(root.find("head/style").itertext())
    assert "@page" in style and "@media print" in style and "url(" not in style and "@import" not in style
    return "".join(root.find("body").itertext())


def read_markdown(text):
    text = re.sub(r"<br>", " ", text)
    assert not re.search(r"(?<!\\)<", text), "an element"
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def main(kind, document, plan):
    text = open(document, encoding="utf-8", newline="").read()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    shown = " ".join((read_html if kind == "html" else read_markdown)(text).split())
    count = 0
    for value in scalars(yaml.load(open(plan, encoding="utf-8"), yaml.BaseLoader)):
        for line in value.split("\n"):
            count += 1
            assert seen(line) in shown, f"lost: {line}"
    assert count > 10
    print(count)


main(*sys.argv[1:])
