"""What an agreement says: clauses written from the package, and the snapshots of its papers (domain 4.4, 5)."""

from typing import Any

from django.utils.formats import date_format

from negotiations.agreements.models import AgreementClause, ContributionAgreement
from negotiations.contributions import package
from negotiations.contributions.apportion import ZERO, money
from negotiations.contributions.balance import SECTORS, Package
from negotiations.contributions.models import Contribution
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation
from programme.models import Membership

SUBJECT, GIFTS, LINKS, ACCEPTANCE = "Предмет", "Вклады сторон", "Условия между вкладами", "Приёмка"
CHANGE, DUTY, DISPUTES, TERM = "Изменение и приостановление", "Ответственность", "Разногласия", "Срок действия"


def written(day: Any) -> str:
    """23 ноября 2026 г."""
    return date_format(day, "j E Y г.") if day else ""


def clauses(case: Negotiation) -> list[tuple[str, str, Contribution | None]]:
    """The text as generated: (section, words, the contribution it is about)."""
    proposal = case.proposal
    kept = list(case.contributions.kept().select_related("party__organization", "recipient__organization"))
    found: list[tuple[str, str, Contribution | None]] = [
        (
            SUBJECT,
            f"Стороны добровольно объединяют вклады для реализации проектного предложения «{proposal.title}» (№ {proposal.number}) "
            "и обязуются передать их друг другу в объёме и в сроки, указанные в разделе «Вклады сторон».",
            None,
        ),
        (
            SUBJECT,
            f"Бюджет проекта — {money(proposal.budget_total or ZERO)}. "
            "Расчёт того, что засчитывается в бюджет, приложен (матрица интересов и вкладов).",
            None,
        ),
    ]
    found += [(GIFTS, gift(one), one) for one in kept]
    found += [(LINKS, words, one) for one, words in links(case, kept)]
    return found + [(section, words, None) for section, words in _standing()]


def gift(one: Contribution) -> str:
    """A contribution as a clause: who gives what to whom, how much of it, by when, confirmed by what."""
    words = [
        f"{one.party.organization.full_name} передаёт, а {one.recipient.organization.full_name} принимает: {one.what.rstrip('.')}"
    ]
    if one.volume:
        words.append(f"объём — {one.volume}")
    words.append(f"оценка — {money(one.value)}" if one.value else "денежной оценки не имеет")
    words.append(f"срок — не позднее {written(one.due)}")
    words.append(f"передача подтверждается: {one.confirmation.rstrip('.')}")
    return "; ".join(words) + "."


def links(case: Negotiation, kept: list[Contribution]) -> list[tuple[Contribution, str]]:
    """What depends on what, and the circles that come into force together."""
    known = {one.pk: one for one in kept}
    found = []
    for one in kept:
        for condition in one.conditions.filter(removed_at=None).select_related("depends_on"):
            until = f" не позднее {written(condition.until)}" if condition.until else ""
            if condition.depends_on_id in known:
                other = known[condition.depends_on_id]
                found.append(
                    (
                        one,
                        f"Вклад {one.number} ({one.what}) даётся, если{until} дан вклад {other.number} ({other.what}).",
                    )
                )
            elif condition.act:
                found.append(
                    (one, f"Вклад {one.number} ({one.what}) даётся, если{until} город совершит: {condition.act}.")
                )
    for circle in package.of(case).graph.circles:
        numbers = ", ".join(str(known[key].number) for key in circle.members if key in known)
        if circle.is_closed and circle.members[0] in known:
            found.append(
                (
                    known[circle.members[0]],
                    f"Вклады {numbers} обусловлены взаимно: обязательства по ним возникают одновременно, в момент вступления соглашения в силу.",
                )
            )
    return found


def _standing() -> list[tuple[str, str]]:
    """What every agreement says."""
    return [
        (ACCEPTANCE, "Даритель представляет подтверждение передачи вклада или его части в системе «Согласие»."),
        (
            ACCEPTANCE,
            "Получатель принимает вклад или заявляет мотивированное возражение в течение пяти рабочих дней; молчание в этот срок означает приёмку.",
        ),
        (ACCEPTANCE, "Спор о приёмке рассматривает модератор на согласительной встрече в течение десяти рабочих дней."),
        (CHANGE, "Условия вклада изменяются дополнительным соглашением, которое подписывают все затронутые стороны."),
        (
            CHANGE,
            "Исполнение может быть приостановлено по согласию сторон; сторона, чей вклад обусловлен вкладом другой, вправе не начинать "
            "исполнение, пока срок условия нарушен.",
        ),
        (
            DUTY,
            "Соглашение не создаёт денежных санкций. Исполнение вкладов отражается в открытом реестре; сторона, просрочившая вклад более чем "
            "на 90 дней, вносится в реестр недобросовестных исполнителей, что является основанием недопуска её новых предложений.",
        ),
        (DUTY, "Неисполненный вклад списывается только по подписанному согласию дарителя и получателя."),
        (
            DISPUTES,
            "Разногласия улаживаются переговорами при участии модератора; право на обращение в суд сохраняется.",
        ),
    ]


def write_clauses(agreement: ContributionAgreement) -> None:
    """Number the generated text and keep it as clauses that can be edited."""
    sections: dict[str, int] = {}
    inside: dict[str, int] = {}
    rows = []
    for position, (section, text, contribution) in enumerate(clauses(agreement.case), 1):
        sections.setdefault(section, len(sections) + 1)
        inside[section] = inside.get(section, 0) + 1
        rows.append(
            AgreementClause(
                agreement=agreement,
                section=section,
                position=position,
                number=f"{sections[section]}.{inside[section]}",
                text=text,
                contribution=contribution if section == GIFTS else None,
            )
        )
    AgreementClause.objects.bulk_create(rows)


def mandate(party: NegotiationParty, person: Any) -> Membership | None:
    """On what ground a person signs for a party today."""
    return party.organization.memberships.mandated().filter(person=person).first()


def face(party: NegotiationParty, person: Any) -> str:
    """«в лице …, действующего на основании …», to be mended by a person: cases of names are not for a program."""
    found = mandate(party, person)
    position = f"{found.position}, " if found else ""
    ground = found.ground if found else "устава"
    return f"{position}{person.get_full_name()}; основание полномочий: {ground}"


def sections(agreement: ContributionAgreement) -> list[dict[str, Any]]:
    """The text section by section; a dropped clause leaves its number behind."""
    found: list[dict[str, Any]] = []
    for clause in agreement.clauses.order_by("position"):
        if not found or found[-1]["title"] != clause.section:
            found.append({"title": clause.section, "clauses": []})
        found[-1]["clauses"].append(
            {"number": clause.number, "text": "(исключён)" if clause.dropped_at else clause.text}
        )
    term = f"Соглашение действует до {written(agreement.valid_until)}" if agreement.valid_until else ""
    number = len(found) + 1
    found.append(
        {
            "title": TERM,
            "clauses": [
                {
                    "number": f"{number}.1",
                    "text": "Соглашение вступает в силу с последней подписью обязательных сторон.",
                },
                {
                    "number": f"{number}.2",
                    "text": f"{term} Обязательства действуют до их исполнения или списания.".strip(),
                },
            ],
        }
    )
    return found


def gifts_table(case: Negotiation, reckoning: Package, bound: list[NegotiationParty]) -> list[dict[str, Any]]:
    """Who gives what to whom: the table of the agreement."""
    counted = {row.offer.key: row for side in reckoning.sides for row in side.rows}
    kept = case.contributions.kept().filter(party__in=[one.pk for one in bound])
    return [
        {
            "number": one.number,
            "giver": one.party.organization.short_name,
            "receiver": one.recipient.organization.short_name,
            "kind": one.get_kind_display(),
            "what": one.what,
            "volume": one.volume,
            "value": money(one.value) if one.value else "—",
            "counted": money(counted[one.pk].counted) if one.value else "—",
            "why": counted[one.pk].why,
            "due": f"{one.due:%d.%m.%Y}",
            "confirmation": one.confirmation,
            "basis": "; ".join(filter(None, [one.basis, one.second_basis])),
        }
        for one in kept.select_related("party__organization", "recipient__organization").order_by("number")
    ]


def balance(reckoning: Package) -> dict[str, Any]:
    """The reckoning for paper."""
    return {
        "budget": money(reckoning.budget),
        "counted": money(reckoning.counted),
        "deficit": money(reckoning.deficit),
        "sectors": [
            {
                "title": title,
                "sum": money(reckoning.by_sector[code]),
                "share": f"{reckoning.shares[code]:.2f}".replace(".", ","),
            }
            for code, title in SECTORS.items()
        ],
        "minimums": [{"words": one.words, "is_met": one.is_met} for one in reckoning.minimums],
        "steps": list(reckoning.steps),
    }


def reference(case: Negotiation) -> dict[str, Any]:
    """What the papers of a case say about it."""
    return {
        "number": case.number,
        "proposal": f"«{case.proposal.title}» (№ {case.proposal.number})",
        "moderator": case.moderator.get_full_name() if case.moderator else "",
        "platform": case.platform.title,
    }


def matrix(case: Negotiation) -> dict[str, Any]:
    """The matrix of interests and contributions (NG-15)."""
    reckoning = package.of(case)
    sides = list(case.sides())
    rows = gifts_table(case, reckoning, sides)
    return {
        "case": reference(case),
        "parties": [
            {
                "name": one.organization.full_name,
                "sector": one.get_sector_display(),
                "is_essential": one.is_essential,
                "interests": _interests(one),
                "gifts": [row for row in rows if row["giver"] == one.organization.short_name],
            }
            for one in sides
        ],
        "balance": balance(reckoning),
        "conditions": [words for _, words in links(case, list(case.contributions.kept()))],
    }


def _interests(party: NegotiationParty) -> str:
    """The part of the position that is told to everybody; the closed part stays with the moderator."""
    position = getattr(party, "position", None)
    return position.public_part if position else ""
