# SPDX-License-Identifier: AGPL-3.0-or-later
"""mlmmj 1.3: no daemon, a process per post, one connection. Measured with a sink that acknowledges at once."""
from lib.letter import address, letter
from lib.place import HOST, which
from lib.processes import require

from .peer import DOMAIN, OWNER, SENDER, Peer


class Mlmmj(Peer):
    name = "mlmmj"
    note = "sink acknowledges at once"
    sink_options = ("--ack-at-once",)
    limits = {"plain": 100_000, "verp": 100_000, "personal": 100_000}
    cannot = {"signed": "cannot sign with DKIM"}

    @staticmethod
    def missing():
        return require("mlmmj-receive", "mlmmj-make-ml")

    def prepare(self, row, recipients):
        place = self._place(recipients)
        if not place.exists():
            self._make(recipients)
        self._set(place / "control", {
            # empty: many per transaction; absent: a transaction for each, with a return address of its own
            "verp": "" if row == "plain" else None,
            # To: names the reader. It has no words to fill in.
            "addtohdr": "" if row == "personal" else None,
            "delheaders": "To:\n" if row == "personal" else None,
        })
        for old in (place / "archive").iterdir():
            old.unlink()

    def post(self, row, recipients):
        message = f"Return-Path: <{SENDER}>\n".encode() + letter(self.list(recipients), sender=SENDER)
        # It finds its helpers by its own full path.
        self.group.run(which("mlmmj-receive"), "-L", self._place(recipients), "-F", stdin=message)

    def _place(self, recipients):
        return self.folder / f"l{recipients}"

    def _make(self, recipients):
        answers = f"{DOMAIN}\n{OWNER}\nfr\n".encode()
        self.group.run("mlmmj-make-ml", "-L", f"l{recipients}", "-s", self.folder, stdin=answers)
        place = self._place(recipients)
        self._set(place / "control", {"relayhost": f"{HOST}\n", "smtpport": f"{self.sink.port}\n", "smtphelo": f"{DOMAIN}\n"})
        # One file per first letter of the addresses, one address per line.
        (place / "subscribers.d" / address(0)[0]).write_text("".join(f"{address(i)}\n" for i in range(recipients)))

    @staticmethod
    def _set(control, values):
        for name, value in values.items():
            if value is None:
                (control / name).unlink(missing_ok=True)
            else:
                (control / name).write_text(value)


class DelayedMlmmj(Mlmmj):
    """The same with an ordinary sink: it waits 44 ms for the acknowledgement of each message's first segment."""

    name = "mlmmj-as-is"
    note = "ordinary sink"
    sink_options = ()
    limits = {"verp": 1_000}
    cannot = {}
    repeated = False
