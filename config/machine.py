"""What the project needs from the operating system: libraries for PDF and a browser for the tests.

Only the standard library: `run` uses it before the environment exists.
"""

import contextlib
import ctypes
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from config.console import stage
from config.trouble import Trouble

PROJECT = Path(__file__).resolve().parent.parent
TOOLS = PROJECT / ".tools"
VAR = PROJECT / "var"
_apt_turn = threading.Lock()
PDF_LIBRARIES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
)
PDF_PACKAGES = (
    "libglib2.0-0",
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libharfbuzz0b",
    "libharfbuzz-subset0",
    "libfontconfig1",
)


def time_zone_file() -> Path:
    """Where the opening of the city writes its time zone."""
    return Path(os.environ.get("TIME_ZONE_FILE") or VAR / "time_zone")


def time_zone() -> str:
    """The zone the city has chosen (TIME_ZONE, else the file its opening has written); "" while it has not."""
    path = time_zone_file()
    return os.environ.get("TIME_ZONE", "") or (path.read_text().strip() if path.exists() else "")


def local_libraries() -> list[Path]:
    """Where libraries unpacked without root lie."""
    return sorted((TOOLS / "libs").glob("usr/lib/*-linux-gnu"))


def library_path() -> str:
    """LD_LIBRARY_PATH for the processes that draw PDF; empty when the system has all it takes."""
    folders = [str(folder) for folder in local_libraries()]
    if folders and (given := os.environ.get("LD_LIBRARY_PATH")):
        folders += [folder for folder in given.split(":") if folder not in folders]
    return ":".join(folders)


def missing_libraries() -> list[str]:
    """Names that the loader cannot find, asked in a process of its own: the search path is read at its start."""
    script = f"""
import contextlib
import ctypes
for name in {PDF_LIBRARIES!r}:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""
    environment = dict(os.environ)
    if path := library_path():
        environment["LD_LIBRARY_PATH"] = path
    result = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    return result.stdout.split()


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def bring_pdf_libraries() -> None:
    if all(map(_loads, PDF_LIBRARIES)) or not missing_libraries():
        return
    with stage("Библиотеки для PDF"):
        if os.geteuid() == 0:
            apt_install(*PDF_PACKAGES)
        else:
            _unpack_locally()
    if missing := missing_libraries():
        raise Trouble(f"Нет библиотек для PDF ({', '.join(missing)}): установите пакеты {' '.join(PDF_PACKAGES)}.")


def apt_install(*packages: str) -> None:
    """Debian's packages by Debian's means; only root may."""
    wanted = " ".join(packages)
    if os.geteuid() != 0:
        raise Trouble(f"Нужны пакеты {wanted}: попросите администратора выполнить apt-get install {wanted}.")
    with _apt_turn:
        _apt("update", "-q")
        _apt("install", "-y", "-q", "--no-install-recommends", *packages)


def _apt(*arguments: str, folder: Path = PROJECT) -> str:
    if not (tool := shutil.which("apt-get")):
        raise Trouble("Нет apt-get: установите средствами своей системы " + " ".join(PDF_PACKAGES) + ".")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    result = subprocess.run([tool, *arguments], env=environment, capture_output=True, text=True, cwd=folder)
    if result.returncode:
        text = result.stderr + result.stdout
        raise Trouble(f"apt-get не справился: {explain(text)}")
    return result.stdout


def explain(output: str) -> str:
    """What a package tool's output means for the person who started us; the whole of it is kept beside."""
    with contextlib.suppress(OSError):
        (TOOLS / "last-failure.log").write_text(output)
    low = output.lower()
    if "no space left" in low or "not enough free space" in low or "enospc" in low:
        return "кончилось место на диске. Освободите место и повторите."
    signs = ("resolv", "network", "connect", "timed out", "timeout", "enotfound", "eai_again", "dns", "failed to fetch")
    if any(sign in low for sign in signs):
        return "нет связи с хранилищем пакетов. Проверьте сеть (и прокси) и повторите."
    if "could not get lock" in low:
        return "apt занят другой программой. Подождите и повторите."
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if line.lower().startswith(("e:", "error", "err!", "×", "npm error"))]
    return (telling or lines or ["причина не названа"])[0][:300]


def _unpack_locally() -> None:
    """Without root nothing may be installed, but anybody may download packages and unpack them at home."""
    state, debs = TOOLS / "apt", TOOLS / "debs"
    for folder in (state / "state" / "lists" / "partial", state / "cache" / "archives" / "partial", debs):
        folder.mkdir(parents=True, exist_ok=True)
    (state / "status").touch()
    # Planned as for an empty machine, so that a half-upgraded one does not get in the way; what is there is left out.
    options = ["-o", f"Dir::State={state / 'state'}", "-o", f"Dir::Cache={state / 'cache'}"]
    options += ["-o", f"Dir::State::status={state / 'status'}", "-o", "Debug::NoLocking=1"]
    _apt(*options, "update", "-q")
    plan = _apt(*options, "install", "-s", "--no-install-recommends", *PDF_PACKAGES)
    packages = [line.split()[1] for line in plan.splitlines() if line.startswith("Inst ")]
    _apt(*options, "download", "-q", *sorted(set(packages) - _installed()), folder=debs)
    for deb in debs.glob("*.deb"):
        result = subprocess.run(["dpkg", "-x", deb, TOOLS / "libs"], capture_output=True, text=True)
        if result.returncode:
            raise Trouble(f"Не удалось распаковать {deb.name}: {explain(result.stderr)}")
    for folder in (debs, state):
        shutil.rmtree(folder)


def _installed() -> set[str]:
    command = ["dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}\n"]
    lines = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
    return {line.split()[1] for line in lines if line.startswith("installed ")}


def bring_chromium() -> None:
    """The browser for the tests."""
    if shutil.which("chromium"):
        return
    with stage("Chromium для испытаний"):
        apt_install("chromium")
