"""The oldest PostgreSQL that is installed here beside the embedded one: tables, promises, a story and races hold there as well."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.embedded_postgres import PROJECT, WORKSHOP, Cluster

OLDEST = 15
PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")
PARTS = [
    "tests/negotiations/applications/test_submit_and_check.py::test_the_chairwoman_of_a_tos_submits_and_gets_a_number",
    "tests/negotiations/applications/test_submit_and_check.py::test_silence_after_a_return_refuses_by_itself_once",
    "tests/committee/decisions/test_decide.py::test_a_question_goes_from_the_agenda_to_a_published_decision",
    "tests/committee/voting/test_vote_races.py",
]


def installed() -> dict[int, Path]:
    """Folders of programs by the main number of their version."""
    folders = [folder for place in PLACES for folder in Path("/").glob(place[1:]) if (folder / "initdb").exists()]
    found = {int(numbers[0]): folder for folder in folders if (numbers := re.findall(r"\d+", folder.parent.name))}
    return {version: found[version] for version in sorted(found) if version >= OLDEST}


class Installed(Cluster):
    """A throw-away cluster of the machine's own programs; root lends them the same system user."""

    LOCALE = ("--locale=C.UTF-8",)

    def __init__(self, project: Path, programs: Path) -> None:
        super().__init__(project)
        self.programs = programs

    def _binary(self, name: str) -> Path:
        return self.programs / name


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Cluster]:
    if not (found := installed()):
        pytest.skip(f"no PostgreSQL of the machine's own, {OLDEST} or newer, in {' or '.join(PLACES)}")
    cluster = Installed(tmp_path, next(iter(found.values())))
    try:
        cluster.ensure(tied=True)
        yield cluster
    finally:
        cluster.remove()


def test_the_product_lives_on_another_server_version(server: Cluster) -> None:
    with psycopg.connect(server.dsn()) as connection:
        assert connection.info.server_version // 10000 == next(iter(installed()))
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "SOGLASIE_TEST_"))}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *PARTS]
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env=own | {"DATABASE_URL": server.dsn(role=WORKSHOP)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"\d+ passed", done.stdout) and "skipped" not in done.stdout
