"""`./run rehearse`: the city rehearses. All that it has set itself, invented people, a clock that can be moved ahead.

Everything of a rehearsal lies in a database, files and mail of its own: nothing gets a number of the city, a place in its registers
or a letter, and all of it can be thrown away.
"""

import os

from config import ports
from config.aside import Aside
from config.console import say
from config.embedded_postgres import Cluster
from portal.demo import guide

# Whoever moves the clock by a month stays logged in.
MORE = {"REHEARSAL": "1", "DEBUG": "0", "SESSION_IDLE_MINUTES": str(400 * 24 * 60), "SESSION_MAX_HOURS": str(400 * 24)}
SITE = Aside("rehearsal", "./run rehearse", "8002", "репетицию и её файлы")


def prepare(port: int, *, afresh: bool) -> Cluster:
    """Server, tables, people and the rules of the city; the variables of the rehearsal stand in the environment from then on."""
    source = os.environ["DATABASE_URL"]
    cluster = SITE.cluster()
    if afresh:
        SITE.remove(cluster)
    os.environ |= SITE.variables(cluster, port) | MORE
    SITE.prepare(cluster, "--rehearsal", source)
    return cluster


def greet(port: int) -> None:
    """What this is, and who one can be."""
    address = f"http://{ports.BIND}:{port}"
    say(f"\n{guide.logins()}\n\nРепетиция: {address}, часы переводят на {address}/rehearsal/. Остановить: Ctrl-C.")
    say("Выбросить и начать заново: ./run rehearse --afresh.")
