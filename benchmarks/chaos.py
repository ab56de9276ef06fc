"""`./run chaos [--kills N] [--stories NAME …] [--seed X]`: the city lives through its months on a site that is killed all the time.

All four stories of the demo are played through the real pages: applications with files, expertise, negotiations, sittings, the contest,
the Protocol. While a form is on its way, a process of the site, the whole site, the worker or the database is killed; whoever has got no
answer sends the same form again. At the end everything has happened once, and every promise holds. Database, files and keys are its own.
Exit 1 when a promise is broken or no work was done.
"""

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from config.embedded_postgres import Cluster

PROMISES = (["check_invariants"], ["journal", "verify"], ["documents", "verify"])


def main() -> int:
    arguments = _arguments()
    print(f"Начало случайности: {arguments.seed}", flush=True)
    kills, rows, faults, round_number = arguments.kills, {}, [], 0
    while kills > 0 and not faults:  # a city after another, until enough has been killed
        round_number += 1
        folder = Path(tempfile.mkdtemp(prefix="soglasie-chaos-"))
        cluster = Cluster(folder)
        try:
            done, broken = _in_a_process_of_its_own(arguments, kills, folder, cluster, round_number)
        finally:
            cluster.remove()
            shutil.rmtree(folder, ignore_errors=True)
        for name, count in done.items():
            rows[name] = rows.get(name, 0) + count
        faults += broken
        killed = sum(count for name, count in done.items() if name.startswith("убито"))
        faults += [] if killed else ["никто не был убит"]
        kills -= killed
    return verdict(rows, faults)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run chaos", description="Проверка на отказы: kill -9 под работой.")
    parser.add_argument("--kills", type=int, default=100, help="сколько раз убивать (не больше 10 000)")
    parser.add_argument("--stories", nargs="*", default=[], help="только эти дела (PRJ10 …); обычно — весь город")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="с чего начать случайность")
    given = parser.parse_args()
    given.kills = min(given.kills, 10_000)
    return given


def _in_a_process_of_its_own(
    arguments: argparse.Namespace, kills: int, folder: Path, cluster: Cluster, number: int
) -> tuple[dict[str, int], list[str]]:
    """Django is set up once a process, and every city has a database of its own."""
    cluster.ensure(tied=False)
    environment = os.environ | {
        "DATABASE_URL": cluster.dsn(),
        "DJANGO_SETTINGS_MODULE": "benchmarks.chaos_settings",
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "MEDIA_ROOT": str(folder / "files"),
        "KEYS_DIR": str(folder / "keys"),
        "SOGLASIE_TESTING": "1",
        "DEMO": "1",  # its people may enter with the password everybody knows
    }
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], check=True, env=environment)
    cluster.stop()  # whoever is to kill it has to have started it: of a dead child of somebody else the system keeps the number
    told = folder / "told.json"
    command = [sys.executable, "-m", "benchmarks.chaos_city", str(folder), str(kills), str(arguments.seed + number)]
    with (folder / "log").open(
        "w+"
    ) as log:  # what is killed says a lot; it is read only if the city has not lived to its end
        code = subprocess.run([*command, *arguments.stories], env=environment, check=False, stderr=log).returncode
        if code:
            log.seek(0)
            print(log.read()[-6000:], file=sys.stderr)
    done: dict[str, int] = json.loads(told.read_text()) if told.exists() else {}
    cluster.ensure(tied=False)
    faults = [] if code == 0 else ["город не дожил до конца: причина в строках выше"]
    for promise in PROMISES:
        result = subprocess.run(
            [sys.executable, "manage.py", *promise], env=environment, check=False, capture_output=True, text=True
        )
        if result.returncode:
            faults.append(f"{' '.join(promise)}: {result.stdout.strip()} {result.stderr.strip()}")
    return done, faults


# What must not be nothing at the end: a run that did no work has proved nothing.
WORK = ("ответов людей", "подано заявок", "документов", "записей журнала")


def verdict(rows: dict[str, int], faults: list[str]) -> int:
    """The table, and whether everything that was promised holds."""
    faults += [f"работы не было: {name} — 0" for name in WORK if not rows.get(name)]
    for name, value in [*sorted(rows.items()), ("нарушено обещаний", len(faults))]:
        print(f"{name:<40} {value:>8}")
    for fault in faults:
        print(f"  ✗ {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    began = time.monotonic()
    code = main()
    work = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{'секунд':<40} {time.monotonic() - began:>8.0f}")
    print(f"{'секунд процессора (без базы данных)':<40} {work.ru_utime + work.ru_stime:>8.0f}")
    sys.exit(code)
