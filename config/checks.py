"""`./run test`: everything that must hold before a change is taken, in the order of how fast it answers."""

import sys
import time
from pathlib import Path

from config.console import say
from config.supervisor import call

PRODUCTION = {
    "SITE_URL": "https://example.org",
    "DEBUG": "0",
    "DEMO": "0",
    "SOGLASIE_TESTING": "0",
    "SECRET_KEY": "0123456789abcdefghij" * 3,
}
TESTING = {"SOGLASIE_TESTING": "1", "DEMO": "0", "DEBUG": "0"}
MANAGE = [sys.executable, "manage.py"]
PYTEST = [sys.executable, "-m", "pytest"]
OTHER_DAYS = ("new-year-eve", "before-holidays", "+400")  # besides the ordinary Wednesday of tests/clock.py
PAIR = ["-n", "2", "--dist", "loadfile"]  # the stories of a file share what they have built


def _tool(name: str, *arguments: str) -> list[str]:
    return [str(Path(sys.executable).with_name(name)), *arguments]


def steps(pytest_arguments: list[str]) -> list[tuple[str, list[str], dict[str, str]]]:
    quick = not pytest_arguments
    checks = [
        ("Правила кода", _tool("ruff", "check", "."), {}),
        ("Вид кода", _tool("ruff", "format", "--check", "."), {}),
        ("Правила шаблонов", _tool("djlint", "--lint", "."), {}),
        ("Слои", _tool("lint-imports"), {}),
        ("Типы", _tool("mypy"), TESTING),
        ("Миграции", [*MANAGE, "makemigrations", "--check", "--dry-run"], TESTING),
        ("Настройки", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    ]
    if not quick:
        return [("Испытания", [*PYTEST, *pytest_arguments], TESTING)]
    # Runs of their own: Chromium's driver keeps an event loop in its process, what is killed must be alone in its database,
    # and a run has one today.
    stories = [
        *((f"Другой день: {day}", [*PYTEST, "-m", "dated", f"--today={day}", *PAIR], TESTING) for day in OTHER_DAYS),
        ("Отказы", [*PYTEST, "-m", "fault"], TESTING),
        ("Браузер", [*PYTEST, "-m", "browser", *PAIR], TESTING),
        ("Испытания", [*PYTEST, "-m", "not browser and not fault", *PAIR], TESTING),
    ]
    return [*checks, *stories]


def run(arguments: list[str]) -> int:
    """All steps, or with arguments for pytest only pytest: who names one test wants its answer at once."""
    keep_going = "--all" in arguments
    arguments = [argument for argument in arguments if argument != "--all"]
    failed = []
    for name, command, environment in steps(arguments):
        say(f"── {name}: {' '.join([Path(command[0]).name, *command[1:]])}")
        started = time.monotonic()
        code = call(command, environment)
        # pytest's own last line stays the last one on the screen
        if name != "Испытания" or code:
            verdict = f"не пройдено (код {code})" if code else "в порядке"
            say(f"── {name}: {verdict}, {time.monotonic() - started:.1f} с")
        if code:
            failed.append(name)
            if not keep_going:
                break
    if failed:
        say(f"Не пройдено: {', '.join(failed)}.")
    return 1 if failed else 0
