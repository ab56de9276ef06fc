"""No page is an orphan: every address of the rooms is named by a template, or by code that makes links or redirects."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings

PROJECT = Path(settings.BASE_DIR)
# Addresses whose names are put together, and the words from which they are; addresses that others than our pages name.
COMPOSED = ("contribution_", "agreement_", "negotiation_", "axis_", "part_")
NAMED_ELSEWHERE = {
    "check_document": "printed on papers as a QR code",
    "security_txt": "RFC 9116",
    "robots": "RFC 9309",
    "favicon": "asked for by browsers",
}


def addresses() -> set[str]:
    """The names of all addresses of our rooms."""
    rooms = [room for room in settings.ROOMS if find_spec(f"{room}.urls")]
    return {pattern.name for room in rooms for pattern in import_module(f"{room}.urls").urlpatterns if pattern.name}


def words() -> str:
    """All templates, and all code of the rooms but their lists of addresses."""
    files = [*PROJECT.glob("templates/**/*.*")]
    for room in settings.ROOMS:
        files += [
            path for path in (PROJECT / room).rglob("*.py") if path.name != "urls.py" and "migrations" not in path.parts
        ]
    return "\n".join(path.read_text() for path in files)


def orphans(names: set[str], text: str) -> list[str]:
    """Names that nothing mentions in quotes."""
    mentioned = set(re.findall(r"""['"]([a-z0-9_]+)['"]""", text))
    return sorted(names - mentioned)


@pytest.mark.parametrize(("text", "left"), [("{% url 'known' %}", ["lost"]), ('reverse("known"), href("lost")', [])])
def test_an_orphan_is_seen(text: str, left: list[str]) -> None:
    assert orphans({"known", "lost"}, text) == left


def test_every_address_is_named_by_somebody() -> None:
    left = orphans(addresses(), words())
    composed = [name for name in left if name.startswith(COMPOSED)]
    assert [name for name in left if name not in composed and name not in NAMED_ELSEWHERE] == []
