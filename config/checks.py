"""`./run test`: everything that must hold before a change is taken, in the order of how fast it answers."""

import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from config.console import say
from config.supervisor import begin, call, finish

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


Step = tuple[str, list[str], dict[str, str]]


def static_checks() -> list[Step]:
    """What reads the code without running its stories; the longest first."""
    return [
        ("Типы", _tool("mypy"), TESTING),
        ("Настройки", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
        ("Миграции", [*MANAGE, "makemigrations", "--check", "--dry-run"], TESTING),
        ("Слои", _tool("lint-imports"), {}),
        ("Правила шаблонов", _tool("djlint", "--lint", "."), {}),
        ("Правила кода", _tool("ruff", "check", "."), {}),
        ("Вид кода", _tool("ruff", "format", "--check", "."), {}),
    ]


def stories() -> list[Step]:
    """Runs of their own: Chromium's driver keeps an event loop in its process, what is killed must be alone in its database,
    and a run has one today."""
    return [
        *((f"Другой день: {day}", [*PYTEST, "-m", "dated", f"--today={day}", *PAIR], TESTING) for day in OTHER_DAYS),
        ("Отказы", [*PYTEST, "-m", "fault"], TESTING),
        ("Браузер", [*PYTEST, "-m", "browser", *PAIR], TESTING),
        ("Испытания", [*PYTEST, "-m", "not browser and not fault", *PAIR], TESTING),
    ]


def side_by_side(steps: list[Step]) -> list[str]:
    """Run the steps all at once and name the failed; each is told in a line when it is over, a failed one with all it said."""
    started, failed = time.monotonic(), []
    with ExitStack() as outputs:
        running = []
        try:
            for step in steps:
                output = outputs.enter_context(tempfile.TemporaryFile())
                running.append((step, begin(step[1], step[2], output), output))
            while running:
                time.sleep(0.05)
                for over in [entry for entry in running if entry[1].poll() is not None]:
                    running.remove(over)
                    step, process, output = over
                    if process.returncode:
                        failed.append(step[0])
                        output.seek(0)
                        say(f"── {_shown(step)}\n{output.read().decode(errors='replace').rstrip()}")
                    _tell(step, process.returncode, started)
        except BaseException:
            for _, process, _ in running:
                finish(process)
            raise
    return failed


def one_by_one(steps: list[Step], *, keep_going: bool) -> list[str]:
    """Run the steps on the screen and name the failed; after a failed one the rest are left unless we keep going."""
    failed = []
    for step in steps:
        say(f"── {_shown(step)}")
        started = time.monotonic()
        code = call(step[1], step[2])
        # pytest's own last line stays the last one on the screen
        if step[0] != "Испытания" or code:
            _tell(step, code, started)
        if code:
            failed.append(step[0])
            if not keep_going:
                break
    return failed


def _shown(step: Step) -> str:
    name, command, _ = step
    return f"{name}: {' '.join([Path(command[0]).name, *command[1:]])}"


def _tell(step: Step, code: int, started: float) -> None:
    verdict = f"не пройдено (код {code})" if code else "в порядке"
    say(f"── {step[0]}: {verdict}, {time.monotonic() - started:.1f} с")


def run(arguments: list[str]) -> int:
    """All steps, or with arguments for pytest only pytest: who names one test wants its answer at once."""
    keep_going = "--all" in arguments
    arguments = [argument for argument in arguments if argument != "--all"]
    if arguments:
        failed = one_by_one([("Испытания", [*PYTEST, *arguments], TESTING)], keep_going=False)
    else:
        failed = side_by_side(static_checks())
        if keep_going or not failed:
            failed += one_by_one(stories(), keep_going=keep_going)
    if failed:
        say(f"Не пройдено: {', '.join(failed)}.")
    return 1 if failed else 0
