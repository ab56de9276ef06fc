"""How the counts are written: schemas anybody can have, in words the verifier knows, of every count there is."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from documents.evidence.dossier import SCHEMA, schema_texts
from documents.snapshots import sha256
from programme.models import Regulation
from tests.dossiers import verify

SCHEMAS = {name: json.loads(text) for name, text in schema_texts().items()}
QUORUM = {
    "count": "quorum",
    "title": "Правомочность",
    "rules": {"regulation": "0" * 64, "quorum_share": "1/2", "sectors_min": 2},
    "inputs": {"members": 20, "present_by_sector": {"authority": 6, "business": 5}},
    "outputs": {"has_quorum": True},
}


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema."""
    yield schema
    for word in ("properties", "$defs"):
        for child in schema.get(word, {}).values():
            yield from nodes(child)
    for word in ("items", "additionalProperties"):
        if isinstance(schema.get(word), dict):
            yield from nodes(schema[word])
    for child in schema.get("anyOf", []):
        yield from nodes(child)


def test_every_count_has_a_schema_in_words_the_verifier_knows() -> None:
    assert set(SCHEMAS) == {*verify.COUNTS, "dossier", "journal"}
    assert SCHEMAS["dossier"]["properties"]["schema"]["const"] == SCHEMA == verify.SCHEMA
    for name, schema in SCHEMAS.items():
        assert schema["$id"] == reverse("schema", args=[name])
        for node in nodes(schema):
            assert set(node) <= verify.SILENT | verify.KNOWN
            assert node.get("type") != "number", "no binary fractions"
            assert node.get("type") != "object" or "additionalProperties" in node, "what is not named is not there"
            pattern = node.get("pattern", "^$")
            assert pattern.startswith("^") and pattern.endswith("$"), "a part of a text is no match"


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("count", "ballot"), ("title", None), ("more", 1), ("outputs", {}), ("outputs", {"has_quorum": 1}),
        ("inputs", {"members": 20.0, "present_by_sector": {}}), ("inputs", {"members": -1, "present_by_sector": {}}),
        ("inputs", {"members": True, "present_by_sector": {}}), ("inputs", {"members": 1, "present_by_sector": {"a": "1"}}),
        ("rules", {"regulation": "0" * 64, "quorum_share": "0,5", "sectors_min": 2}),
        ("rules", {"regulation": "0" * 64 + "\n", "quorum_share": "1/2", "sectors_min": 2}),
        ("rules", {"regulation": "0" * 64, "quorum_share": 1, "sectors_min": 2}),
    ],
)  # fmt: skip
def test_what_is_written_otherwise_does_not_fit(part: str, value: Any) -> None:
    schema = SCHEMAS["quorum"]
    verify.fit(QUORUM, schema, schema)
    with pytest.raises((verify.Fault, TypeError)):
        verify.fit({**QUORUM, part: value}, schema, schema)


def test_a_word_the_verifier_does_not_know_is_not_passed_over() -> None:
    with pytest.raises(verify.Fault, match="незнакомые слова"):
        verify.fit("aa", {"type": "string", "maxLength": 1}, {})


@pytest.mark.django_db
def test_anybody_takes_the_schemas_and_the_rules_behind_a_fingerprint(client: Client) -> None:
    page = client.get(reverse("seal")).content.decode()
    for name, text in schema_texts().items():
        assert reverse("schema", args=[name]) in page
        assert client.get(reverse("schema", args=[name])).content == text
    row = Regulation.in_force()
    address = reverse("rules", args=[row.fingerprint])
    assert address in client.get(row.get_absolute_url()).content.decode()
    assert sha256(client.get(address).content) == row.fingerprint
    assert client.get(reverse("rules", args=["0" * 64])).status_code == 404
    assert client.get(reverse("schema", args=["nothing"])).status_code == 404
