"""Does the comparison of the two implementations notice every slip in the counts of docs/verify.py?

    ./run manage shell -c "from benchmarks.mutants import main; main()"

Each count of the verifier is changed in one place — another comparison, a number one greater or smaller, another operator, a condition turned
round — and fed everything the property tests have made of the product's own counts. A change that none of it notices is a survivor: a slip
that could stand there unseen. Ends with an error if there is one: what says the same in two ways is written in one.
"""

import ast
import copy
import signal
import sys
import types
from collections.abc import Iterator
from typing import Any

from hypothesis import seed

from tests.documents.evidence import test_counts as tests
from tests.dossiers import dossier, verify

BEGIN, END = "# --- Подсчёты", "# --- Схемы данных"
SECONDS = 20
ELSEWHERE = {"check_chain", "compare_rules", "term", "works"}  # tried by stories with real papers, not by this corpus
SWAPS: dict[type, list[type]] = {
    ast.Lt: [ast.LtE, ast.Gt], ast.LtE: [ast.Lt], ast.Gt: [ast.GtE, ast.Lt], ast.GtE: [ast.Gt], ast.Eq: [ast.NotEq], ast.NotEq: [ast.Eq],
    ast.In: [ast.NotIn], ast.NotIn: [ast.In], ast.Is: [ast.IsNot], ast.IsNot: [ast.Is], ast.Add: [ast.Sub], ast.Sub: [ast.Add],
    ast.Mult: [ast.Add], ast.Div: [ast.Mult], ast.FloorDiv: [ast.Mult], ast.And: [ast.Or], ast.Or: [ast.And],
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Hung(Exception):
    """A change has made a loop without an end: noticed."""


def corpus() -> list[dict[str, Any]]:
    """Every entry the property tests make, always the same ones."""
    entries: list[dict[str, Any]] = []
    real = verify.recount

    def remember(entry: dict[str, Any]) -> None:
        entries.append(copy.deepcopy(entry))
        real(entry)

    verify.recount = remember
    try:
        for name, test in vars(tests).items():
            if name.startswith("test_") and hasattr(test, "hypothesis"):
                seed(1)(test)()
    finally:
        verify.recount = real
    return entries


def refusals() -> list[tuple[str, Any, Any]]:
    """What a count must refuse: its name, the rules, the inputs."""
    rules = corpus_rules("ballot")
    votes = [{**tests.BALLOT, **change} for change in ({"for": 6, "absent": 3}, {"absent": 5}, {"recused": 1})]
    line = {"visit_from": "75", "visit_share": "10"}
    lots = [
        {"contest": "2026/1", "entries": [{"number": str(n), "score": score} for n, score in enumerate(scores)]}
        for scores in ([], ["75"], ["74.99", "75"])
    ]
    marks = [row for value in (11, -1, 5.0) for row in tests.of_marks(value)]
    return [*(("ballot", rules, vote) for vote in votes), *(("lot", line, lot) for lot in lots), *marks]


def corpus_rules(name: str) -> Any:
    """The rules of a count as a paper writes them."""
    return tests.frozen(tests.facts.count(name, "", rules=tests.BodyRules(), inputs={}, outputs={}))["rules"]


def changes(tree: ast.Module, first: int, last: int) -> Iterator[tuple[str, ast.Module]]:
    """Every program that differs in one place between two lines: what was changed, and the program."""
    within = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and first < node.lineno < last and node.name not in ELSEWHERE
    ]
    wanted = {id(node) for function in within for node in ast.walk(function)}
    silent = {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)
    }  # words for people
    numbers = [number for number, node in enumerate(ast.walk(tree)) if id(node) in wanted - silent]
    for number in numbers:
        for turn in range(4):
            other = copy.deepcopy(tree)
            node = list(ast.walk(other))[number]
            before = ast.unparse(node)
            if not _change(node, turn):
                break
            yield f"{node.lineno}: {before} → {ast.unparse(node)}", other  # type: ignore[attr-defined]


def _change(node: ast.AST, turn: int) -> bool:
    """Change a node in its `turn`-th way; False when there is none."""
    if isinstance(node, ast.Compare):
        ways = SWAPS[type(node.ops[0])]
        if turn < len(ways):
            node.ops[0] = ways[turn]()
        return turn < len(ways)
    if isinstance(node, ast.BinOp | ast.BoolOp | ast.AugAssign):
        ways = SWAPS.get(type(node.op), [])
        if turn < len(ways):
            node.op = ways[turn]()
        return turn < len(ways)
    if (
        isinstance(node, ast.Constant)
        and isinstance(node.value, int)
        and turn < (1 if isinstance(node.value, bool) else 2)
    ):
        node.value = not node.value if isinstance(node.value, bool) else node.value + (1, -1)[turn]
        return True
    if isinstance(node, ast.Name) and node.id in NAMES and turn == 0:
        node.id = NAMES[node.id]
        return True
    if isinstance(node, ast.If | ast.IfExp) and turn == 0:
        node.test = ast.UnaryOp(ast.Not(), node.test)
        return True
    return False


def is_noticed(program: ast.Module, entries: list[dict[str, Any]]) -> bool:
    """Does any entry no longer come out as the product has counted it?"""
    module = types.ModuleType("mutant")
    signal.alarm(SECONDS)
    try:
        exec(compile(ast.fix_missing_locations(program), "mutant", "exec"), module.__dict__)
        for entry in entries:
            module.recount(copy.deepcopy(entry))
        for name, rules, given in refusals():
            try:
                module.COUNTS[name](rules, copy.deepcopy(given))
            except module.Fault:
                continue
            return True
    except Exception:
        return True
    finally:
        signal.alarm(0)
    return False


def _hung(*_: Any) -> None:
    raise Hung


def main() -> None:
    """Try all changes and tell the survivors."""
    signal.signal(signal.SIGALRM, _hung)
    source = dossier.VERIFIER.read_text()
    lines = source.splitlines()
    first = next(number for number, line in enumerate(lines, 1) if line.startswith(BEGIN))
    last = next(number for number, line in enumerate(lines, 1) if line.startswith(END))
    entries = corpus()
    entries.sort(key=lambda entry: str(entry["count"]))
    total, survivors = 0, []
    for words, program in changes(ast.parse(source), first, last):
        total += 1
        if not is_noticed(program, entries):
            survivors.append(words)
            print(words, flush=True)
    print(f"изменений: {total}, не замечено: {len(survivors)}, записей: {len(entries)}")
    sys.exit(1 if survivors else 0)
