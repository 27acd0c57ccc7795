"""A relay for tests: takes mails by SMTP and writes down what it accepted.

Run as a process of its own: ``python -m tests.kernel.messages.relay FILE`` prints its port and then
appends a line to FILE for each mail, before it says that it accepted it. Addresses say how they are
treated: ``refused…`` never, ``later…`` not now, ``spam…`` not with this content, ``cut…``
accepted, but the line goes dead instead of saying so (the first time).
"""

import asyncio
import os
import sys
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Relay:
    """Decides about mails and remembers them in a file."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._cut: set[str] = set()

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """Refuse some addresses for good and some for now."""
        if address.startswith("refused"):
            return f"550 5.1.1 <{address}> no such mailbox"
        if address.startswith("later"):
            return "451 4.2.0 mailbox busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Write the mail down, then say so; or not."""
        address = envelope.rcpt_tos[0]
        if address.startswith("spam"):
            return "554 5.7.1 not with this content"
        number = message_from_bytes(envelope.content or b"")["Message-ID"]
        os.write(self._file, f"{number} {address}\n".encode())
        if address.startswith("cut") and number not in self._cut:
            self._cut.add(number)
            server.transport.abort()
        return "250 OK accepted"


async def serve(path: Path) -> None:
    """Serve on a free port of this machine until killed."""
    relay = Relay(path)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(relay), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
