"""`./run doctor`: what is there, what is missing and what to do. Only the standard library: it must work first."""

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from config import machine
from config.console import say

PROJECT = machine.PROJECT
Row = tuple[bool, str, str]


def rows() -> list[Row]:
    return [_python(), _uv(), _environment(), _libraries(), _assets(), _chromium(), _space(), _port(), _database()]


def _python() -> Row:
    return sys.version_info >= (3, 11), f"Python {sys.version.split()[0]}", "нужен Python 3.11 или новее"


def _uv() -> Row:
    found = (machine.TOOLS / "installer" / "bin" / "uv").exists() or bool(shutil.which("uv"))
    return found, "uv", "приносит ./run (нужны pip и сеть)"


def _environment() -> Row:
    python = PROJECT / ".venv" / "bin" / "python"
    ready = (
        python.exists() and not subprocess.run([python, "-c", "import django, psycopg"], capture_output=True).returncode
    )
    return ready, "Среда .venv", "собирает ./run; если сломана — удалите папку .venv"


def _libraries() -> Row:
    missing = machine.missing_libraries()
    remedy = f"нет {', '.join(missing)}: ./run поставит, либо apt-get install {' '.join(machine.PDF_PACKAGES)}"
    return not missing, "Библиотеки для PDF", remedy


def _assets() -> Row:
    there = (PROJECT / "node_modules" / "bootstrap").exists() and (PROJECT / "static" / "vendor").exists()
    return there, "Файлы для браузера и шрифты", "приносит ./run (нужна сеть)"


def _chromium() -> Row:
    return bool(shutil.which("chromium")), "Chromium (только для ./run test)", "apt-get install chromium"


def _space() -> Row:
    free = shutil.disk_usage(PROJECT).free // 2**20
    return free > 2000, f"Место на диске: {free} МБ", "нужно около 2 ГБ: освободите место"


def _port() -> Row:
    port = int(os.environ.get("PORT", "8000"))
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False, f"Порт {port}", f"занят (сайт уже запущен?): выберите другой, PORT={port + 1} ./run"
    return True, f"Порт {port} свободен", ""


def _database() -> Row:
    if os.environ.get("DATABASE_URL"):
        return True, "База: своя (DATABASE_URL)", ""
    from config.embedded_postgres import Cluster
    from config.postgres_files import PACKAGE

    cluster = Cluster()
    state = "работает" if cluster.is_running() else "остановлена" if cluster.data.exists() else "ещё не создана"
    there = importlib.util.find_spec(PACKAGE) is not None or Path(cluster.data).exists()
    return there, f"База: встроенная, {state} ({cluster.home})", "программы приносит ./run"


def main(_: list[str]) -> int:
    found = rows()
    for good, name, remedy in found:
        say(f"{'есть' if good else 'НЕТ '}  {name}" + ("" if good else f" — {remedy}"))
    return 0 if all(good for good, *_ in found) else 1
