# SPDX-License-Identifier: AGPL-3.0-or-later
"""A PostgreSQL of its own, with Debian's defaults, for a peer that needs one. Counted with the peer."""
import pathlib
import shutil

from lib.place import HOST, free_port


class Postgres:
    def __init__(self, folder, group, name):
        self.folder, self.group, self.name = folder, group, name
        self.port = free_port()
        folder.mkdir()
        shutil.chown(folder, "postgres", "postgres")
        self._run("initdb", "-D", folder / "data", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-p {self.port} -c listen_addresses={HOST} -c unix_socket_directories={folder}"
        self._run("pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start")
        self._run("createuser", "-h", folder, "-p", str(self.port), name)
        self._run("createdb", "-h", folder, "-p", str(self.port), "-O", name, name)

    @staticmethod
    def missing():
        return None if _programs() else "postgresql not installed"

    def ask(self, sql):
        return self._run("psql", "-h", HOST, "-p", str(self.port), "-U", self.name, "-Atc", sql, self.name)

    def load(self, table, path):
        """A CSV file into a table."""
        self.ask(f"\\copy {table} from '{path}' csv")

    def _run(self, program, *words):
        return self.group.run(_programs()[-1] / program, *words, user="postgres")


def _programs():
    return sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))
