"""`./run bench [NAME…] [--full | --tiny]`: the measures of docs/measures.md, each beside its reference, in one table."""

import os
import signal
import sys
import time
from collections.abc import Callable
from importlib import import_module

from benchmarks import scratch
from benchmarks.clockwork import ROUNDS, TINY, Line, is_tiny, table

# What it is called on the command line, and where its one function `measure(full)` stands.
MEASURES = {
    "M1": "small_case",
    "M2": "whole_case",
    "M3": "pages",
    "M4": "assigning",
    "M5": "ranking",
    "M6": "paper",
    "M7": "sealing",
    "M8": "memory_of_acts",
    "M9": "starting",
    "M10": "worker",
    "M11": "suite",
    "M12": "survey",
    "M13": "places",
}


def main(arguments: list[str]) -> int:
    """All measures, or those named (M1, small_case); --full adds the million cases, --tiny only shows that they work."""
    wanted = {argument.lower() for argument in arguments if not argument.startswith("-")}
    chosen = {key: name for key, name in MEASURES.items() if not wanted or wanted & {key.lower(), name}}
    if not chosen:
        print(f"Нет такой меры. Есть: {', '.join(f'{key} {name}' for key, name in MEASURES.items())}.")
        return 2
    lines: list[Line] = []
    if "--tiny" in arguments:
        os.environ[TINY] = "1"
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # whoever is stopped still drops the database it has made
    with scratch.installation():
        for key, name in chosen.items():
            started = time.monotonic()
            print(f"{key} {name} …", end=" ", file=sys.stderr, flush=True)
            measure: Callable[[bool], list[Line]] = import_module(f"benchmarks.{name}").measure
            lines += measure("--full" in arguments)
            print(f"{time.monotonic() - started:.0f} с", file=sys.stderr, flush=True)
    print(table(lines))
    print(
        "\nПроба: один круг, это не измерение."
        if is_tiny()
        else f"\nКругов: {ROUNDS}; отношение — медиана отношений по кругам."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
