"""`manage.py states`: write docs/states.md and the pictures of the flows from the code itself, so that they cannot disagree with it."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import models

from casework import chart
from casework.flows import flows
from casework.guard import guarded_models, lawful_transitions, machine_of, targets_of

MODELS = guarded_models()
FLOWS = flows()


def rules_of(transition: Any) -> list[str]:
    """The rules of the regulation a transition cites: `custom={"rule": "MT-14"}`, several in one text."""
    return [rule for rule in transition.custom.get("rule", "").split(", ") if rule]


def methods(model: type[models.Model]) -> dict[str, tuple[list[str], list[tuple[str, str]]]]:
    """The lawful changes of a model: method → (rules it cites, (from, to) pairs)."""
    field = machine_of(model)
    changes: dict[str, tuple[list[str], list[tuple[str, str]]]] = {}
    pairs, codes = lawful_transitions(model), [str(code) for code, _ in field.flatchoices]
    for transition in field.get_all_transitions(model):
        name = transition.method.__name__
        _, known = changes.setdefault(name, (rules_of(transition), []))
        targets = targets_of(transition.target, codes)
        known += [(a, b) for a, b in pairs if (transition.source in (a, "*", "+")) and b in targets]
    return changes


def document() -> str:
    """The whole page."""
    lines = [
        "# Статусы, переходы и задачи",
        "",
        "Эта страница написана по коду командой `./run manage states`; тест сверяет её с кодом и с регламентом.",
        "Статус — то, что значило бы что-то и по почте; всё остальное — открытая задача потока (схемы в `docs/flows/`).",
        "",
    ]
    for model in MODELS:
        lines += _model(model)
    lines += ["## Потоки", ""]
    for flow in FLOWS:
        lines += _flow(flow)
    return "\n".join(lines).rstrip() + "\n"


def _model(model: type[models.Model]) -> list[str]:
    labels = dict(machine_of(model).flatchoices)
    rows = []
    for name, (rules, pairs) in sorted(methods(model).items(), key=lambda item: (item[1][0][:1] or ["яя"], item[0])):
        sources = ", ".join(f"`{a}`" for a in dict.fromkeys(a for a, _ in pairs))
        targets = ", ".join(f"`{b}`" for b in dict.fromkeys(b for _, b in pairs))
        rows.append(f"| {', '.join(rules) or '—'} | `{name}` | {sources} | {targets} |")
    return [
        f"## {model.__name__} — {model._meta.verbose_name}",
        "",
        "Статусы: " + " · ".join(f"`{code}` {label}" for code, label in labels.items()) + ".",
        "",
        "| Регламент | Переход | Из | В |",
        "|---|---|---|---|",
        *rows,
        "",
    ]


def _flow(flow: Any) -> list[str]:
    steps = [f"{n}. {title}" + (f" — {who}" if who else "") for n, (title, who, _) in enumerate(chart.steps(flow), 1)]
    return [f"### {flow.process_title}", "", f"![схема](flows/{flow.__name__}.svg)", "", *steps, ""]


def picture(flow: Any) -> str:
    """The flow as an SVG file that stands alone."""
    rules = (
        "rect,circle,path{fill:none;stroke:#14202e}text{font-family:sans-serif;fill:#14202e}"
        "path.so-flow-edge{stroke:#4d5b6b}marker path{fill:#4d5b6b;stroke:none}"
    )
    return re.sub(r"(<svg[^>]*>)", rf"\1<style>{rules}</style>", str(chart.svg(flow)), count=1) + "\n"


class Command(BaseCommand):
    help = "Написать docs/states.md и docs/flows/*.svg по коду."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--into", type=Path, default=settings.BASE_DIR / "docs")

    def handle(self, *args: Any, into: Path, **options: Any) -> None:
        (into / "states.md").write_text(document())
        (into / "flows").mkdir(exist_ok=True)
        for flow in FLOWS:
            (into / "flows" / f"{flow.__name__}.svg").write_text(picture(flow))
        self.stdout.write(f"Записано: {into}/states.md и схем: {len(FLOWS)}")
