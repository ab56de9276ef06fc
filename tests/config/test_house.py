"""The house keeps its own rules; each rule is tried on good and bad lines of its own first."""

import ast
import tomllib
from functools import cache
from pathlib import Path
from statistics import median

import pytest
from django.conf import settings

from casework import roles
from programme.models import Role
from tests.config import house


@cache
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse((house.ROOT / path).read_text()) for path in house.python_files()}


@cache
def graph() -> dict[str, set[str]]:
    return house.graph_of({house.module_name(path): tree for path, tree in trees().items()})


def lines(path: Path) -> int:
    return (house.ROOT / path).read_text().count("\n")


def test_files_are_small():
    sizes = {str(path): lines(path) for path in trees()}
    assert {name: size for name, size in sizes.items() if size > 300} == {}
    assert median(size for size in sizes.values() if size) <= 75


def test_functions_are_small():
    sizes = {
        f"{path}:{function.name}": house.length(function)
        for path, tree in trees().items()
        for function in house.functions(tree)
    }
    assert {name: size for name, size in sizes.items() if size > 40} == {}
    ordered = sorted(sizes.values())
    assert (median(ordered) <= 6, ordered[len(ordered) * 9 // 10] <= 18) == (True, True)


def test_names_say_what_they_name():
    vague = {str(path): names for path, tree in trees().items() if (names := house.vague_names(tree))}
    assert vague == {}


@pytest.mark.parametrize(
    "bad",
    ["one = 1", "for one in rows: pass", "def f(told): pass", "def said(): pass", "class found: pass", "(found := 1)"],
)
def test_a_vague_name_is_noticed(bad):
    assert len(house.vague_names(ast.parse(bad))) == 1


def test_a_noun_is_no_vague_name():
    assert house.vague_names(ast.parse("clause = row.one(found=1)\n'one'\nfoundation = said")) == []


def test_a_function_is_as_long_as_its_lines():
    [short, long] = house.functions(ast.parse("def f(): pass\nasync def g(\n    a,\n):\n    return a"))
    assert (house.length(short), house.length(long)) == (1, 4)


def test_no_module_imports_itself_in_the_end():
    assert house.circles(graph()) == []


def test_pages_stand_above_acts_and_acts_above_facts():
    assert house.upward(graph(), settings.ROOMS) == []


def test_the_linter_knows_every_thing():
    contracts = tomllib.loads((house.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    [inside] = [contract for contract in contracts if "containers" in contract]
    assert sorted(inside["containers"]) == house.things(settings.ROOMS)


def test_a_circle_and_a_step_upward_are_noticed_wherever_the_import_stands():
    sources = {
        "room.thing.views": "from room.thing import actions",
        "room.thing.actions": "import room.sums",
        "room.sums": "def count():\n    from room.other.views import shown",
        "room.other.views": "from room.thing.models import Thing",
        "room.thing.models": "if TYPE_CHECKING:\n    from room.thing.views import page",
    }
    seen = house.graph_of({name: ast.parse(source) for name, source in sources.items()})
    assert house.circles(seen) == []
    assert house.upward(seen, ["room"]) == ["room.other.views <- room.thing.actions"]
    seen["room.other.views"].add("room.thing.actions")
    assert house.circles(seen) == ["room.other.views", "room.sums", "room.thing.actions"]


def test_a_role_is_spelt_at_one_address():
    spelt = {str(path): keys for path, tree in trees().items() if (keys := house.role_keys(tree))}
    assert list(spelt) == ["casework/roles.py"]
    assert sorted(spelt["casework/roles.py"]) == sorted(f"role:{role}" for role in Role)


def test_a_key_of_a_role_is_noticed_and_a_pattern_is_not():
    assert house.role_keys(ast.parse("'role:clerk' in keys\nf'role:{name}'\nkey.startswith('role:')")) == ["role:clerk"]
    assert len(set(roles.OFFICES)) == len(roles.OFFICES)


def test_the_way_back_is_drawn_by_its_tags():
    templates = sorted((house.ROOT / "templates").rglob("*.html"))
    by_hand = [
        str(path.relative_to(house.ROOT)) for path in templates if house.has_hand_written_trail(path.read_text())
    ]
    assert by_hand == []


def test_a_trail_by_hand_is_noticed():
    assert house.has_hand_written_trail('<nav class="no-print" aria-label="Путь"><ol>')
    assert house.has_hand_written_trail('<ol class="trail">')
    assert not house.has_hand_written_trail(
        '{% breadcrumbs %}{% crumb "Протокол" page="protocol" %}{% endbreadcrumbs %}'
    )
