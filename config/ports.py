"""The port of the site: read from PORT, looked at, taken. Only the standard library."""

import os
import socket

from config.trouble import Trouble

BIND = "127.0.0.1"


def chosen() -> int:
    """The port that PORT names. Raises Trouble for what is no port."""
    given = os.environ.get("PORT", "8000")
    if not (given.isascii() and given.isdigit()) or not 0 < int(given) < 65536:
        raise Trouble(f"PORT={given}: нужно число от 1 до 65535.")
    return int(given)


def take(port: int) -> socket.socket:
    """The port, bound but silent: browsers are refused until somebody listens. Raises Trouble if it is not to be had."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((BIND, port))
    except PermissionError as error:
        listener.close()
        raise Trouble(f"Порт {port} доступен только администратору: выберите другой, PORT=8000 ./run.") from error
    except OSError as error:
        listener.close()
        raise Trouble(
            f"Порт {port} занят (сайт уже запущен?): остановите прежний или выберите другой, PORT={_other(port)} ./run."
        ) from error
    return listener


def _other(port: int) -> int:
    return port + 1 if port < 65535 else 8000
