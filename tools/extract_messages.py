#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Gathers the sentences for people into translations/colporteur.pot; brings translations/*.po up to date.

usage: tools/extract_messages.py             after a sentence changed; then fill in the empty msgstr
       tools/extract_messages.py --add FILE  the same, and where fr.po has no translation, that of FILE (.po)
       tools/extract_messages.py --check     change nothing; 1 when something is stale or untranslated

Sentences stand between [[ and ]] in templates/, and in N_("…"), say("…"), count("…", "…") in src/.
Safe at any time and for several people at once: translations are kept, a changed sentence is a new one.
"""
import argparse
import contextlib
import fcntl
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import check_translations

ROOT = pathlib.Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "translations"
POT = TRANSLATIONS / "colporteur.pot"
HEADER = '''# SPDX-License-Identifier: AGPL-3.0-or-later
# Written by tools/extract_messages.py.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

'''


def quoted(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    lines = escaped.split("\n")
    pieces = [line + "\\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    return "\n".join(f'"{piece}"' for piece in pieces)


def sentences(path):
    """What src/text/source.cpp will look up for this template."""
    text = re.sub(r"\{\{!.*?\}\}", "", path.read_text("utf-8"), flags=re.S)
    for sentence in re.findall(r"\[\[(.*?)\]\]", text, flags=re.S):
        yield " ".join(sentence.split()) if path.suffix == ".html" else sentence


def template_pot():
    entries = {}
    for path in sorted((ROOT / "templates").glob("*/*")):
        if path.suffix in (".html", ".txt"):
            for sentence in sentences(path):
                places = entries.setdefault(sentence, [])
                if path not in places:
                    places.append(path)
    pot = HEADER
    for sentence, paths in entries.items():
        pot += "".join(f"#: {path.relative_to(ROOT)}\n" for path in paths)
        pot += f'msgid {quoted(sentence)}\nmsgstr ""\n\n'
    return pot


def copy_code(folder):
    """The sources for xgettext, with count(N_("…"), N_("…"), n) as the plain plural that it is."""
    plural = re.compile(r'count\(\s*N_\(("[^"]*")\),\s*N_\(("[^"]*")\)')
    names = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "src").rglob("*.cpp"))
    for name in names:
        copy = pathlib.Path(folder, name)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(plural.sub(r"count(\1, \2", (ROOT / name).read_text("utf-8")), "utf-8")
    return names


def extract():
    """The whole .pot, the same for the same sources: no dates, no line numbers."""
    with tempfile.TemporaryDirectory() as folder:
        templates, code = pathlib.Path(folder, "templates.pot"), pathlib.Path(folder, "code.pot")
        templates.write_text(template_pot(), "utf-8")
        code.write_text(HEADER, "utf-8")
        names = copy_code(folder)
        run("xgettext", "--language=C++", "--from-code=UTF-8", "--add-location=file",
            "--omit-header", "--join-existing", "--keyword", "--keyword=N_", "--keyword=say:1,1t",
            "--keyword=count:1,2,3t", f"--directory={folder}", f"--output={code}", *names)
        pot = run("msgcat", "--use-first", str(templates), str(code))
    return re.sub(r"^#, .*format\n", "", pot, flags=re.M)


def run(*command):
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def merge(po, additions):
    compendium = [f"--compendium={additions}"] if additions else []
    merged = run("msgmerge", "--no-fuzzy-matching", "--quiet", *compendium, str(po), str(POT))
    replace(po, merged)


def replace(path, text):
    if path.exists() and path.read_text("utf-8") == text:
        return
    new = path.with_suffix(path.suffix + ".new")
    new.write_text(text, "utf-8")
    os.replace(new, path)


@contextlib.contextmanager
def alone():
    folder = os.open(TRANSLATIONS, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def check():
    pot = extract()
    if pot != POT.read_text("utf-8"):
        yield f"{POT.name} is stale: run tools/extract_messages.py"
    for po in sorted(TRANSLATIONS.glob("*.po")):
        yield from check_translations.findings(pot, po)


def main():
    raw = argparse.RawTextHelpFormatter
    options = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    options.add_argument("--check", action="store_true")
    options.add_argument("--add", metavar="FILE", type=pathlib.Path)
    chosen = options.parse_args()
    if not chosen.check:
        with alone():
            replace(POT, extract())
            for po in sorted(TRANSLATIONS.glob("*.po")):
                merge(po, chosen.add.resolve() if chosen.add and po.stem == "fr" else None)
    found = list(check())
    if found and not chosen.check:
        print(f"translations: {len(found)} findings; --check lists them")
        return 0
    print("\n".join(found) if found else "translations: complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
