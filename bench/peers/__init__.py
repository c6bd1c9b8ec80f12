# SPDX-License-Identifier: AGPL-3.0-or-later
"""The other programs, each behind the same few words.

`missing()` says what is not installed, or nothing. `can(row, recipients)`: whether it does that at all,
and within about two minutes. `start()`; `prepare(row, recipients)` has its list filled and set;
`post(row, recipients)` hands a letter over; `prepare_commands()`, `asker()` and `commands` are for its robot
(lib/commands.py); `cpu()`, `peak()`, `close()`. Each keeps to a folder of its own
and to its own control group.
"""
from .mailman import Mailman
from .mlmmj import DelayedMlmmj, Mlmmj
from .sympa import Sympa, TunedSympa

PEERS = {"mlmmj": (Mlmmj, DelayedMlmmj), "mailman": (Mailman,), "sympa": (TunedSympa, Sympa)}
