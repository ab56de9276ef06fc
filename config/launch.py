"""What `./run` does once the Python environment is there: `python -m config.launch <command> …`."""

import contextlib
import os
import shlex
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from config import assets, checks, commands, development, doctor, fonts, machine, opening, ports, rehearsal, state
from config.console import complain, hush, say, seconds, stage
from config.embedded_postgres import NAME, WORKSHOP, Cluster
from config.supervisor import Child, Supervisor, begin, call
from config.trouble import Trouble
from portal.demo import guide

PROJECT = machine.PROJECT
MANAGE = [sys.executable, "manage.py"]
BEGAN = "SOGLASIE_BEGAN"  # when ./run was called, by the clock that only counts
EXPORTED = ("DATABASE_URL", "FONTCONFIG_FILE", "LD_LIBRARY_PATH")


class Database:
    """The embedded server for the time of one command; it goes off again if this command switched it on.

    With `at_once=False` the command itself switches it on when it comes to need it.
    """

    def __init__(self, *, tied: bool = True, at_once: bool = True, role: str = NAME) -> None:
        self.cluster = None if os.environ.get("DATABASE_URL") else Cluster()
        self.tied, self.role = tied, role
        self.at_once = at_once
        self.started = False

    def __enter__(self) -> "Database":
        if self.cluster:
            is_new = self.at_once and not self.cluster.data.exists()
            with stage("Новая база данных") if is_new else contextlib.nullcontext():
                self.started = self.cluster.ensure(tied=self.tied) if self.at_once else not self.cluster.is_running()
            os.environ["DATABASE_URL"] = self.cluster.dsn(role=self.role)
        return self

    def __exit__(self, *_: object) -> None:
        if self.cluster and self.started:
            self.cluster.stop()

    def start_again_if_interrupted(self) -> None:
        """A city whose months were cut short is begun anew; a database of somebody's own is never touched."""
        if self.cluster and state.look(os.environ["DATABASE_URL"]).interrupted:
            with stage("В прошлый раз город прожит не до конца, начинаю заново"):
                forget()
                self.started = self.cluster.ensure(tied=self.tied)


def prepare_environment() -> None:
    """Libraries and fonts for paper, assets for the browser, and the variables that tell where they are."""
    _bring_what_draws()
    assets.cut_fonts()
    fonts.bring()


def _bring_what_draws() -> None:
    machine.VAR.mkdir(exist_ok=True)
    machine.bring_pdf_libraries()
    assets.bring()
    _tell_where()


def _tell_where() -> None:
    os.environ["FONTCONFIG_FILE"] = str(fonts.CONF)
    if path := machine.library_path():
        os.environ["LD_LIBRARY_PATH"] = path


def demo(arguments: list[str], *, explicit: bool = True) -> int:
    """`./run [demo] [--no-serve] [--call]`: the site with its story."""
    port = ports.chosen()
    with contextlib.ExitStack() as stack:
        listener = None if "--no-serve" in arguments else stack.enter_context(ports.take(port))
        with_demo = commands.wants_demo(explicit)
        os.environ |= {"DEMO": "1" if with_demo else "0", "DEBUG": "0"}
        if "--call" in arguments:
            os.environ["DEMO_CALL"] = "1"
        os.environ.setdefault("SITE_URL", f"http://{ports.BIND}:{port}")
        _bring_what_draws()
        paper_fonts = begin([sys.executable, "-m", "config.fonts"]) if not fonts.are_there() else None
        screen_fonts = stack.enter_context(ThreadPoolExecutor(1)).submit(assets.cut_fonts)
        database = stack.enter_context(Database())
        screen_fonts.result()
        if with_demo:
            database.start_again_if_interrupted()
        _prepare(with_demo, listener)
        if paper_fonts:
            _must(paper_fonts.wait(), "Шрифты для документов не собраны: причина в строках выше.")
        if listener:
            _serve(listener, database.cluster, lambda: _greet(port, with_demo))
        elif with_demo:
            say(f"\n{guide.text()}")
    return 0


def _prepare(with_demo: bool, listener: socket.socket | None) -> None:
    handles = [listener.fileno()] if listener else []
    if command := preparation(state.look(os.environ["DATABASE_URL"]), with_demo, handles):
        _must(call(command, handles=handles), "Подготовка не удалась: причина в строках выше.")


def preparation(there: state.State, with_demo: bool, handles: list[int]) -> list[str]:
    """The command that makes tables, static files and the demo; none when the state says that all is there."""
    if there.tables and there.static and (there.played or not with_demo):
        return []
    demo = ["--demo", *map(str, handles)] if with_demo and not there.played else []
    return [sys.executable, "-m", "config.prepare", *demo]


def _must(code: int, message: str) -> None:
    if code:
        raise Trouble(message)


QUEUE = [*MANAGE, "procrastinate", "worker"]
SPARING = {"MALLOC_ARENA_MAX": "2"}  # each thread would take memory for itself and give none back


def web(port: int, handle: int | None = None) -> list[str]:
    """The command that serves the site at a port, or at an inherited socket."""
    bind = f"{ports.BIND}:{port}" if handle is None else f"fd://{handle}"
    gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", bind]
    return [*gunicorn, "--config", "python:config.serving", "--no-control-socket"]


def _serve(listener: socket.socket, cluster: Cluster | None, greet: Callable[[], None]) -> None:
    environment = dict(os.environ)
    handle, port = listener.fileno(), listener.getsockname()[1]
    starts: list[Callable[[], Child]] = [
        lambda: Child("Сайт", web(port, handle), environment | SPARING, [handle]),
        lambda: Child("Очередь", QUEUE, environment),
    ]
    supervisor = Supervisor(cluster, opening.renewal(lambda: _prepare(with_demo=False, listener=None)))
    supervisor.run(starts, lambda: ports.answers(port), greet)


def _greet(port: int, with_demo: bool) -> None:
    if with_demo:
        say(f"\n{guide.text()}\n")
    if began := os.environ.get(BEGAN):
        say(f"Готово за {seconds(time.monotonic() - float(began))}. Остановить: Ctrl-C.")
    say(f"Сайт: http://{ports.BIND}:{port}")
    if not with_demo and (address := opening.address()):
        say(f"Откройте город: {address}")


def manage(arguments: list[str]) -> int:
    prepare_environment()
    with Database():
        return call([*MANAGE, *arguments])


def setup(arguments: list[str]) -> int:
    """`./run setup`: the questions of the opening, in the terminal or by flags."""
    os.environ.setdefault("DEMO", "0")
    prepare_environment()
    with Database():
        _prepare(with_demo=False, listener=None)
        code = call([*MANAGE, "setup", *arguments])
        _prepare(with_demo=False, listener=None)  # another time zone changes the triggers
        return code


def dev(arguments: list[str]) -> int:
    port = development.choose_port()
    prepare_environment()
    return development.serve(port, afresh="--afresh" in arguments)


def rehearse(arguments: list[str]) -> int:
    port = rehearsal.SITE.choose_port()
    prepare_environment()
    with Database(), ports.take(port, "./run rehearse") as listener:
        cluster = rehearsal.prepare(port, afresh="--afresh" in arguments)
        _serve(listener, cluster, lambda: rehearsal.greet(port))
    return 0


def test(arguments: list[str]) -> int:
    prepare_environment()
    if checks.is_whole(arguments):
        machine.bring_chromium()
    with Database(at_once=checks.is_whole(arguments)):
        return checks.run(arguments)


def bench(arguments: list[str]) -> int:
    """`./run bench`: the measures, in a role that makes databases of its own."""
    prepare_environment()
    with Database(role=WORKSHOP):
        return call([sys.executable, "-m", "benchmarks.bench", *arguments])


def chaos(arguments: list[str]) -> int:
    """`./run chaos`: it brings a server of its own along, for it kills it."""
    prepare_environment()
    return call([sys.executable, "-m", "benchmarks.chaos", *arguments])


def reset(arguments: list[str]) -> int:
    if "--yes" not in arguments and not _agreed():
        say("Ничего не удалено.")
        return 1
    with stage("Удаляю встроенную базу и файлы"):
        forget()
    return 0


def forget() -> None:
    """The embedded database and the files that belong to it; the keys of the seal stay."""
    Cluster().remove()
    for folder in (machine.VAR / "files", machine.VAR / "mail"):
        shutil.rmtree(folder, ignore_errors=True)


def _agreed() -> bool:
    say(f"Будут удалены: встроенная база, {machine.VAR / 'files'}, {machine.VAR / 'mail'}. Ключи печати остаются.")
    try:
        return input("Удалить? Напишите «да»: ").strip().lower() in {"да", "yes"}
    except EOFError:
        return False


def env(_: list[str]) -> int:
    """Lines for a shell that wants to work in the same environment; the server stays up for it."""
    machine.VAR.mkdir(exist_ok=True)
    with contextlib.redirect_stdout(sys.stderr):  # only the lines themselves may reach the shell
        _tell_where()
    if not os.environ.get("DATABASE_URL"):
        Cluster().ensure()
        os.environ["DATABASE_URL"] = Cluster().dsn()
    for name in EXPORTED:
        if value := os.environ.get(name):
            print(f"export {name}={shlex.quote(value)}")
    print("unset PYTHONDONTWRITEBYTECODE")  # as for whatever ./run starts
    return 0


def stop(_: list[str]) -> int:
    say("Встроенная база остановлена." if Cluster().stop() else "Встроенная база не работает.")
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo,
    "manage": manage,
    "setup": setup,
    "dev": dev,
    "rehearse": rehearse,
    "test": test,
    "doctor": doctor.main,
    "reset": reset,
    "env": env,
    "stop": stop,
    "bench": bench,
    "chaos": chaos,
}


def main(arguments: list[str]) -> int:
    os.chdir(PROJECT)
    # A terminated launcher must still stop what it started: let SIGTERM unwind the `with` blocks.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        command, rest = commands.parse(arguments)
        return COMMANDS[command](rest) if arguments[:1] == [command] else demo(rest, explicit=False)
    except Trouble as trouble:
        complain(str(trouble))
    except KeyboardInterrupt:
        complain("Прервано.")
        return 130
    except BrokenPipeError:
        hush()
        return 0
    except OSError as error:
        complain(
            f"{error.strerror or error}: {error.filename or Path.cwd()}. Проверьте место на диске и права на папку."
        )
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
