# SPDX-License-Identifier: AGPL-3.0-or-later
"""Waiting on a condition, never for a time."""

import time

LIMIT = 60  # seconds; generous, because sanitizers on two busy cores are slow


def eventually(probe, what, within=LIMIT):
    """Calls `probe` until it returns something true, and returns that."""
    deadline = time.monotonic() + within
    while True:
        value = probe()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within} s: {what} (last seen: {value!r})")
        time.sleep(0.02)
