#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a translation is whole and says the same: used by extract_messages.py --check.

Each sentence must be translated and not fuzzy (those of the command line in French alone), keep
the {{NAMES}}, the {} and the HTML tags of the English, begin and end with a line feed where it
does; in French, typographic apostrophes, and a no-break space where French wants one.
"""
import collections
import gettext
import io
import re
import subprocess

# Whoever runs the program reads English or French; whoever gets its mail may read more languages.
ADMINISTRATORS = ("src/app/", "src/settings/")
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
KEPT = re.compile(r"\{\{.*?\}\}|\{\}|</?[a-z]+[^>]*>")
FRENCH = [
    (r"\w'\w", "a straight apostrophe; write ’"),
    (r" [;:!?»]", "a breaking space before ; : ! ? or »; write U+00A0 or U+202F"),
    (r"« ", "a breaking space after «; write U+00A0 or U+202F"),
    (r"[\w)}][;!?](\s|$)|[\w)}]:(\s|$)", "no space before ; : ! ?; write U+00A0 or U+202F"),
    (r'(^|\s)"\w', 'straight quotes; write « »'),
]


def filtered(octets, *command):
    return subprocess.run(command, input=octets, check=True, stdout=subprocess.PIPE).stdout


def catalogue(po):
    """{msgid or (msgid, form): msgstr}, without what is untranslated or fuzzy."""
    mo = filtered(po.encode(), "msgfmt", "-o", "-", "-")
    found = dict(gettext.GNUTranslations(io.BytesIO(mo))._catalog)
    found.pop("", None)
    return found


def wanted(pot):
    return catalogue(filtered(pot.encode(), "msgen", "-").decode())


def shape(text):
    return collections.Counter(KEPT.findall(text)), text.startswith("\n"), text.endswith("\n")


def prose(text):
    """Without what is not read aloud: markers, tags, entities, addresses."""
    return re.sub(r"<[^>]*>|&\w+;|\{\{[#/].*?\}\}|https?://\S+|mailto:\S+", "", text)


def for_administrators(pot):
    """The sentences that stand in the command line and the configuration alone."""
    found = set()
    for entry in pot.split("\n\n"):
        places = re.findall(r"^#: (.*)$", entry, flags=re.M)
        named = [place for line in places for place in line.split()]
        if named and all(place.startswith(ADMINISTRATORS) for place in named):
            found |= wanted(HEADER + entry + "\n").keys()
    return found


def findings(pot, po):
    translations = catalogue(po.read_text("utf-8"))
    optional = set() if po.stem == "fr" else for_administrators(pot)
    for key, english in wanted(pot).items():
        said = translations.get(key)
        start = f"{po.name}: {english[:60]!r}: "
        if not said:
            if key not in optional:
                yield start + "not translated, or fuzzy"
            continue
        # "a {} copy" may be said without its number for one, not for many
        if shape(said) != shape(english) and not (isinstance(key, tuple) and key[1] == 0):
            yield start + f"differs in markers, tags or line feeds: {said!r}"
        if po.stem == "fr":
            for pattern, wrong in FRENCH:
                if re.search(pattern, prose(said)):
                    yield start + f"{wrong}: {said!r}"
