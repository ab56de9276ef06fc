"""Brings uv and the locked Python environment. Only the standard library: it runs before there is any other.

Works on a bare Debian 12: no venv module, pip locked by PEP 668.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from config.console import stage
from config.machine import PROJECT, TOOLS, apt_install, explain
from config.trouble import Trouble

VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".soglasie"
LOCKS = ["requirements.lock"]
DEV_LOCKS = [*LOCKS, "requirements-dev.lock"]
_turn = threading.Lock()


def bring_uv() -> str:
    """uv from the project's own folder, from the machine, or by pip into the project's own folder."""
    with _turn:
        own = TOOLS / "installer" / "bin" / "uv"
        if own.exists():
            return str(own)
        if tool := shutil.which("uv"):
            return tool
        with stage("Установщик uv"):
            _install_uv(TOOLS / "installer")
        return str(own)


def _install_uv(home: Path) -> None:
    if not _has_pip():
        if os.geteuid() != 0:
            raise Trouble("Нет pip: попросите администратора выполнить apt-get install python3-pip.")
        apt_install("python3-pip")
    fresh = home.with_name("installer.new")  # takes its final name when it is whole
    shutil.rmtree(fresh, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    pip += ["--no-warn-script-location", "--root-user-action=ignore", "--no-compile", "--target", str(fresh)]
    call([*pip, "uv"], "pip")
    fresh.rename(home)


def _has_pip() -> bool:
    return not subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True).returncode


def call(command: list[str], name: str = "uv") -> None:
    """Run a tool that brings packages; what goes wrong is explained in a line."""
    environment = os.environ | {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
    # The machine's own certificates: behind an office proxy only they know the proxy. The second name is the older one.
    environment |= {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}
    if not os.environ.get("HOME"):
        environment |= {"HOME": str(TOOLS), "UV_CACHE_DIR": str(TOOLS / "cache")}
    result = subprocess.run(
        command, cwd=PROJECT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if result.returncode:
        raise Trouble(f"{name} не справился: {explain(result.stderr + result.stdout)}")


def fingerprint(locks: list[str]) -> str:
    """Changes when the locks, the interpreter or the place of the folder change (the scripts inside know the place)."""
    parts = [sys.version, sys.executable, str(PROJECT), *((PROJECT / lock).read_text() for lock in locks)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def bring(for_tests: bool = False) -> None:
    """The locked environment; an environment that also holds the test tools serves the site as well."""
    there = STAMP.read_text().split() if STAMP.exists() and PYTHON.exists() else []
    if fingerprint(DEV_LOCKS) in there or (not for_tests and fingerprint(LOCKS) in there):
        return
    locks = DEV_LOCKS if for_tests or "dev" in there else LOCKS
    uv = bring_uv()
    with stage("Среда Python"):
        if not _is_usable():
            shutil.rmtree(VENV, ignore_errors=True)
            call([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)])
        STAMP.unlink(missing_ok=True)
        call([uv, "pip", "sync", "--quiet", "--require-hashes", "--python", str(PYTHON), *locks])
        STAMP.write_text(f"{fingerprint(locks)} {'dev' if locks == DEV_LOCKS else 'base'}\n")


def _is_usable() -> bool:
    """An environment that was moved, or whose Python has gone, is made anew."""
    config = VENV / "pyvenv.cfg"
    if not config.exists() or not PYTHON.exists():
        return False
    script = VENV / "bin" / "activate"
    return f"{VENV}" in script.read_text() and not subprocess.run([PYTHON, "-c", ""], capture_output=True).returncode
