# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing and reading messages as bytes, the way they travel."""

import email
import email.header
import email.policy
import itertools
import re

_numbers = itertools.count(1)


def message(sender, recipient, subject=b"", body=b"", headers=(), message_id=None):
    """A message with CRLF lines. `subject`, `body` and extra header lines may be bytes in any charset."""
    def octets(text):
        return text.encode() if isinstance(text, str) else text

    number = next(_numbers)
    lines = [
        b"From: " + octets(sender),
        b"To: " + octets(recipient),
        b"Subject: " + octets(subject),
        b"Date: Sun, 01 Mar 2026 10:00:00 +0100",
        b"Message-ID: " + octets(message_id or f"<{number}.test@example.net>"),
        *map(octets, headers),
    ]
    body = octets(body).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def crlf(octets):
    return re.sub(rb"\r?\n", b"\r\n", octets)


def split(octets):
    """(header block, body), both with CRLF."""
    head, _, body = crlf(octets).partition(b"\r\n\r\n")
    return head + b"\r\n", body


def fields(octets):
    """[(lower-case name, raw field with its folding)] in order."""
    raw = re.findall(rb"[^\r\n:]+:[^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*", split(octets)[0])
    return [(field.split(b":")[0].decode().lower(), field) for field in raw]


def values(octets, name):
    """The unfolded values of every field called `name`."""
    return [
        re.sub(rb"\r\n(?=[ \t])", b"", raw.split(b":", 1)[1]).strip().decode("utf-8", "replace")
        for field, raw in fields(octets) if field == name.lower()
    ]


def value(octets, name):
    found = values(octets, name)
    return found[0] if found else ""


def repeated(octets):
    """The names of fields that stand more than once, besides the traces that may."""
    names = [name for name, _ in fields(octets) if name not in ("received", "return-path", "delivered-to")]
    return sorted({name for name in names if names.count(name) > 1})


def decoded(octets, name):
    """A header field as a person reads it."""
    return str(email.header.make_header(email.header.decode_header(value(octets, name))))


def text(octets):
    """The text of the first text/plain part, or of the first text part, decoded."""
    part = email.message_from_bytes(octets, policy=email.policy.default).get_body(("plain", "html"))
    return part.get_content() if part else ""


def address(octets, name):
    return email.utils.parseaddr(value(octets, name))[1]


def answer(request, sender, words="", body=None):
    """What a mail program sends when one presses Reply: to Reply-To or From, the request quoted."""
    quoted = "".join(f"> {line}\n" for line in text(request).splitlines())
    return message(
        sender,
        address(request, "Reply-To") or address(request, "From"),
        "Re: " + value(request, "Subject"),
        body if body is not None else f"{words}\n\nLe 1 mars 2026, l'automate a écrit :\n{quoted}",
        headers=[
            f"In-Reply-To: {value(request, 'Message-ID')}",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: 8bit",
        ],
    )


def reply_address(request):
    return address(request, "Reply-To") or address(request, "From")


def uris(octets, name="List-Unsubscribe"):
    """The URIs of a List-* field: {"https": …, "mailto": …}."""
    return {uri.split(":")[0]: uri for uri in re.findall(r"<([^>]*)>", value(octets, name))}
