# SPDX-License-Identifier: AGPL-3.0-or-later
"""A receiving mail server that keeps every copy and can be told to misbehave."""

import asyncio
import dataclasses
import threading

from .place import HOST, free_port
from .wait import eventually

DROP = object()  # a policy's answer: cut the connection instead of replying


@dataclasses.dataclass
class Copy:
    sender: str
    recipients: list
    octets: bytes
    connection: int


class Sink:
    """`policy(stage, envelope)` is asked at "connect", "MAIL", "RCPT", "DATA" and "." (the whole message);
    it may return a reply such as "451 4.3.0 later", DROP, a number of seconds to wait, or None: go on;
    or be a coroutine function, and take its time."""

    def __init__(self, policy=None, port=None):
        self.port = port or free_port()
        self.policy = policy or (lambda stage, envelope: None)
        self.copies = []     # those that got 250
        self.connections = 0
        self.open = 0
        self.cut = 0         # ended without QUIT: the peer died, or we dropped it
        self.loop = asyncio.new_event_loop()
        self.server = None
        self.writers = set()

    def start(self):
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.resume()
        return self

    def resume(self):
        """Listens (again)."""
        async def listen():
            return await asyncio.start_server(self._session, HOST, self.port, limit=1 << 20, backlog=512)
        self.server = asyncio.run_coroutine_threadsafe(listen(), self.loop).result(10)

    def suspend(self):
        """Refuses connections and forgets those there are, as a machine that is down does."""
        async def vanish():
            self.server.close()
            for writer in list(self.writers):
                writer.transport.abort()
            await self.server.wait_closed()
        asyncio.run_coroutine_threadsafe(vanish(), self.loop).result(10)

    def stop(self):
        async def end():
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
        self.suspend()
        asyncio.run_coroutine_threadsafe(end(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
        self.loop.close()

    # -- what came

    def to(self, recipient):
        """Every copy for one address, in order."""
        return [copy for copy in list(self.copies) if recipient in copy.recipients]

    def wait_for(self, recipient, count=1, what="", within=60):
        """The octets of the `count`th copy for an address."""
        found = eventually(
            lambda: self.to(recipient)[count - 1:], f"copy {count} for {recipient} {what}", within
        )
        return found[0].octets

    # -- the conversation

    async def _session(self, reader, writer):
        self.connections += 1
        number = self.connections
        self.open += 1
        self.writers.add(writer)
        said_quit = False
        try:
            said_quit = await self._converse(reader, writer, number)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.LimitOverrunError):
            pass
        finally:
            self.open -= 1
            self.writers.discard(writer)
            self.cut += not said_quit
            writer.transport.abort() if not said_quit else writer.close()

    async def _ask(self, writer, stage, envelope, good):
        """Replies as the policy wants, else with `good`. True when the stage succeeded; None when it cut."""
        word = self.policy(stage, envelope)
        if asyncio.iscoroutine(word):
            word = await word
        if word is DROP:
            raise ConnectionError
        if isinstance(word, (int, float)):
            await asyncio.sleep(word)
            word = None
        reply = word or good
        if reply:
            writer.write(reply.encode() + b"\r\n")
        return reply is None or reply[0] in "23"

    async def _converse(self, reader, writer, number):
        envelope = None  # of the transaction that is open
        if not await self._ask(writer, "connect", Copy("", [], b"", number), "220 sink.example.net ESMTP"):
            return True
        while True:
            line = (await reader.readuntil(b"\r\n"))[:-2].decode()
            verb = line[:4].upper()
            if verb in ("EHLO", "LHLO"):
                writer.write(b"250-sink.example.net\r\n250-PIPELINING\r\n250-SIZE 50000000\r\n"
                             b"250-8BITMIME\r\n250-SMTPUTF8\r\n250 ENHANCEDSTATUSCODES\r\n")
            elif verb == "MAIL":
                given = Copy(line[line.index("<") + 1:line.index(">")], [], b"", number)
                envelope = given if await self._ask(writer, "MAIL", given, "250 2.1.0 ok") else None
            elif verb in ("RCPT", "DATA") and not (envelope and (verb == "RCPT" or envelope.recipients)):
                writer.write(b"503 5.5.1 not now\r\n")
            elif verb == "RCPT":
                recipient = line[line.index("<") + 1:line.index(">")]
                probe = dataclasses.replace(envelope, recipients=[recipient])
                if await self._ask(writer, "RCPT", probe, "250 2.1.5 ok"):
                    envelope.recipients.append(recipient)
            elif verb == "DATA":
                if await self._ask(writer, "DATA", envelope, "354 go on"):
                    envelope.octets = await self._read_message(reader)
                    if await self._ask(writer, ".", envelope, None):
                        self.copies.append(envelope)
                        writer.write(b"250 2.0.0 taken\r\n")
                    envelope = None
            elif verb == "QUIT":
                writer.write(b"221 2.0.0 bye\r\n")
                return True
            else:  # RSET, NOOP, HELO
                envelope = None
                writer.write(b"250 2.0.0 ok\r\n")

    async def _read_message(self, reader):
        lines = []
        while (line := await reader.readuntil(b"\r\n")) != b".\r\n":
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines)
