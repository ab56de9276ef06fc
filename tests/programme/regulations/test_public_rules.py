"""The rules in public: every number has words, versions have dates, the file has the fingerprint that the page shows."""

import hashlib

import pytest
from django.conf import settings
from django.test import Client

from programme.models import Regulation
from programme.regulations import rulebook, schema

pytestmark = pytest.mark.django_db


def scalars(node, path=""):
    """Every last value of the data with its whole path."""
    if isinstance(node, dict):
        for name, inner in node.items():
            yield from scalars(inner, f"{path}.{name}".strip("."))
    elif isinstance(node, list):
        for inner in node:
            yield from scalars(inner, path)
    else:
        yield path


def test_every_path_of_the_data_has_words_in_the_schema():
    data = rulebook.read("regulation-1.json")["data"]
    known = {path for path, _ in schema.paths(data) if schema.is_known(path)}
    in_lists = {f"{leaf.path}.{column.name}" for leaf in schema.leaves(data) for column in leaf.columns if column.label}
    assert {path for path in scalars(data) if path not in known | in_lists} == set()
    assert set(rulebook.read("regulation-schema.json")["values"]) <= known, (
        "the schema speaks of nothing that is not there"
    )


def sources() -> str:
    """The program without the rules' own checks."""
    files = (file for room in settings.ROOMS for file in (settings.BASE_DIR / room).rglob("*.py"))
    return "\n".join(file.read_text() for file in files if "migrations" not in file.parts)


def test_a_term_that_nothing_counts_says_so():
    text, data = sources(), rulebook.read("regulation-1.json")["data"]
    uncounted = {name for name in data["deadlines"] if f'"{name}"' not in text}
    marked = {
        leaf.path.removeprefix("deadlines.") for leaf in schema.leaves(data) if leaf.is_term and leaf.is_for_people
    }
    assert marked == uncounted, "by_people of regulation-schema.json lists the terms that no step and no page counts"


def test_a_path_without_words_is_noticed():
    assert not schema.is_known("expertise.nonsense")


def test_the_page_shows_every_line_in_words(client: Client):
    page = client.get("/regulation/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    for leaf in schema.leaves(Regulation.in_force().data):
        assert f'id="{leaf.anchor}"' in page, leaf.path
    assert page.count("<tr id=") == len(Regulation.in_force().data["deadlines"])
    for words in ("E = 0,6 × P + 0,4 × O", "3 000 000 ₽", "без верхней границы", "вошла в силу с установкой системы"):
        assert words in page, words
    assert "{" not in page.split("<main")[1].split("</main>")[0], "a formula has kept a path instead of its number"


def test_the_file_has_the_fingerprint_of_the_page(client: Client):
    row = Regulation.in_force()
    answer = client.get(f"/regulation/{row.version}/data.json")
    assert hashlib.sha256(answer.content).hexdigest() == row.fingerprint
    assert row.fingerprint in client.get("/regulation/").content.decode()


def test_unknown_versions_are_not_there(client: Client):
    for address in (
        "/regulation/9/",
        "/regulation/9/data.json",
        "/regulation/1/to/9/",
        "/criteria/KN99/1/",
        "/criteria/KN1/9/",
    ):
        assert client.get(address).status_code == 404, address
    assert client.get("/regulation/compare/?old=x&new=1").url == "/regulation/"


def test_few_questions_for_any_number_of_versions(client: Client, django_assert_max_num_queries):
    client.get("/regulation/")
    with django_assert_max_num_queries(2):
        client.get("/regulation/")
    with django_assert_max_num_queries(1):
        client.get("/criteria/")
    with django_assert_max_num_queries(3):
        client.get("/criteria/KN1/1/")
