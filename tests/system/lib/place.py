# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a test runs: a folder, a loopback address and ports of its own, and root where it must."""

import itertools
import os
import shutil
import sys
import tempfile

# All of 127/8 is loopback: an address per process means that tests side by side never share a port.
HOST = f"127.{os.getpid() >> 16 & 0x7F}.{os.getpid() >> 8 & 0xFF}.{os.getpid() & 0xFF or 1}"
if HOST.startswith("127.0.0."):
    HOST = HOST.replace("127.0.0.", "127.128.0.")
_ports = itertools.count(2600)


def free_port():
    return next(_ports)


def workplace(test):
    """A folder that unprivileged daemons can reach, removed after `test` (a TestCase or class)."""
    folder = tempfile.mkdtemp(prefix="colporteur-test-")
    os.chmod(folder, 0o755)
    cleanup = getattr(test, "addClassCleanup", None) if isinstance(test, type) else test.addCleanup
    if not os.environ.get("KEEP"):
        cleanup(shutil.rmtree, folder, ignore_errors=True)
    return folder


def become_root():
    """Runs this script again as root where that needs no password; says plainly when it cannot."""
    if os.getuid() == 0:
        return
    if shutil.which("sudo") and os.system("sudo -n true 2>/dev/null") == 0:
        os.execvp("sudo", ["sudo", "-n", "-E", sys.executable, *sys.argv])
    print(f"SKIPPED {sys.argv[0]}: needs root (or sudo without a password)")
    sys.exit(0)
