"""`./run dev`: the site for whoever changes it. What has changed is loaded anew, every error has a page with its causes.

It has a database server, files, mail and keys of its own, so that neither it nor the site of `./run` spoils the other.
`python -m config.development` is its queue.
"""

import os
import shutil
import sys

from config import machine, ports, state
from config.console import say, stage
from config.embedded_postgres import Cluster
from config.supervisor import begin, call, finish
from config.trouble import Trouble
from portal.demo import guide

FOLDER = machine.VAR / "dev"
PORT = "8001"


def choose_port() -> int:
    """The port of the site, PORT or 8001. Raises Trouble when it is taken, or when DATABASE_URL names a server of somebody's own."""
    if os.environ.get("DATABASE_URL", "") not in {"", Cluster().dsn()}:
        raise Trouble("У ./run dev своя база, ваша ему не нужна: уберите DATABASE_URL (unset DATABASE_URL).")
    port = ports.chosen(PORT)
    ports.take(port, "./run dev").close()
    return port


def variables(cluster: Cluster, port: int) -> dict[str, str]:
    """The settings of this site. It says more than strangers may know, so its address is of this machine only."""
    return {
        "DATABASE_URL": cluster.dsn(),
        "DEBUG": "1",
        "DEMO": "1",
        "SITE_URL": f"http://{ports.BIND}:{port}",
        "MEDIA_ROOT": str(FOLDER / "files"),
        "EMAIL_FILE_PATH": str(FOLDER / "mail"),
        "KEYS_DIR": str(FOLDER / "keys"),
        "SEAL_IS_TEST": "1",
    }


def serve(port: int, *, afresh: bool) -> int:
    """The site in this terminal, so that breakpoint() works, and its queue beside it; both until Ctrl-C."""
    cluster = Cluster(FOLDER)
    if afresh:
        remove(cluster)
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ |= variables(cluster, port)
    try:
        _prepare(cluster)
        say(f"\n{guide.logins()}\n\nСайт: http://{ports.BIND}:{port}. Остановить: Ctrl-C.")
        queue = begin([sys.executable, "-m", "config.development"])
        try:
            return call([sys.executable, "manage.py", "runserver", f"{ports.BIND}:{port}"])
        except KeyboardInterrupt:
            return 0
        finally:
            queue.terminate()
            finish(queue)
    finally:
        cluster.stop()


def _prepare(cluster: Cluster) -> None:
    """Server, tables and the small city, as far as they are missing; a city whose play was cut short is played anew."""
    cluster.ensure(tied=True)
    if state.look(cluster.dsn()).interrupted:
        remove(cluster)
        cluster.ensure(tied=True)
    there = state.look(cluster.dsn())
    is_prepared = there.tables and there.played
    if not is_prepared and call([sys.executable, "-m", "config.prepare", "--small-demo"]):
        raise Trouble("Подготовка не удалась: причина в строках выше. Начать заново: ./run dev --afresh.")


def remove(cluster: Cluster) -> None:
    """The database and what belongs to it; the keys of the seal stay."""
    with stage("Удаляю базу разработки и её файлы"):
        cluster.remove()
        for folder in ("files", "mail"):
            shutil.rmtree(FOLDER / folder, ignore_errors=True)


def work() -> None:
    """The queue, in the process that Django starts anew when a file changes."""
    import django  # noqa: PLC0415 - the parent needs no Django
    from django.core.management import call_command  # noqa: PLC0415 - the same

    django.setup()
    call_command("procrastinate", "worker")


if __name__ == "__main__":
    from django.utils.autoreload import run_with_reloader

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    run_with_reloader(work)
