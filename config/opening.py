"""What `./run` does for a city that nobody administers yet: the address by which it is opened, the time zone it chooses."""

import os
import subprocess
import sys
from collections.abc import Callable

from config import machine, state
from config.console import say
from config.trouble import Trouble


def address() -> str:
    """Where the city is opened, with a new key; "" if somebody administers it."""
    if state.is_opened(os.environ["DATABASE_URL"]):
        return ""
    command = [sys.executable, "manage.py", "opening_key"]
    process = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if process.returncode:
        raise Trouble("Адрес открытия города не создан: причина в строках выше.")
    return process.stdout.strip()


def renewal(prepare: Callable[[], None]) -> Callable[[], bool]:
    """A question for the supervisor: has the opening chosen another time zone? Triggers and processes count days by it from now on."""
    known = [machine.time_zone()]

    def is_renewed() -> bool:
        zone = machine.time_zone()
        if [zone] == known:
            return False
        known[:] = [zone]
        prepare()
        say(f"Часовой пояс: {zone}. Перезапускаю сайт и очередь.")
        return True

    return is_renewed
