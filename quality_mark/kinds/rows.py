"""The rows of the form of a kind: nominations, levels, places of the application. A row whose name is empty is not there."""

from collections.abc import Iterator
from typing import Any

from django import forms

from programme.lists import catalogue
from programme.models import CriteriaSet
from quality_mark.kinds.rules import GIVES, MOST_LEVELS, PER, TYPES

MOST_NOMINATIONS, MOST_PLACES = 8, 16
EMPTY = [("", "—")]
SIMPLE = ("public_vote", "site_visits", "requires_head_act", "hides_entrants")


def _sets() -> list[tuple[str, str]]:
    """Sets of criteria by code: the newest of each."""
    rows = CriteriaSet.objects.order_by("code", "-version").distinct("code")
    return [(row.code, row.title) for row in rows]


def nomination_fields(known: dict[str, Any]) -> dict[str, forms.Field]:
    """Title, area of the experts, set of criteria, quota, open to groups; or the list of the city."""
    fields: dict[str, forms.Field] = {}
    if known.get("listed"):
        fields["is_listed"] = forms.BooleanField(label="Номинации — из перечня города", required=False)
    sets, areas = [*EMPTY, *_sets()], [*EMPTY, *catalogue.choices("areas")]
    for n in range(1, MOST_NOMINATIONS + 1):
        row = f"nomination_{n}"
        fields[f"{row}_title"] = forms.CharField(label=f"Номинация {n}", max_length=120, required=False)
        fields[f"{row}_area"] = forms.ChoiceField(label="Область экспертов", choices=areas, required=False)
        fields[f"{row}_criteria"] = forms.ChoiceField(label="Набор критериев", choices=sets, required=False)
        fields[f"{row}_quota"] = forms.IntegerField(label="Квота", min_value=1, max_value=100, required=False)
    return fields


def level_fields() -> dict[str, forms.Field]:
    """Title, threshold, quota, what it gives, for how long."""
    fields: dict[str, forms.Field] = {}
    for n in range(1, MOST_LEVELS + 1):
        row = f"level_{n}"
        fields[f"{row}_title"] = forms.CharField(label=f"Уровень {n}", max_length=60, required=False)
        fields[f"{row}_threshold"] = forms.DecimalField(
            label="Порог, баллов", min_value=0, max_value=100, decimal_places=2, required=False
        )
        fields[f"{row}_gives"] = forms.ChoiceField(label="Что даёт", choices=[*EMPTY, *GIVES.items()], required=False)
        fields[f"{row}_months"] = forms.IntegerField(
            label="На сколько месяцев", min_value=1, max_value=120, required=False
        )
        if n == 1:  # a quota is the best level's: whoever reaches another receives it
            fields[f"{row}_quota"] = forms.IntegerField(label="Скольким", min_value=1, max_value=500, required=False)
            fields[f"{row}_per"] = forms.ChoiceField(label="Считать", choices=list(PER.items()), required=False)
    return fields


def place_fields() -> dict[str, forms.Field]:
    """Section, label, kind of answer, whether it must be answered, options of a choice; its name is kept unseen."""
    fields: dict[str, forms.Field] = {}
    for n in range(1, MOST_PLACES + 1):
        row = f"place_{n}"
        fields[f"{row}_label"] = forms.CharField(label=f"Поле {n}", max_length=120, required=False)
        fields[f"{row}_section"] = forms.CharField(label="Раздел", max_length=80, required=False)
        fields[f"{row}_type"] = forms.ChoiceField(label="Вид ответа", choices=list(TYPES.items()), required=False)
        fields[f"{row}_choices"] = forms.CharField(label="Варианты через «;»", max_length=300, required=False)
        fields[f"{row}_required"] = forms.BooleanField(label="Обязательно", required=False)
        fields[f"{row}_name"] = forms.SlugField(widget=forms.HiddenInput, max_length=31, required=False)
    return fields


def bound(form: Any, prefix: str, most: int) -> list[list[Any]]:
    """The fields of each row."""
    return [[form[name] for name in form.fields if name.startswith(f"{prefix}_{n}_")] for n in range(1, most + 1)]


def initial(data: dict[str, Any]) -> dict[str, Any]:
    """The data of a kind as the form shows them."""
    if not data:
        return {"place_1_name": "title", "place_1_label": "Название", "place_1_section": "Объект", "place_1_type": "line",
                "place_1_required": True}  # fmt: skip
    years, shown = data.get("eligibility", {}), {name: data.get(name, False) for name in SIMPLE}
    shown |= {"about": data.get("about", ""), "entrants": data["entrants"], "is_listed": bool(data.get("listed"))}
    shown |= {"experts_min": data.get("experts_min"), "blind": data.get("blind", "")}
    shown |= {name: years.get(name) for name in ("least_years", "most_years", "statement")}
    shown |= {f"jury_{name}": data.get("jury", {}).get(name) for name in ("min", "max")}
    for n, row in enumerate(data["nominations"], 1):
        shown |= {f"nomination_{n}_{name}": row[name] for name in ("title", "area", "criteria", "quota")}
    for n, row in enumerate(data["levels"], 1):
        shown |= {
            f"level_{n}_{name}": row.get(name) for name in ("title", "threshold", "quota", "per", "gives", "months")
        }
    return shown | _initial_places(data)


def _initial_places(data: dict[str, Any]) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    n = 0
    for section in data["form_sections"]:
        for row in section["fields"]:
            n += 1
            shown |= {
                f"place_{n}_section": section["title"], f"place_{n}_name": row["name"], f"place_{n}_label": row["label"],
                f"place_{n}_type": row.get("type", "text"), f"place_{n}_required": row.get("required", False),
                f"place_{n}_choices": "; ".join(row.get("choices", [])),
            }  # fmt: skip
    return shown


def _rows(answers: dict[str, Any], prefix: str, most: int, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows that have a name, with their numbers."""
    for n in range(1, most + 1):
        start = f"{prefix}_{n}_"
        row = {key.removeprefix(start): value for key, value in answers.items() if key.startswith(start)}
        if row.get(name):
            yield n, row


def unfinished(answers: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wanting in a row that has been begun: the field and the words (Russian)."""
    wanted = {"area": "Укажите область экспертов.", "criteria": "Укажите набор критериев.", "quota": "Укажите квоту."}
    for n, row in _rows(answers, "nomination", MOST_NOMINATIONS, "title"):
        yield from ((f"nomination_{n}_{name}", words) for name, words in wanted.items() if not row.get(name))
    for n, row in _rows(answers, "level", MOST_LEVELS, "title"):
        if not row.get("gives"):
            yield f"level_{n}_gives", "Укажите, что даёт уровень."
    for n, row in _rows(answers, "place", MOST_PLACES, "label"):
        if not row.get("section"):
            yield f"place_{n}_section", "Назовите раздел заявки."
        if row["type"] == "choice" and len(_options(row)) < 2:
            yield f"place_{n}_choices", "Назовите хотя бы два варианта через точку с запятой."


def as_data(answers: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """The answers as the data of a kind; what the form does not ask stays as it was in the draft."""
    years = {
        name: answers[name]
        for name in ("least_years", "most_years", "statement")
        if answers.get(name) not in (None, "")
    }
    is_listed = bool(answers.get("is_listed"))
    nominations = [] if is_listed else list(_nominations(answers))
    return {
        "title": answers["title"],
        "about": answers["about"],
        "entrants": answers["entrants"],
        "eligibility": {**_unasked(known), **years},
        "listed": known.get("listed", "") if is_listed else "",
        "nominations": nominations,
        "form_sections": _sections(answers, known),
        "sets": known.get("sets", []) if is_listed else sorted({row["criteria"] for row in nominations}),
        "jury": {name: answers[f"jury_{name}"] for name in ("min", "max") if answers.get(f"jury_{name}")},
        "experts_min": answers.get("experts_min"),
        "blind": answers.get("blind", ""),
        "single_entry": known.get("single_entry", ""),
        "levels": [_level(n, row, known) for n, row in _rows(answers, "level", MOST_LEVELS, "title")],
        **{name: answers[name] for name in SIMPLE},
    }


def _unasked(known: dict[str, Any]) -> dict[str, Any]:
    """Conditions the form has no question for."""
    asked = ("least_years", "most_years", "statement")
    return {name: value for name, value in known.get("eligibility", {}).items() if name not in asked}


def _nominations(answers: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for n, row in _rows(answers, "nomination", MOST_NOMINATIONS, "title"):
        yield {
            "code": f"{n:02d}", "title": row["title"], "area": row["area"], "criteria": row["criteria"], "quota": row["quota"],
            "for_groups": False,
        }  # fmt: skip


def _level(n: int, row: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    former = dict(enumerate(known.get("levels", []), 1)).get(n, {})
    threshold = row.get("threshold")
    return {
        "code": former.get("code") or f"level_{n}",
        "title": row["title"],
        "threshold": "" if threshold is None else f"{threshold.normalize():f}",
        "rule": former.get("rule", "") if threshold is None else "",
        "gives": row["gives"],
        "months": row.get("months"),
        "quota": row.get("quota"),
        "per": row.get("per") or "nomination",
        **{name: former[name] for name in ("prolong_months",) if former.get(name)},
    }


def _sections(answers: dict[str, Any], known: dict[str, Any]) -> list[dict[str, Any]]:
    """Places by section, in the order in which the sections are first named."""
    former = {row["name"]: row for section in known.get("form_sections", []) for row in section["fields"]}
    sections: dict[str, list[dict[str, Any]]] = {}
    for n, row in _rows(answers, "place", MOST_PLACES, "label"):
        name = row.get("name") or ("title" if n == 1 else f"place_{n}")
        kept = {key: value for key, value in former.get(name, {}).items() if key in ("least", "help", "labels")}
        place = {"name": name, "label": row["label"], "type": row["type"], "required": row["required"], **kept}
        if row["type"] == "choice":
            place["choices"] = _options(row)
        sections.setdefault(row["section"], []).append(place)
    codes = {section["title"]: section["code"] for section in known.get("form_sections", [])}
    return [
        {"code": codes.get(title) or f"s{n}", "title": title, "fields": fields}
        for n, (title, fields) in enumerate(sections.items(), 1)
    ]


def _options(row: dict[str, Any]) -> list[str]:
    return [part.strip() for part in (row.get("choices") or "").split(";") if part.strip()]
