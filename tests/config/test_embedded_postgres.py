"""The embedded PostgreSQL: starts, survives kill -9, keeps data, loosens nothing around it."""

import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.embedded_postgres import SOCKET_LIMIT, Cluster
from config.trouble import Trouble


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("Проект с пробелом")


@pytest.fixture(scope="module")
def cluster(project: Path) -> Iterator[Cluster]:
    cluster = Cluster(project)
    cluster.ensure()
    yield cluster
    cluster.remove()


def ask(cluster: Cluster, question: str) -> object:
    with psycopg.connect(cluster.dsn(), autocommit=True) as connection:
        row = connection.execute(question).fetchone()  # type: ignore[call-overload]
        return row and row[0]


def postmaster(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def test_it_is_safe_and_speaks_russian(cluster: Cluster) -> None:
    assert ask(cluster, "SHOW data_checksums") == "on"
    assert ask(cluster, "SHOW fsync") == "on"
    assert ask(cluster, "SHOW server_encoding") == "UTF8"
    assert ask(cluster, "SHOW listen_addresses") == ""
    assert ask(cluster, "SELECT lower('ЁЛКА')") == "ёлка"
    assert ask(cluster, "SELECT to_tsvector('russian', 'проекты города') @@ to_tsquery('russian', 'проект')") is True


def test_the_application_is_no_superuser_and_cannot_become_one(cluster: Cluster) -> None:
    assert (
        ask(cluster, "SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
        is False
    )
    assert ask(
        cluster, "SELECT datdba::regrole = current_user::regrole FROM pg_database WHERE datname = current_database()"
    )
    for forbidden in ("SET session_replication_role = replica", "SET ROLE postgres", "ALTER ROLE soglasie SUPERUSER"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(cluster, forbidden)


def test_the_application_brings_the_extension_it_needs(cluster: Cluster) -> None:
    with psycopg.connect(cluster.dsn(), autocommit=True) as connection:
        connection.execute("CREATE EXTENSION btree_gist")
        connection.execute(
            "CREATE TABLE spans (who int, days daterange, EXCLUDE USING gist (who WITH =, days WITH &&))"
        )


def test_data_of_an_unreleased_version_is_refused_with_a_remedy(cluster: Cluster) -> None:
    cluster.roles.unlink()
    try:
        with pytest.raises(Trouble, match="reset"):
            cluster.ensure()
    finally:
        cluster.roles.touch()


def test_second_start_starts_nothing(cluster: Cluster, project: Path) -> None:
    before = postmaster(cluster)
    assert Cluster(project).ensure() is False
    assert postmaster(cluster) == before


@pytest.mark.fault
def test_kill_minus_nine_loses_nothing(cluster: Cluster, project: Path) -> None:
    with psycopg.connect(cluster.dsn(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        os.kill(postmaster(cluster), signal.SIGKILL)
        assert cluster.process
        cluster.process.wait()
    assert (cluster.data / "postmaster.pid").exists()
    assert Cluster(project).ensure() is True
    assert ask(cluster, "SELECT answer FROM kept") == 42


def test_stop_and_start_keep_the_data(cluster: Cluster, project: Path) -> None:
    with psycopg.connect(cluster.dsn(), autocommit=True) as connection:
        connection.execute("CREATE TABLE stayed AS SELECT 7 AS answer")
    assert cluster.stop() is True
    assert not cluster.is_running()
    assert cluster.stop() is False
    assert cluster.ensure() is True
    assert ask(cluster, "SELECT answer FROM stayed") == 7


def test_only_the_owner_may_come_in(cluster: Cluster, project: Path) -> None:
    for folder in (cluster.data, cluster.socket_dir):
        assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0
    for folder in (project, project.parent, project.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0, f"{folder} was opened to others"


def test_socket_path_always_fits(tmp_path: Path) -> None:
    deep = Cluster(tmp_path / ("очень-длинное-имя-папки" * 5))
    assert len(os.fsencode(deep.socket_dir)) <= SOCKET_LIMIT


def test_data_of_another_version_is_refused_with_a_remedy(cluster: Cluster) -> None:
    cluster.stop()
    version = cluster.data / "PG_VERSION"
    kept = version.read_text()
    version.write_text("9\n")
    try:
        with pytest.raises(Trouble, match=r"requirements\.lock"):
            cluster.ensure()
    finally:
        version.write_text(kept)
    assert cluster.ensure() is True
