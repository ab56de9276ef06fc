"""The processes of a running installation: started together, restarted one by one, ended together."""

import os
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from types import FrameType
from typing import IO

from config.console import say
from config.embedded_postgres import Cluster, die_with_parent
from config.machine import PROJECT
from config.trouble import Trouble

PATIENCE = 20  # seconds a process has for finishing what it does
TOO_OFTEN = 5  # deaths within a minute after which restarting is no help


class Child:
    """One supervised process with a group of its own, so that a terminal's Ctrl-C reaches only the supervisor."""

    def __init__(
        self, name: str, command: list[str], environment: Mapping[str, str], handles: Sequence[int] = ()
    ) -> None:
        """Warnings and errors come by stderr and are shown; what a process tells about itself is not.

        `handles` are open files the process inherits.
        """
        self.name = name
        self.command = command
        self.environment = environment
        self.handles = handles
        self.deaths: deque[float] = deque(maxlen=TOO_OFTEN)
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=self.handles,
            # Not a polite signal: the database goes at the same moment, and who waits for it would never end.
            preexec_fn=die_with_parent(signal.SIGKILL),
        )

    def restart(self) -> None:
        """End what runs, let it finish what it does, and start it anew."""
        self.signal_group(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            pass
        self.signal_group(signal.SIGKILL)
        self.process.wait()
        self.start()

    def signal_group(self, number: int) -> None:
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            pass

    def revive_if_dead(self) -> None:
        code = self.process.poll()
        if code is None:
            return
        self.signal_group(signal.SIGKILL)  # its own children would keep the port or the tasks
        now = time.monotonic()
        if len(self.deaths) == TOO_OFTEN and now - self.deaths[0] < 60:
            raise Trouble(f"{self.name}: падает снова и снова ({_manner(code)}). Причина — в строках выше.")
        self.deaths.append(now)
        say(f"{self.name}: процесс остановился ({_manner(code)}), запускаю снова.")
        self.start()


def begin(
    command: list[str],
    environment: Mapping[str, str] | None = None,
    output: IO[bytes] | None = None,
    handles: Sequence[int] = (),
) -> "subprocess.Popen[bytes]":
    """Start one command; it never outlives us. All it says goes to `output`, else to the screen; it inherits `handles`."""
    try:
        return subprocess.Popen(
            command,
            cwd=PROJECT,
            env=os.environ | dict(environment or {}),
            stdout=output,
            stderr=output,
            pass_fds=handles,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )
    except FileNotFoundError as error:
        raise Trouble(f"Нет программы {command[0]}: удалите папку .venv и повторите.") from error


def call(command: list[str], environment: Mapping[str, str] | None = None, handles: Sequence[int] = ()) -> int:
    """Run one command to its end. When we are interrupted, so is it."""
    process = begin(command, environment, handles=handles)
    try:
        return process.wait()
    except BaseException:
        finish(process)
        raise


def finish(process: "subprocess.Popen[bytes]") -> None:
    """A terminal has told the child too, so it gets time to say its last words before it is told again."""
    for ask in (lambda: None, process.terminate, process.kill):
        ask()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            continue
        return


def _manner(code: int) -> str:
    return f"сигнал {-code}" if code < 0 else f"код {code}"


class Supervisor:
    """Watches children until it is asked to end; then ends all of them."""

    def __init__(self, database: Cluster | None, is_renewed: Callable[[], bool] = lambda: False) -> None:
        """`is_renewed`: has something changed that the children read only when they start? Asked again and again."""
        self.database = database
        self.is_renewed = is_renewed
        self.children: list[Child] = []
        self.asked_to_end = False

    def run(self, starts: list[Callable[[], Child]], is_ready: Callable[[], bool], greet: Callable[[], None]) -> None:
        """Until a signal ends it; `greet` is called once, when the site answers."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_end)
        try:
            for start in starts:
                if not self.asked_to_end:
                    self.children.append(start())
            is_greeted = False
            while not self.asked_to_end:
                self._look()
                if not is_greeted and is_ready():
                    greet()
                    is_greeted = True
                time.sleep(0.5 if is_greeted else 0.1)
        finally:
            self._end()

    def _ask_to_end(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_end = True

    def _look(self) -> None:
        if self.database and not self.database.is_running():
            say("База данных: процесс остановился, запускаю снова.")
            self.database.ensure(tied=True)
        if self.is_renewed():
            for child in self.children:
                child.restart()
        for child in self.children:
            child.revive_if_dead()

    def _end(self) -> None:
        say("\nОстанавливаюсь …")
        for child in self.children:
            child.signal_group(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for child in self.children:
            try:
                child.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                say(f"{child.name}: не успел закончить за {PATIENCE} с, прекращаю; работа не потеряна, её продолжат.")
            child.signal_group(signal.SIGKILL)
            child.process.wait()
