"""Ports and the answers behind them."""

import http.client
import socket
import time
from collections.abc import Callable
from contextlib import closing


def is_free(host: str, port: int) -> bool:
    """Tell whether a server could listen there."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def is_ready(host: str, port: int) -> bool:
    """Tell whether the server there says that it can serve."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/health/ready", headers={"Host": "127.0.0.1"})
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def wait_until(happened: Callable[[], bool], *, seconds: float, every: float = 0.1) -> bool:
    """Wait until ``happened()``, at most so many seconds; tell whether it did."""
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True
