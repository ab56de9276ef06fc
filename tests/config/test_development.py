"""`./run dev` and `./run rehearse` live beside the installation and harm neither it nor each other."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from config import development, machine, ports, rehearsal
from config.aside import Aside
from config.embedded_postgres import Cluster

PROJECT = Path(__file__).resolve().parents[2]


def run(*command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *command],
        cwd=PROJECT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=600,
    )


@pytest.mark.parametrize(("site", "more"), [(development.SITE, {"DEBUG": "1"}), (rehearsal.SITE, rehearsal.MORE)])
def test_nothing_of_it_is_where_the_installation_keeps_its_own(site: Aside, more: dict[str, str]) -> None:
    cluster = site.cluster()
    chosen = site.variables(cluster, 8765) | more
    assert chosen["DATABASE_URL"] == cluster.dsn() != Cluster().dsn()
    assert chosen["SITE_URL"] == "http://127.0.0.1:8765"
    folders = {Path(chosen[name]) for name in ("MEDIA_ROOT", "EMAIL_FILE_PATH", "KEYS_DIR")}
    assert {folder.parent for folder in folders} == {PROJECT / "var" / site.name}
    shown = (
        "from django.conf import settings as s; "
        "print(s.EMAIL_BACKEND.split('.')[-2], s.EMAIL_FILE_PATH, s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME)"
    )
    names = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'; "
    result = run("-c", names + shown, **chosen, SOGLASIE_TESTING="0", EMAIL_HOST="mail.example.org")
    expected = ["filebased", chosen["EMAIL_FILE_PATH"], f"{site.name}-sessionid", f"{site.name}-csrftoken"]
    assert result.stdout.split() == expected, result.stderr


def test_a_server_of_somebody_s_own_is_left_alone() -> None:
    result = run("-m", "config.launch", "dev", DATABASE_URL="postgres://city@db.example.org/city")
    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    assert "unset DATABASE_URL" in line


def test_the_address_of_the_installation_is_no_obstacle(monkeypatch) -> None:
    """As after eval "$(./run env)"."""
    with socket.socket() as free:
        free.bind((ports.BIND, 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("DATABASE_URL", Cluster().dsn())
    monkeypatch.setenv("PORT", str(port))
    assert development.choose_port() == port


def test_a_taken_port_is_one_line_with_a_remedy() -> None:
    with socket.socket() as taken:
        taken.bind((ports.BIND, 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("-m", "config.launch", "dev", PORT=str(port), DATABASE_URL="")
    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    assert f"PORT={port + 1} ./run dev" in line


def test_a_site_for_others_does_not_start_with_debug() -> None:
    script = "import os; os.environ.pop('DJANGO_SETTINGS_MODULE', None); import config.serving"  # as gunicorn finds it
    assert run("-c", script, DEBUG="0").returncode == 0
    result = run("-c", script, DEBUG="1")
    assert result.returncode == 1
    assert "DEBUG=1 — только для ./run dev" in result.stderr


def test_what_is_removed_is_its_own(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine, "VAR", tmp_path.parent)
    site = Aside(tmp_path.name, "./run dev", "8001", "базу и файлы")
    cluster = site.cluster()
    assert cluster.home != Cluster().home
    for folder in ("files", "mail", "keys"):
        (tmp_path / folder).mkdir()
    cluster.home.mkdir(parents=True)
    site.remove(cluster)
    assert not cluster.home.exists()
    assert not {"files", "mail"} & {folder.name for folder in tmp_path.iterdir()}
    assert (tmp_path / "keys").exists()
