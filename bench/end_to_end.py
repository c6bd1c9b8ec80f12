#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole program, measured from outside, on loopback: `make bench`.

Beside each figure stands what it is compared with, measured in the same run: absolute times of a shared machine mean
little, ratios more. The sink is Postfix's smtp-sink, the yardstick its smtp-source: a C program that sends one message over and over.

usage: end_to_end.py [--copies N] [--commands N] [--members N]
"""
import argparse
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

PROGRAM = os.environ.get("COLPORTEUR", str(pathlib.Path(__file__).parent.parent / "build/colporteur"))
LIST = "lettre@info.example.org"
CONNECTIONS = 4
MESSAGE_BYTES = 8192
PATIENCE = 600


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(condition, what):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            sys.exit(f"bench: {what} did not happen within {PATIENCE} s")
        time.sleep(0.005)


def answers(port):
    with socket.socket() as s:
        return s.connect_ex(("127.0.0.1", port)) == 0


class Sink:
    """smtp-sink: takes everything, keeps nothing."""

    def __init__(self):
        self.port = free_port()
        self.process = subprocess.Popen([which("smtp-sink"), "-u", "nobody", f"127.0.0.1:{self.port}", "1000"])
        wait_for(lambda: answers(self.port), "smtp-sink's start")

    def close(self):
        self.process.kill()
        self.process.wait()


class Server:
    """`colporteur serve` in a folder of its own."""

    def __init__(self, folder, relay):
        self.folder = pathlib.Path(folder)
        self.smtp, self.web = free_port(), free_port()
        (self.folder / "colporteur.toml").write_text(f"""
data = "{self.folder}/data"
[intake]
smtp = "127.0.0.1:{self.smtp}"
lmtp = ""
[relay]
url = "smtp://127.0.0.1:{relay}"
connections = {CONNECTIONS}
[web]
listen = "127.0.0.1:{self.web}"
url = "http://127.0.0.1:{self.web}"
""")
        self.process = None

    def run(self, *words, stdin=None):
        command = [PROGRAM, "--config", str(self.folder / "colporteur.toml"), *words]
        result = subprocess.run(command, input=stdin, capture_output=True)
        if result.returncode != 0:
            sys.exit(f"bench: {' '.join(command)}: {result.stderr.decode()}")
        return result.stdout

    def start(self):
        """Seconds until the first page is served."""
        started = time.monotonic()
        with open(self.folder / "serve.log", "ab") as log:
            self.process = subprocess.Popen([PROGRAM, "--config", str(self.folder / "colporteur.toml"), "serve"], stderr=log)
        wait_for(self.healthy, "the server's start")
        return time.monotonic() - started

    def healthy(self):
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{self.web}/healthz", timeout=5).status == 200
        except (urllib.error.URLError, OSError):
            return False

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    def ask(self, sql):
        db = sqlite3.connect(f"file:{self.folder}/data/colporteur.db?mode=ro", uri=True)
        try:
            return db.execute(sql).fetchone()[0]
        finally:
            db.close()

    def memory_mb(self, what):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{what}:\s+(\d+)", status)[1]) / 1024

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def which(name):
    found = shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin")
    return found or sys.exit(f"bench: {name} is not installed (package postfix)")


def subscribers(count):
    return "".join(f"reader{i:07}@dom{i % 50}.example,Reader {i}\n" for i in range(count)).encode()


def message():
    body = ("Voici la lettre, en texte simple. " * 2 + "\r\n") * (MESSAGE_BYTES // 72)
    return f"From: ana@example.net\r\nTo: {LIST}\r\nSubject: La lettre\r\n\r\n{body}".encode()


def create(server):
    server.run("domain", "add", "info.example.org")
    server.run("list", "create", LIST, "--kind", "newsletter", "--title", "La lettre", "--language", "fr", "--owner", "ana@example.net")


def post_letter(server):
    """Posts a letter; returns copies, seconds from the command's end to the last copy, and the server's CPU milliseconds per copy."""
    cpu = server.cpu_seconds()
    started = time.monotonic()
    server.run("post", LIST, "-", stdin=message())
    members = server.ask("SELECT count(*) FROM members WHERE state = 0")
    wait_for(lambda: server.ask("SELECT count(*) FROM deliveries WHERE state = 2 AND priority = 1") == members, "the letter's last copy")
    took = time.monotonic() - started
    return members, took, (server.cpu_seconds() - cpu) * 1000 / members


def smtp_source(port, count):
    started = time.monotonic()
    subprocess.run([which("smtp-source"), "-d", "-s", str(CONNECTIONS), "-m", str(count), "-l", str(MESSAGE_BYTES),
                    "-f", "a@example.org", "-t", "b@example.org", f"127.0.0.1:{port}"], check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - started


def send_commands(server, first, count):
    """One connection, one subscribe command after the other, PIPELINING as far as it goes."""
    with socket.create_connection(("127.0.0.1", server.smtp)) as s:
        f = s.makefile("rwb")

        def reply():
            line = f.readline()
            while line[3:4] == b"-":
                line = f.readline()
            return line

        reply()
        f.write(b"EHLO bench.example\r\n")
        f.flush()
        reply()
        for i in range(first, first + count):
            f.write(f"MAIL FROM:<new{i}@example.net>\r\nRCPT TO:<sympa@info.example.org>\r\nDATA\r\n".encode())
            f.flush()
            reply(), reply(), reply()
            f.write(f"From: New {i} <new{i}@example.net>\r\nSubject: subscribe lettre NOM Prenom\r\nMessage-ID: <{i}@b>\r\n\r\n.\r\n".encode())
            f.flush()
            if not reply().startswith(b"250"):
                sys.exit("bench: a command was not taken")


def commands(server, connections, count):
    """Commands per second, from the first octet to the last answer in the sink."""
    done = server.ask("SELECT count(*) FROM deliveries WHERE state = 2 AND priority = 0")
    first = server.ask("SELECT count(*) FROM requests")
    each = count // connections
    started = time.monotonic()
    threads = [threading.Thread(target=send_commands, args=(server, first + n * each, each)) for n in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wait_for(lambda: server.ask("SELECT count(*) FROM deliveries WHERE state = 2 AND priority = 0") >= done + each * connections, "the last answer")
    return each * connections / (time.monotonic() - started)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--copies", type=int, default=30_000)
    parser.add_argument("--commands", type=int, default=4_000)
    parser.add_argument("--members", type=int, default=100_000)
    wanted = parser.parse_args()
    sink = Sink()
    try:
        with tempfile.TemporaryDirectory() as folder:
            server = Server(folder, sink.port)
            print(f"start, empty                          {server.start():8.3f} s")
            create(server)
            server.run("member", "import", LIST, "-", stdin=subscribers(wanted.copies))
            copies, seconds, cpu = post_letter(server)
            source = smtp_source(sink.port, copies)
            print(f"copies, 4 connections, 8 KB           {copies / seconds:8.0f} /s    {cpu:.3f} ms of CPU each")
            print(f"  smtp-source to the same sink        {copies / source:8.0f} /s    ratio {source / seconds:.2f}")
            print(f"commands answered, 1 connection       {commands(server, 1, wanted.commands // 4):8.0f} /s")
            print(f"commands answered, 32 connections     {commands(server, 32, wanted.commands):8.0f} /s")
            server.stop()
        with tempfile.TemporaryDirectory() as folder:
            server = Server(folder, sink.port)
            server.start()
            create(server)
            started = time.monotonic()
            server.run("member", "import", LIST, "-", stdin=subscribers(wanted.members))
            print(f"import of {wanted.members} subscribers        {time.monotonic() - started:8.2f} s")
            server.stop()
            print(f"start, {wanted.members} subscribers           {server.start():8.3f} s")
            print(f"resident memory, {wanted.members} subscribers {server.memory_mb('VmRSS'):8.1f} MB")
            post_letter(server)
            print(f"  its peak while they get a letter    {server.memory_mb('VmHWM'):8.1f} MB")
            server.stop()
    finally:
        sink.close()


if __name__ == "__main__":
    main()
