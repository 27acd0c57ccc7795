"""Visitors who come steadily, through what stands for a balancer.

A balancer sends each request to the next server, and to another where the connection is refused: a
refused request was in nobody's hands. A request that a server took and did not answer is lost, and
is never sent again.
"""

import http.client
import itertools
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

HOST = "127.0.0.1"
_PATIENCE = 30


@dataclass(frozen=True)
class Visit:
    """A request: when it came and ended, who had it, and the answer (0: none)."""

    number: int
    port: int
    began: float
    ended: float
    status: int


@dataclass
class Visitors:
    """Some visitors side by side: every other request reads a page, the rest ask for work."""

    ports: list[int]
    count: int = 6
    rest: float = 0.04
    visits: list[Visit] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)
        self._end = threading.Event()
        self._threads = [threading.Thread(target=self._come) for _ in range(self.count)]

    def start(self) -> None:
        """Let them come."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let no more come, and wait for those who are there."""
        self._end.set()
        for thread in self._threads:
            thread.join()

    def answered(self, status: int) -> list[int]:
        """Return the numbers of requests with that answer."""
        return [visit.number for visit in self.visits if visit.status == status]

    def _come(self) -> None:
        while not self._end.is_set():
            self.visits.append(self._visit(next(self._numbers)))
            time.sleep(self.rest)

    def _visit(self, number: int) -> Visit:
        began = time.monotonic()
        first = number // 2 % len(self.ports)
        for port in self.ports[first:] + self.ports[:first]:
            connection = http.client.HTTPConnection(HOST, port, timeout=_PATIENCE)
            try:
                connection.connect()
            except ConnectionRefusedError:
                continue
            status = self._ask(connection, number)
            return Visit(number, port, began, time.monotonic(), status)
        return Visit(number, 0, began, time.monotonic(), 0)

    @staticmethod
    def _ask(connection: http.client.HTTPConnection, number: int) -> int:
        try:
            if number % 2:
                connection.request("GET", "/nl/", headers={"Connection": "close"})
            else:
                body = urlencode({"number": number})
                kind = {"Content-Type": "application/x-www-form-urlencoded", "Connection": "close"}
                connection.request("POST", "/probe/", body=body, headers=kind)
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()
