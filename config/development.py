"""`./run dev`: the site for whoever changes it. What has changed is loaded anew, every error has a page with its causes.

It has a database server, files, mail and keys of its own, so that neither it nor the site of `./run` spoils the other.
`python -m config.development` is its queue.
"""

import os
import sys

from config import ports
from config.aside import Aside
from config.console import say
from config.embedded_postgres import Cluster
from config.supervisor import begin, call, finish
from config.trouble import Trouble
from portal.demo import guide

SITE = Aside("dev", "./run dev", "8001", "базу разработки и её файлы")


def choose_port() -> int:
    """The port of the site. Raises Trouble when it is taken, or when DATABASE_URL names a server of somebody's own."""
    if os.environ.get("DATABASE_URL", "") not in {"", Cluster().dsn()}:
        raise Trouble("У ./run dev своя база, ваша ему не нужна: уберите DATABASE_URL (unset DATABASE_URL).")
    return SITE.choose_port()


def serve(port: int, *, afresh: bool) -> int:
    """The site in this terminal, so that breakpoint() works, and its queue beside it; both until Ctrl-C."""
    cluster = SITE.cluster()
    if afresh:
        SITE.remove(cluster)
    # It says more than strangers may know: its address is of this machine only.
    os.environ |= SITE.variables(cluster, port) | {"DEBUG": "1"}
    try:
        SITE.prepare(cluster, "--small-demo")
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
