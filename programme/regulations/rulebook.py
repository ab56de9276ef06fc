"""The rules and criteria that come with the system: reading, checking, storing them as first versions."""

import hashlib
import json
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from programme.identity.levels import ACTS, DEMANDED, LEAST, Level

CODES = re.compile(r"KN\d{1,3}(\s*,\s*KN\d{1,3})*")
DATA = Path(__file__).parent.parent / "data"

SECTIONS = (
    "deadlines", "representation", "identity", "files", "proposal", "negotiation", "expertise", "committee", "undertaking", "card", "consultation",
    "event", "survey", "training", "appeal", "contest", "mark", "protocol",
)  # fmt: skip


def fingerprint(data: Any) -> str:
    """SHA-256 (hex) of data in canonical form."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def canonical(data: Any) -> str:
    """Data in the form of which the fingerprint is taken: JSON with sorted keys and no spaces, UTF-8."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def read(name: str) -> Any:
    """A file of programme/data."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def faults(data: dict[str, Any]) -> list[str]:
    """What is wrong with the data of a regulation, in words of the person who edits it (Russian)."""
    missing = [f"Нет раздела «{section}»." for section in SECTIONS if section not in data]
    return missing or [
        *_deadline_faults(data["deadlines"]),
        *_appeal_faults(data["deadlines"]),
        *_representation_faults(data["representation"]),
        *_identity_faults(data),
        *_files_faults(data["files"]),
        *_expertise_faults(data["expertise"]),
        *_contest_faults(data["contest"]),
        *_protocol_faults(data["protocol"]),
        *_undertaking_faults(data),
        *_consultation_faults(data),
        *_training_faults(data["training"]),
        *_signature_faults(data.get("signature", {}).get("least", {"other": "simple"})),
    ]


def _deadline_faults(deadlines: dict[str, Any]) -> list[str]:
    missing = [name for name in read("regulation-1.json")["data"]["deadlines"] if name not in deadlines]
    return [f"Нет срока «{name}»." for name in missing] + [
        f"Срок «{name}»: нужны целое число дней больше нуля, вид (hard) и название."
        for name, entry in deadlines.items()
        if not (_is_positive(entry.get("days")) and isinstance(entry.get("hard"), bool) and entry.get("title"))
    ]


def _appeal_faults(deadlines: dict[str, Any]) -> list[str]:
    """A contest does not run away from an appeal that was filed in time (регламент 8.7: CT-10 and CT-17 wait for it)."""
    names = ("appeal.submit", "appeal.registration", "appeal.admission", "contest.voting", "contest.appeals")
    days = {name: deadlines.get(name, {}).get("days") for name in names}
    if not all(_is_positive(number) for number in days.values()):
        return []  # said of each term already
    submit, taken_up = (
        days["appeal.submit"],
        days["appeal.submit"] + days["appeal.registration"] + days["appeal.admission"],
    )
    problems = []
    if days["contest.voting"] < taken_up:
        problems.append(
            f"Голосование горожан не короче {taken_up} дней: за это время отказ в допуске обжалуют, а апелляцию регистрируют и принимают."
        )
    if days["contest.appeals"] < submit:
        problems.append(
            f"Апелляции на итоги конкурса ждут не меньше {submit} дней: столько даётся на подачу апелляции."
        )
    return problems


def _is_positive(number: Any) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and number > 0


def _representation_faults(representation: dict[str, Any]) -> list[str]:
    names = ("repeat_after_days", "open_max", "evidence_max")
    if all(_is_positive(representation.get(name)) for name in names):
        return []
    return ["Приглашения представителей: нужны целые числа больше нуля (repeat_after_days, open_max, evidence_max)."]


def _identity_faults(data: dict[str, Any]) -> list[str]:
    rules = data["identity"]
    names = ("code_minutes", "code_attempts", "codes_a_day", "number_rests_days", "smallest_group")
    if not all(_is_positive(rules.get(name)) for name in names):
        return [f"Подтверждение личности: нужны целые числа больше нуля ({', '.join(names)})."]
    problems = (
        [] if rules["smallest_group"] > 1 else ["Наименьшая показываемая группа (smallest_group) — не меньше двух."]
    )
    voting = data["deadlines"].get("contest.voting", {}).get("days", 0)
    if rules["number_rests_days"] < 3 * voting:
        problems.append(
            "Снятый номер (number_rests_days) отдыхает втрое дольше голосования горожан: иначе с одного телефона голосуют двое."
        )
    levels = rules.get("levels")
    for act, words in ACTS.items():
        unsaid = None if act in LEAST else Level.EMAIL  # editions older than the rule of an act
        level = levels.get(act, unsaid) if isinstance(levels, dict) else None
        if level not in DEMANDED:
            problems.append(f"Уровень личности для действия «{words}» ({act}): один из {', '.join(DEMANDED)}.")
        elif Level(level).rank < LEAST.get(act, Level.EMAIL).rank:
            problems.append(f"Чтобы {words}, нужен уровень не ниже «{LEAST[act].label}» (регламент 3.3).")
    return problems


def _signature_faults(least: dict[str, Any]) -> list[str]:
    """Editions older than the rule say nothing; a signature on paper is always taken, so it is no least one."""
    kinds = ("simple", "unqualified", "qualified")
    wrong = [paper for paper, kind in least.items() if kind not in kinds]
    return [f"Подпись под документами вида «{paper}»: одна из {', '.join(kinds)}." for paper in wrong] + (
        [] if "other" in least else ["Подпись под остальными документами (signature.least.other) не названа."]
    )


def _files_faults(files: dict[str, Any]) -> list[str]:
    names = ("of_one_application", "megabytes_of_one_application", "megabytes_of_one_person_a_day")
    if all(_is_positive(files.get(name)) for name in names):
        return []
    return [f"Файлы: нужны целые числа больше нуля ({', '.join(names)})."]


def _blind_faults(blind: dict[str, Any]) -> list[str]:
    if not CODES.fullmatch(blind["sets"] or "KN1"):
        return ["Наборы критериев, по которым заявителя скрывают, — коды через запятую: KN10, KN12."]
    return []


def _expertise_faults(expertise: dict[str, Any]) -> list[str]:
    problems = []
    try:
        if sum(Decimal(weight) for weight in expertise["weights"].values()) != 1:
            problems.append("Веса треков экспертизы в сумме должны давать 1.")
        limits = [None if step["up_to"] is None else Decimal(step["up_to"]) for step in expertise["thresholds"]]
        closed = limits[:-1]
        if not _is_positive(expertise["conflict_years"]):
            problems.append("Число лет, за которые учитываются связи (conflict_years), — целое больше нуля.")
        if expertise["pressure_office"] not in ("auditor", "appeals_member"):
            problems.append(
                "Сообщения о давлении (pressure_office) рассматривает auditor или appeals_member: не участник экспертизы."
            )
        if not _is_positive(expertise["challenges_max"]):
            problems.append("Число отводов одного заявителя или эксперта (challenges_max) — целое больше нуля.")
        problems += _blind_faults(expertise["blind"])
        points = expertise["distribution"]
        if sum(points[name] for name in ("area", "likeness", "wish")) > 100:
            problems.append("Распределение экспертов: очки за область, близость и желание в сумме не больше 100.")
        if not limits or limits[-1] is not None or None in closed or closed != sorted(closed):  # type: ignore[type-var]
            problems.append("Пороги экспертизы идут по возрастанию суммы, последний — без верхней границы.")
    except (KeyError, TypeError, InvalidOperation):
        problems.append(
            "Веса и пороги экспертизы записаны неверно: числа пишутся в кавычках, дробная часть — через точку."
        )
    return problems


def _contest_faults(contest: dict[str, Any]) -> list[str]:
    try:
        steps = [Decimal(contest["thresholds"][name]) for name in ("diploma_2", "diploma_1", "mark")]
        rising = sorted({*steps, Decimal(contest["single_entry"])}) == [*steps, Decimal(contest["single_entry"])]
    except (KeyError, TypeError, InvalidOperation):
        return ["Пороги конкурса записаны неверно: числа пишутся в кавычках, дробная часть — через точку."]
    return [] if rising else ["Пороги конкурса идут по возрастанию: Диплом II, Диплом I, Знак, единственная заявка."]


def _protocol_faults(protocol: dict[str, Any]) -> list[str]:
    total, sector = protocol.get("signatures_min"), protocol.get("signatures_per_sector_min")
    if not (isinstance(total, int) and isinstance(sector, int) and total >= 3 * sector > 0):
        return ["Подписей под Протоколом нужно не меньше, чем по наименьшему числу от каждого из трёх секторов."]
    return []


def _undertaking_faults(data: dict[str, Any]) -> list[str]:
    """Reminders must fit into the delay after which an undertaking is given up (UN-11)."""
    numbers, limit = data["undertaking"], data["deadlines"]["undertaking.overdue_limit"]["days"]
    names = ("max_returns", "reminders_before_failure", "reminder_every", "doubts_least")
    if not all(_is_positive(numbers.get(name)) for name in names):
        return [
            "Исполнение: число возвратов, напоминаний, дней между ними и ответов «не вижу» — целые числа больше нуля."
        ]
    if numbers["reminders_before_failure"] * numbers["reminder_every"] > limit:
        return ["Исполнение: напоминания не успеют до дня, когда поручение признают невыполненным."]
    return []


def _consultation_faults(data: dict[str, Any]) -> list[str]:
    """A refusal to show a message needs a reason of the list; the limit of the summary comes after its term (CS-05, CS-08)."""
    numbers, terms = data["consultation"], data["deadlines"]
    if not _is_positive(numbers.get("unchecked_max")) or not numbers.get("refusal_reasons"):
        return ["Обсуждения: нужны число непроверенных сообщений больше нуля и хотя бы одна причина отказа."]
    if terms["consultation.summary_limit"]["days"] <= terms["consultation.summary"]["days"]:
        return ["Обсуждения: крайний срок свода наступает позже срока свода."]
    return []


def _training_faults(training: dict[str, Any]) -> list[str]:
    """Whoever has been there often enough to be attested has not left the course (AT-02, AT-07)."""
    if not isinstance(training.get("required"), bool):
        return ["Обучение: «required» — да или нет."]
    least, dropped = training.get("attendance_min", 0), training.get("dropped_below")
    if not (_is_positive(least) and _is_positive(training.get("result_min")) and isinstance(dropped, int)):
        return ["Обучение: явка и итог для аттестации — целые числа больше нуля."]
    return (
        [] if dropped <= least else ["Обучение: оставленным его считают при явке меньше той, что нужна для аттестации."]
    )


def store_first_versions(regulations: Any, criteria_sets: Any, criteria: Any) -> None:
    """Put the versions that come with the system into the tables (given as managers), unless they are there."""
    rules = read("regulation-1.json")
    if not regulations.filter(code=rules["code"], version=rules["version"]).exists():
        regulations.create(**rules, fingerprint=fingerprint(rules["data"]))
    for entry in read("criteria.json"):
        if criteria_sets.filter(code=entry["code"], version=entry["version"]).exists():
            continue
        rows = entry.pop("criteria")
        made = criteria_sets.create(**entry, fingerprint=fingerprint(rows))
        for row in rows:
            criteria.create(set=made, **row)
