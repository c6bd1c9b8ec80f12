#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The section KEYS of colporteur.list.toml(5), from the table that reads the keys.

usage: tools/man_keys.py PROGRAM            rewrites the section from `PROGRAM list keys --json`
       tools/man_keys.py PROGRAM --check    changes nothing; 1 when the page says something else

What stands below a key's `.\\" more` is written by hand and stays, and so does what stands between
the heading of a group and its first key.
"""

import json
import pathlib
import re
import subprocess
import sys

PAGE = pathlib.Path(__file__).parent.parent / "docs/man/colporteur.list.toml.5"
TABLES = {"topics", "attributes"}
MORE = '.\\" more\n'


def roff(text):
    text = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return "\\&" + text if text.startswith((".", "'")) else text


def heading(key):
    if key["key"] in TABLES:
        return "Tables"
    group, dot, _ = key["key"].rpartition(".")
    return f"[{group}]" if dot else "At the top"


def default(key):
    value = key["default"]
    if value is None:
        return ""
    if key["expects"] == "true or false":
        value = {"yes": "true", "no": "false"}[value]
    return f" Default: {roff(value)}." if value else " Default: empty."


def entry(key, by_hand):
    name = key["key"].rpartition(".")[2]
    facts = f"{roff(key['meaning'])}.\nExpected: {roff(key['expects'])}.{default(key)}\n"
    return f".TP\n.B {name}\n{facts}" + (MORE + by_hand if by_hand else "")


def section(keys, old):
    """The new section; `old` gives what is written by hand."""
    groups, by_hand = {}, {}
    for part in re.split(r"^\.SS ", old, flags=re.M)[1:]:
        title, _, rest = part.partition("\n")
        intro, *entries = rest.split(".TP\n")
        groups[title] = intro
        for text in entries:
            name = text.partition("\n")[0].removeprefix(".B ")
            by_hand[title, name] = text.partition(MORE)[2]
    page = {}
    for key in keys:
        title = heading(key)
        page.setdefault(title, "")
        page[title] += entry(key, by_hand.get((title, key["key"].rpartition(".")[2]), ""))
    tables = page.pop("Tables", "")
    if tables:
        page["Tables"] = tables
    return "".join(f".SS {title}\n{groups.get(title, '')}{text}" for title, text in page.items())


def main():
    program, *options = sys.argv[1:]
    listed = subprocess.run(
        [program, "list", "keys", "--json"], check=True, capture_output=True, text=True,
        env={"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    ).stdout
    page = PAGE.read_text()
    before, start, rest = page.partition(".SH KEYS\n")
    old, end, after = rest.partition(".SH EXAMPLE\n")
    new = before + start + section(json.loads(listed), old) + end + after
    if new == page:
        return 0
    if options == ["--check"]:
        print(f"{PAGE.name} does not say what the table says: tools/man_keys.py {program}")
        return 1
    PAGE.write_text(new)
    return 0


if __name__ == "__main__":
    sys.exit(main())
