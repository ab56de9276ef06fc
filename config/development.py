"""`./run dev`: the site for whoever changes it. What has changed is loaded anew, every error has a page with its causes.

Its database, files, mail and keys lie beside those of `./run`, so that neither spoils the other. `python -m config.development` is
its queue.
"""

import os
import shutil
import sys

import psycopg

from config import machine, ports, state
from config.console import say, stage
from config.embedded_postgres import NAME as OWNER
from config.embedded_postgres import SUPERUSER, Cluster
from config.supervisor import begin, call, finish
from config.trouble import Trouble
from portal.demo import guide

NAME = f"{OWNER}_dev"
FOLDER = machine.VAR / "dev"
PORT = "8001"


def choose_port() -> int:
    """The port of the site, PORT or 8001. Raises Trouble when it is taken, or when DATABASE_URL names a server of somebody's own."""
    given = os.environ.pop("DATABASE_URL", "")
    if given not in {"", Cluster().dsn()}:
        raise Trouble(
            "У ./run dev своя база на встроенном сервере, ваша ему не нужна: уберите DATABASE_URL (unset DATABASE_URL)."
        )
    port = ports.chosen(PORT)
    ports.take(port, "./run dev").close()
    return port


def variables(cluster: Cluster, port: int) -> dict[str, str]:
    """The settings of this site. It says more than strangers may know, so its address is of this machine only."""
    return {
        "DATABASE_URL": cluster.dsn(NAME),
        "DEBUG": "1",
        "DEMO": "1",
        "SITE_URL": f"http://{ports.BIND}:{port}",
        "MEDIA_ROOT": str(FOLDER / "files"),
        "EMAIL_FILE_PATH": str(FOLDER / "mail"),
        "KEYS_DIR": str(FOLDER / "keys"),
        "SEAL_IS_TEST": "1",
    }


def serve(cluster: Cluster, port: int, *, afresh: bool) -> int:
    """The site in this terminal, so that breakpoint() works, and its queue beside it; both until Ctrl-C."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ |= variables(cluster, port)
    dsn = os.environ["DATABASE_URL"]
    if afresh or state.look(dsn).interrupted:
        with stage("Удаляю базу разработки и её файлы"):
            remove_database(cluster)
    make_database(cluster)
    there = state.look(dsn)
    is_prepared = there.tables and there.played
    if not is_prepared and call([sys.executable, "-m", "config.prepare", "--small-demo"]):
        raise Trouble("Подготовка не удалась: причина в строках выше. Начать заново: ./run dev --afresh.")
    say(f"\n{guide.logins()}\n\nСайт: http://{ports.BIND}:{port}. Остановить: Ctrl-C.")
    queue = begin([sys.executable, "-m", "config.development"])
    try:
        return call([sys.executable, "manage.py", "runserver", f"{ports.BIND}:{port}"])
    except KeyboardInterrupt:
        return 0
    finally:
        queue.terminate()
        finish(queue)


def make_database(cluster: Cluster) -> None:
    """The second database of the embedded server, unless it is there; only the server's own superuser may make it."""
    with _server(cluster) as server:
        if not server.execute("SELECT FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            server.execute(f"CREATE DATABASE {NAME} OWNER {OWNER}")


def remove_database(cluster: Cluster) -> None:
    """Together with its files; the keys of its seal stay."""
    with _server(cluster) as server:
        server.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
    for folder in ("files", "mail"):
        shutil.rmtree(FOLDER / folder, ignore_errors=True)


def _server(cluster: Cluster) -> "psycopg.Connection[tuple[object]]":
    return psycopg.connect(cluster.dsn("postgres", role=SUPERUSER), autocommit=True)


def work() -> None:
    """The queue, in the process that Django starts anew when a file changes."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("procrastinate", "worker")


if __name__ == "__main__":
    from django.utils.autoreload import run_with_reloader

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    run_with_reloader(work)
