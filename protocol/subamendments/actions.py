"""Other words for an amendment are proposed, and their authors are told what became of them (регламент 3.4)."""

from django.db import transaction

from casework.door import Refused
from casework.notify import notify
from journal.record import record
from programme.models import Person
from protocol.amendments.models import Amendment
from protocol.subamendments.models import ONCE, Subamendment
from protocol.subamendments.proposers import Proposer, proposers

Status = Amendment.Status


@transaction.atomic
def propose(amendment: Amendment, *, by: Person, proposer: Proposer, wording: str, reasoning: str) -> Subamendment:
    """Propose other words for an admitted amendment. Under the lock of its case.

    Refused once the amendment has been put to the group, to whoever is neither of the group nor an author, a second time, and for words
    that are there already.
    """
    amendment = Amendment.objects.select_for_update(of=("self",)).get(pk=amendment.pk)
    if amendment.kind == Amendment.Kind.DROP:
        raise Refused("Поправка исключает статью: других слов для неё предложить нельзя.")
    if amendment.status == Status.SUBMITTED:
        raise Refused("Поправка ещё проверяется. Предложить свои слова можно, когда её допустят.")
    if amendment.status != Status.ADMISSIBLE:
        raise Refused("Поправка уже вынесена на рабочую группу или решена: поправки к ней больше не принимаются.")
    if proposer not in proposers(amendment, by):
        raise Refused("Поправки к поправкам вносят члены рабочей группы и те, чьи поправки к этой редакции допущены.")
    earlier = list(amendment.subamendments.all())
    _require_new(amendment, earlier, by, proposer, wording)
    row = Subamendment.objects.create(
        amendment=amendment, number=len(earlier) + 1, wording=wording, reasoning=reasoning, author=by,
        organization=proposer.organization, is_of_group=proposer.is_of_group,
    )  # fmt: skip
    record(
        amendment,
        "propose_other_words",
        f"Внесена поправка № {row.label} к поправке",
        by=by,
        payload={"number": row.number},
    )
    if amendment.author_key != row.author_key:
        notify(
            amendment.author_key, f"subamendment:{row.pk}:proposed", "К вашей поправке предложены другие слова",
            f"{amendment}. {row.author_name}: «{wording}».", row.get_absolute_url(),
        )  # fmt: skip
    return row


def _require_new(
    amendment: Amendment, earlier: list[Subamendment], by: Person, proposer: Proposer, wording: str
) -> None:
    """Words nobody has proposed for this place yet, from somebody who has not proposed any."""
    if proposer.key_of(by) in [row.author_key for row in earlier]:
        raise Refused(ONCE)
    if wording == amendment.wording:
        raise Refused("Эти слова уже предлагает сама поправка. Измените их.")
    if wording == amendment.words:
        raise Refused("Эти слова уже стоят в статье. Если менять их не нужно, скажите об этом рабочей группе.")
    if same := next((row for row in earlier if row.wording == wording), None):
        raise Refused(f"Эти слова уже предлагает поправка № {same.label}.")


def tell_outcome(amendment: Amendment, reasons: str) -> None:
    """The amendment is decided or withdrawn: whoever has proposed other words for it hears what became of them."""
    for row in amendment.subamendments.select_related("organization", "author"):
        is_chosen = row.pk == amendment.chosen_id
        title = f"Поправка № {row.label} принята" if is_chosen else f"Поправка № {row.label} не принята"
        text = f"{amendment}: {amendment.get_status_display().lower()}. {reasons}"
        notify(row.author_key, f"subamendment:{row.pk}:decided", title, text, row.get_absolute_url())
