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
    rows: list[tuple[str, str, Contribution | None]] = [
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
    rows += [(GIFTS, gift(contribution), contribution) for contribution in kept]
    rows += [(LINKS, words, contribution) for contribution, words in links(case, kept)]
    return rows + [(section, words, None) for section, words in _standing()]


def gift(contribution: Contribution) -> str:
    """A contribution as a clause: who gives what to whom, how much of it, by when, confirmed by what."""
    words = [
        f"{contribution.party.organization.full_name} передаёт, а {contribution.recipient.organization.full_name} принимает: {contribution.what.rstrip('.')}"
    ]
    if contribution.volume:
        words.append(f"объём — {contribution.volume}")
    words.append(f"оценка — {money(contribution.value)}" if contribution.value else "денежной оценки не имеет")
    words.append(f"срок — не позднее {written(contribution.due)}")
    words.append(f"передача подтверждается: {contribution.confirmation.rstrip('.')}")
    return "; ".join(words) + "."


def links(case: Negotiation, kept: list[Contribution]) -> list[tuple[Contribution, str]]:
    """What depends on what, and the circles that come into force together."""
    known = {contribution.pk: contribution for contribution in kept}
    rows = []
    for contribution in kept:
        for condition in contribution.conditions.filter(removed_at=None).select_related("depends_on"):
            until = f" не позднее {written(condition.until)}" if condition.until else ""
            if condition.depends_on_id in known:
                other = known[condition.depends_on_id]
                rows.append(
                    (
                        contribution,
                        f"Вклад {contribution.number} ({contribution.what}) даётся, если{until} дан вклад {other.number} ({other.what}).",
                    )
                )
            elif condition.act:
                rows.append(
                    (
                        contribution,
                        f"Вклад {contribution.number} ({contribution.what}) даётся, если{until} город совершит: {condition.act}.",
                    )
                )
    for circle in package.of(case).graph.circles:
        numbers = ", ".join(str(known[key].number) for key in circle.members if key in known)
        if circle.is_closed and circle.members[0] in known:
            rows.append(
                (
                    known[circle.members[0]],
                    f"Вклады {numbers} обусловлены взаимно: обязательства по ним возникают одновременно, в момент вступления соглашения в силу.",
                )
            )
    return rows


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
    membership = mandate(party, person)
    position = f"{membership.position}, " if membership else ""
    ground = membership.ground if membership else "устава"
    return f"{position}{person.get_full_name()}; основание полномочий: {ground}"


def sections(agreement: ContributionAgreement) -> list[dict[str, Any]]:
    """The text section by section; a dropped clause leaves its number behind."""
    parts: list[dict[str, Any]] = []
    for clause in agreement.clauses.order_by("position"):
        if not parts or parts[-1]["title"] != clause.section:
            parts.append({"title": clause.section, "clauses": []})
        parts[-1]["clauses"].append(
            {"number": clause.number, "text": "(исключён)" if clause.dropped_at else clause.text}
        )
    term = f"Соглашение действует до {written(agreement.valid_until)}" if agreement.valid_until else ""
    number = len(parts) + 1
    parts.append(
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
    return parts


def gifts_table(case: Negotiation, reckoning: Package, bound: list[NegotiationParty]) -> list[dict[str, Any]]:
    """Who gives what to whom: the table of the agreement."""
    counted = {row.offer.key: row for side in reckoning.sides for row in side.rows}
    kept = case.contributions.kept().filter(party__in=[party.pk for party in bound])
    return [
        {
            "number": contribution.number,
            "giver": contribution.party.organization.short_name,
            "receiver": contribution.recipient.organization.short_name,
            "kind": contribution.get_kind_display(),
            "what": contribution.what,
            "volume": contribution.volume,
            "value": money(contribution.value) if contribution.value else "—",
            "counted": money(counted[contribution.pk].counted) if contribution.value else "—",
            "why": counted[contribution.pk].why,
            "due": f"{contribution.due:%d.%m.%Y}",
            "confirmation": contribution.confirmation,
            "basis": "; ".join(filter(None, [contribution.basis, contribution.second_basis])),
        }
        for contribution in kept.select_related("party__organization", "recipient__organization").order_by("number")
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
        "minimums": [{"words": minimum.words, "is_met": minimum.is_met} for minimum in reckoning.minimums],
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
                "name": party.organization.full_name,
                "sector": party.get_sector_display(),
                "is_essential": party.is_essential,
                "interests": _interests(party),
                "gifts": [row for row in rows if row["giver"] == party.organization.short_name],
            }
            for party in sides
        ],
        "balance": balance(reckoning),
        "conditions": [words for _, words in links(case, list(case.contributions.kept()))],
    }


def _interests(party: NegotiationParty) -> str:
    """The part of the position that is told to everybody; the closed part stays with the moderator."""
    position = getattr(party, "position", None)
    return position.public_part if position else ""
