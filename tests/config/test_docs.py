"""Whatever the documentation names is there: files, names in code, commands, pages it links to."""

import os
import re
from functools import cache
from importlib import import_module
from pathlib import Path, PurePosixPath

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands

from config import commands

PROJECT = Path(__file__).resolve().parents[2]
PAGES = sorted([*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md")])
PACKAGES = {*settings.ROOMS, "config", "tests", "benchmarks"}
FENCED = re.compile(r"^```.*?^```", re.M | re.S)
QUOTED = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
FILE = re.compile(r"[\w.-]+\.(py|md|toml|json|html|css|lock|in|yaml|svg)")
NAME = re.compile(r"[a-z_]+(\.\w+)+")
MADE = {"node_modules", "var", "vendor", "__pycache__"}
FUTURE = "talent_pool"  # a room that the pages only imagine


@cache
def files() -> frozenset[str]:
    """Files and folders of the project, without what is made or brought."""
    names = set()
    for folder, folders, here in os.walk(PROJECT):
        folders[:] = [name for name in folders if name == ".ci" or not (name.startswith(".") or name in MADE)]
        place = PurePosixPath(folder).relative_to(PROJECT)
        names |= {str(place / name) for name in (*folders, *here)}
    return frozenset(names)


def is_path(word: str) -> bool:
    """Does the word look like a file or a folder of ours? Others speak of addresses, of what is made later, or of other programs."""
    if FUTURE in word or MADE & set(word.split("/")):
        return False
    first, slash, _ = word.partition("/")
    return first in files() if slash else bool(FILE.fullmatch(word))


def exists(word: str) -> bool:
    """A path from the project's root, or a bare name of any file. `<thing>`, `…` and `*` stand for anything."""
    pattern = re.sub(r"<[^>]+>|…|\*+", "*", word.rstrip("/"))
    wanted = PurePosixPath(pattern)
    if "/" in word:
        return any(
            PurePosixPath(name).match(pattern) and len(PurePosixPath(name).parts) == len(wanted.parts)
            for name in files()
        )
    return any(PurePosixPath(name).match(pattern) for name in files())


def resolves(name: str) -> bool:
    """A module, something in one, or a model by its app: `casework.door`, `casework.door.act`, `casework.Waiting.addressee`."""
    parts = name.split(".")
    for number in range(len(parts), 0, -1):
        try:
            thing = import_module(".".join(parts[:number]))
        except ModuleNotFoundError:
            continue
        if has(thing, parts[number:]):
            return True
        break
    try:
        return has(apps.get_model(parts[0], parts[1]), parts[2:])
    except LookupError:
        return False


def has(thing: object, names: list[str]) -> bool:
    for name in names:
        if name in fields_of(thing):
            return True
        if not hasattr(thing, name):
            return False
        thing = getattr(thing, name)
    return True


def fields_of(thing: object) -> set[str]:
    meta = getattr(thing, "_meta", None)
    return {field.name for field in meta.get_fields()} if meta else set()


def is_command(words: list[str]) -> bool:
    if words[0] == "./run" and words[1:2] != ["manage"]:
        return (
            len(words) == 1
            or words[1] in {*commands.COMMANDS, "…", *commands.OPTIONS["demo"]}
            or not words[1].isascii()
        )
    named = words[2:3] if words[0] == "./run" else words[1:2]
    return not named or named[0] in get_commands() or not named[0].isascii() or named == ["…"]


def faults(text: str, folder: Path = PROJECT) -> list[str]:
    """What the page names and is not there."""
    text = FENCED.sub("", text)
    found = [link for link in LINK.findall(text) if not (folder / link).exists()]
    for quoted in QUOTED.findall(text):
        words = quoted.split()
        word = re.sub(r"\(.*|::.*", "", words[0]) if words else ""
        if word in {"./run", "manage.py"}:
            is_there = is_command(words)
        elif len(words) > 1 and not quoted.startswith(word + "("):
            continue
        elif is_path(word):
            is_there = exists(word)
        elif NAME.fullmatch(word) and word.partition(".")[0] in PACKAGES and FUTURE not in word:
            is_there = resolves(word)
        else:
            continue
        if not is_there:
            found.append(quoted)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_all_that_a_page_names_is_there(page: Path) -> None:
    assert faults(page.read_text(), page.parent) == []


@pytest.mark.parametrize(
    "line",
    [
        "The door is `casework/door.py`, its folder `casework/`, and `door.py` for short.",
        "`casework.door.act(case, by=…)` takes the lock; `casework.door` is a module.",
        "`casework.Waiting` is a model, `casework.Waiting.addressee` its field, `casework.models.Waiting.addressee` too.",
        "Numbers stand in `programme/data/regulation-*.json`, stories in `tests/<room>/test_<verb>.py`.",
        "`./run test`, `./run`, `./run manage states`, `manage.py check_invariants`, `./run manage …`, `./run test [что]`",
        "Not ours: `tasks/<номер>/`, `var/files`, `/var/lib/soglasie/`, `example.org`, `person:7`, `journal_entry`, `--no-serve`.",
        "What is imagined: `talent_pool/`, `templates/talent_pool/`, `tests/access/of_talent_pool.py`.",
        "[The picture](docs/flows/ProposalFlow.svg), [outside](https://example.org/), [below](#there).",
        "```\nhurried/notes.py says `casework.window`\n```",
    ],
)
def test_good_lines(line: str) -> None:
    assert faults(line) == []


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("The door is `casework/doors.py`.", ["casework/doors.py"]),
        ("Somewhere in `doorway.py`.", ["doorway.py"]),
        ("A folder `casework/doors/`.", ["casework/doors/"]),
        ("`casework.doors.act`", ["casework.doors.act"]),
        ("`casework.door.react(case)`", ["casework.door.react(case)"]),
        ("`casework.Waiting.addressees` and `casework.Waited`", ["casework.Waiting.addressees", "casework.Waited"]),
        ("Numbers stand in `programme/data/rules-*.json`.", ["programme/data/rules-*.json"]),
        ("`./run tests` and `./run manage statuses`", ["./run tests", "./run manage statuses"]),
        ("[The picture](docs/flows/Proposals.svg)", ["docs/flows/Proposals.svg"]),
    ],
)
def test_bad_lines(line: str, named: list[str]) -> None:
    assert faults(line) == named
