# SPDX-License-Identifier: AGPL-3.0-or-later
"""What processes cost: seconds of CPU, user and system, and megabytes at their peak."""
import os
import pathlib
import re
import resource
import signal
import subprocess
import tempfile
import threading
import time

from .place import Failure, wait_for, which


def cpu_of(pid):
    """Of all threads of a living process, to the nanosecond: what clock_getcpuclockid(3) answers."""
    return time.clock_gettime((~pid << 3) | 2)


def peak_of(pid):
    """The most that was resident, in MB; 0 when it is gone."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) / 1024 if found else 0


class Command:
    """A command run to its end: `output`, `seconds`, `cpu`, `peak_mb`."""

    def __init__(self, words, stdin=None):
        spent = _cpu_of_children()
        started = time.monotonic()
        self.peak_mb = 0
        with subprocess.Popen(words, stdin=stdin or subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as process:
            watcher = threading.Thread(target=self._watch, args=(process,))
            watcher.start()
            output, errors = process.communicate()
        watcher.join()
        self.seconds = time.monotonic() - started
        self.cpu = _cpu_of_children() - spent
        self.output = output.decode()
        if process.returncode != 0:
            raise Failure(f"{' '.join(map(str, words[:6]))}: {errors.decode().strip() or process.returncode}")

    def _watch(self, process):
        # Not getrusage's peak: that one begins with the size of the process that forked.
        while process.returncode is None:
            self.peak_mb = max(self.peak_mb, peak_of(process.pid))
            time.sleep(0.005)


def _cpu_of_children():
    """Of those that have ended and been waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Group:
    """A control group: whatever is started in it is counted, with whatever that starts.

    Memory is the sum of proportional shares (PSS), looked at ten times a second."""

    def __init__(self, name):
        old = pathlib.Path("/sys/fs/cgroup/cpuacct")
        self.first_version = old.is_dir()
        self.folder = (old if self.first_version else old.parent) / f"colporteur-bench-{os.getpid()}-{name}"
        try:
            self.folder.mkdir()
        except OSError as error:
            raise Failure(f"needs root and a control group: {error.strerror}") from error
        self.peak = 0
        self.closed = False
        self.watcher = threading.Thread(target=self._watch, daemon=True)
        self.watcher.start()

    def words(self, words, user="root"):
        """The command that runs `words` inside, as that user."""
        join = ["sh", "-c", 'echo $$ >"$0" && exec "$@"', str(self.folder / "cgroup.procs")]
        become = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"] if user != "root" else []
        return join + become + [str(word) for word in words]

    def run(self, *words, user="root", stdin=b"", within=600, env=None):
        """Runs it to its end and returns what it printed. Daemons may stay behind."""
        with tempfile.TemporaryFile() as said:  # not a pipe: a daemon would keep it open
            try:
                code = subprocess.run(self.words(words, user), input=stdin, stdout=said, stderr=said,
                                      timeout=within, cwd="/", env=env).returncode
            except subprocess.TimeoutExpired as error:
                raise Failure(f"{words[0]} did not end within {within} s") from error
            said.seek(0)
            text = said.read().decode(errors="replace")
        if code != 0:
            raise Failure(f"{' '.join(map(str, words[:5]))}: {text.strip()[-300:]}")
        return text

    def cpu(self):
        if self.first_version:
            return int((self.folder / "cpuacct.usage").read_text()) / 1e9
        return int(re.search(r"usage_usec (\d+)", (self.folder / "cpu.stat").read_text())[1]) / 1e6

    def pids(self):
        return [int(pid) for pid in (self.folder / "cgroup.procs").read_text().split()]

    def take_peak(self):
        """The most since the last time this was asked, in MB."""
        peak, self.peak = self.peak, 0
        return peak

    def close(self):
        """Ends what is left in it."""
        for what in (signal.SIGTERM, signal.SIGKILL):
            self._signal(what)
            try:
                wait_for(lambda: not self.pids(), "the end of its processes", within=10, every=0.1)
                break
            except Failure:
                pass
        self.closed = True
        self.watcher.join()
        self.folder.rmdir()

    def _signal(self, what):
        for pid in self.pids():
            try:
                os.kill(pid, what)
            except ProcessLookupError:
                pass

    def _watch(self):
        while not self.closed:
            self.peak = max(self.peak, sum(map(_share_of, self.pids())))
            time.sleep(0.1)


def _share_of(pid):
    try:
        text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
        return int(re.search(r"\nPss: +(\d+)", text)[1]) / 1024
    except (OSError, TypeError):
        return 0


def require(*commands):
    """What of these is not installed, in words; nothing when all are there."""
    missing = [command for command in commands if not which(command)]
    return f"{', '.join(missing)} not installed" if missing else None
