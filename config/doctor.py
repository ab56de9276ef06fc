"""`./run doctor`: what is there, what is missing and what to do. Only the standard library: it must work first."""

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from config import machine, ports
from config.console import say, seconds
from config.trouble import Trouble

PROJECT = machine.PROJECT
Row = tuple[bool, str, str]


def rows() -> list[Row]:
    parts = [_python(), _uv(), _environment(), _libraries(), _assets(), _chromium(), _space(), _port(), _database()]
    return [*parts, _speed()]


def _python() -> Row:
    return sys.version_info >= (3, 11), f"Python {sys.version.split()[0]}", "нужен Python 3.11 или новее"


def _uv() -> Row:
    is_there = (machine.TOOLS / "installer" / "bin" / "uv").exists() or bool(shutil.which("uv"))
    return is_there, "uv", "приносит ./run (нужны pip и сеть)"


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
    try:
        port = ports.chosen()
        ports.take(port).close()
    except Trouble as trouble:
        return False, "Порт", str(trouble)
    return True, f"Порт {port} свободен", ""


def _database() -> Row:
    if os.environ.get("DATABASE_URL"):
        return True, "База: своя (DATABASE_URL)", ""
    from config.embedded_postgres import Cluster  # noqa: PLC0415 - it runs before anything is installed
    from config.postgres_files import PACKAGE  # noqa: PLC0415 - it runs before anything is installed

    cluster = Cluster()
    state = "работает" if cluster.is_running() else "остановлена" if cluster.data.exists() else "ещё не создана"
    there = importlib.util.find_spec(PACKAGE) is not None or Path(cluster.data).exists()
    return there, f"База: встроенная, {state} ({cluster.home})", "программы приносит ./run"


def _speed() -> Row:
    """The yardstick beside which docs/operations.md states how long things take."""
    started, total = time.process_time(), 0
    for number in range(2_000_000):
        total += number
    return True, f"Скорость: 20 млн сложений за {seconds(10 * (time.process_time() - started))}", ""


def main(_: list[str]) -> int:
    lines = rows()
    for good, name, remedy in lines:
        say(f"{'есть' if good else 'НЕТ '}  {name}" + ("" if good else f" — {remedy}"))
    is_ready = _before_opening()
    return 0 if all(good for good, *_ in lines) and is_ready else 1


def _before_opening() -> bool:
    """The second half, for a city that is to be opened: what the program itself knows of it."""
    from config.embedded_postgres import Cluster  # noqa: PLC0415 - it runs before anything is installed

    address = os.environ.get("DATABASE_URL", "")
    if not address and os.environ.get("DEMO") != "0":
        say("\nЧего не хватает настоящему городу, прежде чем звать людей, скажет DEMO=0 ./run doctor.")
        return True
    say("\nПеред открытием для людей")
    python, cluster = PROJECT / ".venv" / "bin" / "python", Cluster()
    if not python.exists() or not (address or cluster.is_running()):
        say("НЕТ   База не работает: запустите DEMO=0 ./run и повторите в другом окне.")
        return False
    environment = {"DATABASE_URL": address or cluster.dsn(), "DEMO": "0"}
    command = [str(python), "manage.py", "readiness"]
    done = subprocess.run(command, cwd=PROJECT, env=os.environ | environment, capture_output=True, text=True)
    say(done.stdout.rstrip() or f"НЕТ   Программа не ответила: {done.stderr.strip().splitlines()[-1]}")
    return not done.returncode
