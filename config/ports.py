"""The port of the site: read from PORT, looked at, taken, answering. Only the standard library."""

import os
import socket
from http.client import HTTPConnection, HTTPException

from config.trouble import Trouble

BIND = "127.0.0.1"


def chosen(default: str = "8000") -> int:
    """The port that PORT names. Raises Trouble for what is no port."""
    given = os.environ.get("PORT", default)
    if not (given.isascii() and given.isdigit()) or not 0 < int(given) < 65536:
        raise Trouble(f"PORT={given}: нужно число от 1 до 65535.")
    return int(given)


def take(port: int, command: str = "./run") -> socket.socket:
    """The port, bound but silent: browsers are refused until somebody listens. Raises Trouble if it is not to be had.

    `command` is what to call with another port.
    """
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((BIND, port))
    except PermissionError as error:
        listener.close()
        raise Trouble(f"Порт {port} доступен только администратору: выберите другой, PORT=8000 {command}.") from error
    except OSError as error:
        listener.close()
        raise Trouble(
            f"Порт {port} занят (сайт уже запущен?): остановите прежний или выберите другой, "
            f"PORT={_other(port)} {command}."
        ) from error
    return listener


def _other(port: int) -> int:
    return port + 1 if port < 65535 else 8000


def answers(port: int) -> bool:
    """Does the site answer, whatever it says? Until its server listens, who asks waits; so the patience is short."""
    client = HTTPConnection(BIND, port, timeout=1)
    try:
        client.request("GET", "/healthz/")
        client.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        client.close()
    return True
