"""The rules of the house, as questions to the text of a file or to the graph of imports. Each returns what breaks it."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PACKAGES = [*settings.ROOMS, "config"]
# From the pages down: what stands left may import what stands right, never the other way, however many modules are between.
KINDS = ["urls", "views", "page", "flow", "forms", "actions", "papers", "models"]
VAGUE = {"one", "found", "told", "said"}
ROLE = re.compile(r"role:[a-z_]+\Z")
HAND_WRITTEN_TRAIL = re.compile(r'class="trail"|aria-label="Путь"')

Graph = Mapping[str, set[str]]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files() -> list[Path]:
    """The program itself: no migrations, no tests."""
    files = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    return [path.relative_to(ROOT) for path in files if "migrations" not in path.parts]


def functions(tree: ast.Module) -> list[Function]:
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def length(function: Function) -> int:
    """In lines, with its signature and docstring."""
    return function.end_lineno - function.lineno + 1


def vague_names(tree: ast.Module) -> list[str]:
    """Variables, arguments, functions and classes under a name that says nothing of what they are."""
    names = (_name(node) for node in ast.walk(tree))
    return [name for name in names if name in VAGUE]


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return node.id
    if isinstance(node, ast.arg):
        return node.arg
    return node.name if isinstance(node, Function | ast.ClassDef) else ""


def role_keys(tree: ast.Module) -> list[str]:
    """Capacity keys of roles that are spelt out."""
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [text for text in texts if ROLE.match(text)]


def module_name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def graph_of(sources: Mapping[str, ast.Module]) -> dict[str, set[str]]:
    """Which modules each of these imports of the others, inside functions too; what only the type checker reads is left out."""
    return {name: set(_imports(tree, sources)) - {name} for name, tree in sources.items()}


def _imports(tree: ast.AST, known: Mapping[str, ast.Module]) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield from [name for name in (inner, node.module) if name in known][:1]
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        yield from _imports(node, known)


def reachable(graph: Graph, start: str, within: str = "") -> set[str]:
    """Everything a module imports, directly or through others (of the room `within`)."""
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        news = {name for name in graph.get(ahead.pop(), set()) if name.startswith(within)} - seen
        seen |= news
        ahead += news
    return seen


def circles(graph: Graph) -> list[str]:
    """Modules that import themselves in the end."""
    return sorted(name for name in graph if name in reachable(graph, name))


def kind(module: str) -> str:
    """What a module of a room is: the last part of its name."""
    return module.rpartition(".")[2]


def upward(graph: Graph, rooms: Iterable[str]) -> list[str]:
    """`above <- below`: modules of a kind that lead, inside their room, to a kind that stands above them."""
    order = {name: place for place, name in enumerate(KINDS)}
    return sorted(
        f"{other} <- {module}"
        for room in rooms
        for module in graph
        if module.startswith(f"{room}.") and kind(module) in order
        for other in reachable(graph, module, f"{room}.")
        if order.get(kind(other), len(order)) < order[kind(module)]
    )


def things(rooms: Iterable[str]) -> list[str]:
    """The folders of the rooms in which modules of several kinds stand."""
    folders = (folder for room in rooms for folder in (ROOT / room).iterdir() if (folder / "__init__.py").exists())
    return sorted(
        f"{folder.parent.name}.{folder.name}"
        for folder in folders
        if sum((folder / f"{name}.py").exists() for name in KINDS) > 1
    )


def has_hand_written_trail(template: str) -> bool:
    """Does it draw the way back without the tags of `portal/templatetags/trail.py`?"""
    return bool(HAND_WRITTEN_TRAIL.search(template))
