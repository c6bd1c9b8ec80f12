# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where things are, and waiting for them."""
import os
import pathlib
import shutil
import socket
import time

HERE = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(os.environ.get("BUILD_DIR", HERE.parent / "build/release")).resolve()
PROGRAM = pathlib.Path(os.environ.get("COLPORTEUR", BUILD / "colporteur")).resolve()
HOST = "127.0.0.1"


class Failure(Exception):
    """A figure that cannot be had. Says why, for the table; the others go on."""


def which(name):
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


def free_port():
    with socket.socket() as s:
        s.bind((HOST, 0))
        return s.getsockname()[1]


def answers(port):
    with socket.socket() as s:
        return s.connect_ex((HOST, port)) == 0


def wait_for(condition, what, within=60, every=0.01):
    """Returns the first true value of `condition`."""
    deadline = time.monotonic() + within
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise Failure(f"not within {within:.0f} s: {what}")
        time.sleep(every)
