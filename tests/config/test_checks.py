"""The quick checks run side by side and tell what failed."""

import sys

import pytest

from config.checks import coverage, is_whole, side_by_side, static_checks


def step(name: str, script: str) -> tuple[str, list[str], dict[str, str]]:
    return name, [sys.executable, "-c", script], {"WORD": "слово"}


def test_a_failed_check_is_shown_whole_and_a_good_one_in_a_line(capsys) -> None:
    talkative = "import os, sys\nprint('\\n'.join(map(str, range(3000))), os.environ['WORD'])\nsys.exit(3)"
    failed = side_by_side([step("Болтун", talkative), step("Молчун", "print('всё хорошо')")], at_once=1)
    shown = capsys.readouterr().out
    assert failed == ["Болтун"]
    assert "\n2998\n2999 слово\n── Болтун: не пройдено (код 3), " in shown
    assert "── Молчун: в порядке, " in shown
    assert "всё хорошо" not in shown


def test_checks_that_wait_for_each_other_end_because_they_run_at_once(capsys, tmp_path) -> None:
    """Each waits for the file of the other: one after another neither would end."""
    meet = "import pathlib, time\npathlib.Path({!r}).touch()\nwhile not pathlib.Path({!r}).exists(): time.sleep(0.01)"
    here, there = str(tmp_path / "here"), str(tmp_path / "there")
    assert (
        side_by_side([step("Один", meet.format(here, there)), step("Другой", meet.format(there, here))], at_once=2)
        == []
    )


def test_no_more_run_at_once_than_allowed(capsys, tmp_path) -> None:
    alone = "import pathlib, sys, time\nplace = pathlib.Path({!r})\nplace.mkdir()\ntime.sleep(0.1)\nplace.rmdir()"
    steps = [step(str(number), alone.format(str(tmp_path / "alone"))) for number in range(3)]
    assert side_by_side(steps, at_once=1) == []


def test_every_check_is_asked() -> None:
    assert sorted(name for name, _, _ in static_checks()) == [
        "Вид кода",
        "Миграции",
        "Настройки",
        "Правила кода",
        "Правила шаблонов",
        "Слои",
        "Типы",
    ]


def test_only_the_whole_suite_has_a_floor_of_coverage() -> None:
    *_, whole = coverage(with_floor=True)
    *_, part = coverage(with_floor=False)
    assert whole[1][1:] == ["report", "--format=total"]
    assert part[1][1:] == ["report", "--format=total", "--fail-under=0"]


@pytest.mark.parametrize(
    ("arguments", "whole"),
    [
        ([], True),
        (["--cover"], True),
        (["--all", "--cover"], True),
        (["--cover", "tests/journal"], False),
        (["-x"], False),
    ],
)
def test_whatever_is_no_flag_of_ours_chooses_tests(arguments: list[str], whole: bool) -> None:
    assert is_whole(arguments) is whole
