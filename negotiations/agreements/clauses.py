"""The clauses of an agreement, written from its package (domain 4.4, 5)."""

from typing import Any

from django.utils.formats import date_format

from casework.formats import money
from negotiations.agreements.models import AgreementClause, ContributionAgreement
from negotiations.contributions import package
from negotiations.contributions.apportion import ZERO
from negotiations.contributions.models import Contribution
from negotiations.talks.models import Negotiation

SUBJECT, GIFTS, LINKS, ACCEPTANCE = "Предмет", "Вклады сторон", "Условия между вкладами", "Приёмка"


CHANGE, DUTY, DISPUTES, TERM = "Изменение и приостановление", "Ответственность", "Разногласия", "Срок действия"


def written(day: Any) -> str:
    """23 ноября 2026 г."""
    return date_format(day, "j E Y г.") if day else ""


def clauses(negotiation: Negotiation) -> list[tuple[str, str, Contribution | None]]:
    """The text as generated: (section, words, the contribution it is about)."""
    proposal = negotiation.proposal
    agreed = list(negotiation.contributions.agreed().select_related("party__organization", "recipient__organization"))
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
    rows += [(GIFTS, about(contribution), contribution) for contribution in agreed]
    rows += [(LINKS, words, contribution) for contribution, words in links(negotiation, agreed)]
    return rows + [(section, words, None) for section, words in _standing()]


def about(contribution: Contribution) -> str:
    """A contribution as a clause: who gives what to whom, how much of it, by when, confirmed by what."""
    words = [
        f"{contribution.party.organization.full_name} передаёт, а {contribution.recipient.organization.full_name} "
        f"принимает: {contribution.what.rstrip('.')}"
    ]
    if contribution.volume:
        words.append(f"объём — {contribution.volume}")
    words.append(f"оценка — {money(contribution.value)}" if contribution.value else "денежной оценки не имеет")
    words.append(f"срок — не позднее {written(contribution.due)}")
    words.append(f"передача подтверждается: {contribution.confirmation.rstrip('.')}")
    return "; ".join(words) + "."


def links(negotiation: Negotiation, agreed: list[Contribution]) -> list[tuple[Contribution, str]]:
    """What depends on what, and the circles that come into force together."""
    known = {contribution.pk: contribution for contribution in agreed}
    rows = []
    for contribution in agreed:
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
    for circle in package.of(negotiation).graph.circles:
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
