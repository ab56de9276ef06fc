"""What `./run` does once the Python environment is there: `python -m config.launch <command> …`."""

import contextlib
import os
import shlex
import shutil
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from config import assets, checks, doctor, fonts, machine
from config.console import complain, say, stage
from config.embedded_postgres import NAME, WORKSHOP, Cluster
from config.supervisor import Child, Supervisor, call
from config.trouble import Trouble

PROJECT = machine.PROJECT
MANAGE = [sys.executable, "manage.py"]
BIND = "127.0.0.1"
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
            self.started = self.cluster.ensure(tied=self.tied) if self.at_once else not self.cluster.is_running()
            os.environ["DATABASE_URL"] = self.cluster.dsn(role=self.role)
        return self

    def __exit__(self, *_: object) -> None:
        if self.cluster and self.started:
            self.cluster.stop()


def prepare_environment() -> None:
    """Libraries and fonts for paper, assets for the browser, and the variables that tell where they are."""
    machine.VAR.mkdir(exist_ok=True)
    machine.bring_pdf_libraries()
    assets.bring()
    _tell_where()


def _tell_where() -> None:
    os.environ["FONTCONFIG_FILE"] = str(fonts.bring())
    if path := machine.library_path():
        os.environ["LD_LIBRARY_PATH"] = path


# -- the site -----------------------------------------------------------------------------------------------------


def demo(arguments: list[str]) -> int:
    """`./run [demo] [--no-serve] …`: the site with its story; what we do not know goes to the demo command."""
    explicit = arguments[:1] == ["demo"]
    arguments = arguments[1:] if explicit else arguments
    serve = "--no-serve" not in arguments
    rest = [argument for argument in arguments if argument != "--no-serve"]
    port = _port()
    if serve:
        _check_port(port)
    with_demo = _with_demo(explicit)
    os.environ["DEMO"] = "1" if with_demo else "0"
    os.environ.setdefault("SITE_URL", f"http://{BIND}:{port}")
    prepare_environment()
    with Database() as database:
        _must(call([sys.executable, "-m", "config.prepare"]), "Не удалось подготовить базу и файлы.")
        if with_demo:
            _play(rest)
        if serve:
            _serve(port, database.cluster)
    return 0


def _with_demo(explicit: bool) -> bool:
    """Demo people have known passwords, so nobody gets them into a database of his own without asking."""
    if explicit:
        return True
    if given := os.environ.get("DEMO"):
        return given.lower() not in {"0", "false", "no", "off"}
    if os.environ.get("DATABASE_URL"):
        say("База своя (DATABASE_URL): показательные дела не разыгрываю. Нужны — запустите ./run demo.")
        return False
    return True


def _play(arguments: list[str]) -> None:
    if not (PROJECT / "portal" / "management" / "commands" / "demo.py").exists():
        say("Показательных дел пока нет.")
        return
    _must(call([*MANAGE, "demo", *arguments]), "Показательные дела не разыграны: причина в строках выше.")


def _must(code: int, message: str) -> None:
    if code:
        raise Trouble(message)


def _port() -> int:
    given = os.environ.get("PORT", "8000")
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise Trouble(f"PORT={given}: нужно число от 1 до 65535.")
    return int(given)


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((BIND, port))
        except OSError as error:
            if isinstance(error, PermissionError):
                raise Trouble(
                    f"Порт {port} доступен только администратору: выберите другой, PORT=8000 ./run."
                ) from error
            hint = f"PORT={port + 1} ./run" if port < 65535 else "PORT=8000 ./run"
            raise Trouble(
                f"Порт {port} занят (сайт уже запущен?): остановите прежний или выберите другой, {hint}."
            ) from error


QUEUE = [*MANAGE, "procrastinate", "worker"]


def web(port: int) -> list[str]:
    """The command that serves the site."""
    gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", f"{BIND}:{port}"]
    gunicorn += [
        "--worker-class",
        "gthread",
        "--workers",
        "2",
        "--threads",
        "4",
        "--keep-alive",
        "5",
        "--timeout",
        "60",
    ]
    return [*gunicorn, "--graceful-timeout", "15", "--log-level", "warning", "--no-control-socket"]


def _serve(port: int, cluster: Cluster | None) -> None:
    environment = dict(os.environ)
    starts: list[Callable[[], Child]] = [
        lambda: Child("Сайт", web(port), environment),
        lambda: Child("Очередь", QUEUE, environment),
    ]
    greeting = f"\nСайт: http://{BIND}:{port}   Остановить: Ctrl-C"
    Supervisor(cluster).run(starts, lambda: _answers(port), greeting)


def _answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex((BIND, port)) == 0


# -- the other commands -------------------------------------------------------------------------------------------


def manage(arguments: list[str]) -> int:
    prepare_environment()
    with Database():
        return call([*MANAGE, *arguments])


def test(arguments: list[str]) -> int:
    prepare_environment()
    if set(arguments) <= {"--all"}:
        machine.bring_chromium()
    with Database(at_once=set(arguments) <= {"--all"}):
        return checks.run(arguments)


def script(folder: str, arguments: list[str]) -> int:
    """`./run bench` and `./run chaos`: a module of benchmarks/ with whatever arguments it takes."""
    if not (PROJECT / "benchmarks" / f"{folder}.py").exists():
        raise Trouble(f"Нет benchmarks/{folder}.py: эта часть ещё не написана.")
    prepare_environment()
    with Database(role=WORKSHOP):
        return call([sys.executable, "-m", f"benchmarks.{folder}", *arguments])


def reset(arguments: list[str]) -> int:
    if "--yes" not in arguments and not _agreed():
        say("Ничего не удалено.")
        return 1
    with stage("Удаляю встроенную базу и файлы"):
        Cluster().remove()
        for folder in (machine.VAR / "files", machine.VAR / "mail"):
            shutil.rmtree(folder, ignore_errors=True)
    return 0


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


def main(arguments: list[str]) -> int:
    os.chdir(PROJECT)
    command, rest = (arguments[0], arguments[1:]) if arguments else ("demo", [])
    commands: dict[str, Callable[[list[str]], int]] = {
        "manage": manage,
        "test": test,
        "doctor": doctor.main,
        "reset": reset,
        "env": env,
        "stop": stop,
        "bench": lambda rest: script("bench", rest),
        "chaos": lambda rest: script("chaos", rest),
    }
    # A terminated launcher must still stop what it started: let SIGTERM unwind the `with` blocks.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        if command in commands:
            return commands[command](rest)
        return demo(arguments)
    except Trouble as trouble:
        complain(str(trouble))
    except KeyboardInterrupt:
        complain("Прервано.")
        return 130
    except OSError as error:
        complain(
            f"{error.strerror or error}: {error.filename or Path.cwd()}. Проверьте место на диске и права на папку."
        )
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
