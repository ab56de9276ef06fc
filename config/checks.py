"""`./run test`: everything that must hold before a change is taken, in the order of how fast it answers."""

import shutil
import sys
import tempfile
import time
from pathlib import Path

from config.console import say
from config.machine import PROJECT
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
COVERED = [sys.executable, "-m", "coverage", "run", "-m", "pytest"]  # with the processes they start
COVERAGE = PROJECT / "var" / "coverage"
FILLED = PROJECT / "var" / "filled"  # which forms the stories fill in: tests/filled.py
FLAGS = {"--all", "--cover"}
OTHER_DAYS = ("new-year-eve", "before-holidays", "+400")  # besides the ordinary Wednesday of tests/clock.py
# The stories of a file share what they have built; tests/conftest.py says which files come first.
PAIR = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


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


def lonely_stories() -> list[Step]:
    """Runs that need a process of their own: what is killed must be alone in its database, and a run has one today."""
    return [
        ("Отказы", [*PYTEST, "-m", "fault"], TESTING),
        *((f"Другой день: {day}", [*PYTEST, "-m", "dated", f"--today={day}"], TESTING) for day in OTHER_DAYS),
    ]


def stories(pytest: list[str] = PYTEST) -> list[Step]:
    """Two runs, because Chromium's driver keeps an event loop in its process; then whether they have filled in every form."""
    noting = TESTING | {"SOGLASIE_FILLED": str(FILLED)}
    return [
        ("Браузер", [*pytest, "-m", "browser", *PAIR], noting),
        ("Испытания", [*pytest, "-m", "not browser and not fault", *PAIR], noting),
        ("Формы", [sys.executable, "-m", "tests.filled"], noting),
    ]


def coverage(*, with_floor: bool) -> list[Step]:
    """What the runs before have executed: a page a file, and the share of all; the floor of pyproject.toml is that of the whole suite."""
    report = [] if with_floor else ["--fail-under=0"]
    return [
        ("Сведение покрытия", _tool("coverage", "combine", "--quiet"), {}),
        ("Страницы покрытия", _tool("coverage", "html", "--quiet", "--fail-under=0"), {}),
        ("Покрытие", _tool("coverage", "report", "--format=total", *report), {}),
    ]


class Running:
    """A step under way; what it says is kept until it is over."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self.started = time.monotonic()
        self.output = tempfile.TemporaryFile()  # noqa: SIM115 (closed by report)
        self.process = begin(step[1], step[2], self.output)

    def report(self) -> None:
        """One line; of a failed step all it has said."""
        with self.output:
            if self.process.returncode:
                self.output.seek(0)
                say(f"── {_shown(self.step)}\n{self.output.read().decode(errors='replace').rstrip()}")
        _tell(self.step, self.process.returncode, self.started)


def side_by_side(steps: list[Step], at_once: int) -> list[str]:
    """Run so many steps at once, report each when it is over, and name the failed."""
    waiting, running, failed = list(steps), list[Running](), []
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                running.append(Running(waiting.pop(0)))
            time.sleep(0.05)
            for over in [worker for worker in running if worker.process.poll() is not None]:
                running.remove(over)
                over.report()
                if over.process.returncode:
                    failed.append(over.step[0])
    except BaseException:
        for worker in running:
            finish(worker.process)
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


def is_whole(arguments: list[str]) -> bool:
    """Is the whole suite meant? Whatever is no flag of ours is for pytest."""
    return set(arguments) <= FLAGS


def run(arguments: list[str]) -> int:
    """All steps, or with arguments for pytest only pytest: who names one test wants its answer at once."""
    keep_going, is_covered = "--all" in arguments, "--cover" in arguments
    chosen = [argument for argument in arguments if argument not in FLAGS]
    pytest = COVERED if is_covered else PYTEST
    if is_covered:
        shutil.rmtree(COVERAGE, ignore_errors=True)
    if chosen:
        failed = one_by_one([("Испытания", [*pytest, *chosen], TESTING)], keep_going=False)
    else:
        failed = side_by_side(static_checks(), at_once=len(static_checks()))
        if keep_going or not failed:
            failed += side_by_side(lonely_stories(), at_once=2)
        if keep_going or not failed:
            shutil.rmtree(FILLED, ignore_errors=True)
            failed += one_by_one(stories(pytest), keep_going=keep_going)
    if is_covered and COVERAGE.exists():
        failed += one_by_one(coverage(with_floor=not chosen and not failed), keep_going=False)
        say(f"Покрытие по строкам: {COVERAGE / 'html' / 'index.html'}")
    if failed:
        say(f"Не пройдено: {', '.join(failed)}.")
    return 1 if failed else 0
