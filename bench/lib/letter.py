# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is sent, and to whom: the same for every program."""
import itertools
import pathlib
import quopri

PARAGRAPHS = pathlib.Path(__file__).with_suffix(".fr.txt").read_text(encoding="utf-8").splitlines()
BYTES = 8192

_numbers = itertools.count(1)


def address(number):
    return f"reader{number:07}@dom{number % 50:02}.example"


def csv(count):
    return "address,name\n" + "".join(f"{address(i)},Reader {i}\n" for i in range(count))


def letter(to, greeting="chères lectrices, chers lecteurs", sender="ana@example.net"):
    """A letter of about 8 KB, its lines ended by LF; no two are the same. `greeting`: where a program
    that fills in each reader's name would do so."""
    number = next(_numbers)
    paragraphs = itertools.cycle(PARAGRAPHS)
    text = [f"Bonjour {greeting},", *PARAGRAPHS]
    html = [f"<p>Bonjour {greeting},</p>"]
    message = ""
    while len(message) < BYTES:
        html.append(f'<p style="line-height: 1.5">{next(paragraphs)}</p>')
        message = _message(to, sender, number, "\n\n".join(text), "\n".join(html))
    return message.encode()


def _message(to, sender, number, text, html):
    return f"""From: =?UTF-8?Q?La_r=C3=A9daction?= <{sender}>
To: {to}
Subject: =?UTF-8?Q?La_lettre_n=C2=BA_{number}?=
Date: Sun, 01 Mar 2026 10:00:00 +0100
Message-ID: <{number}.letter@example.net>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="=_frontier"

--=_frontier
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: quoted-printable

{_printable(text)}
--=_frontier
Content-Type: text/html; charset=UTF-8
Content-Transfer-Encoding: quoted-printable

<html><body>
{_printable(html)}
</body></html>
--=_frontier--
"""


def _printable(text):
    return quopri.encodestring(text.encode()).decode()
