"""Asking for an expertise, deciding whether it is held, stopping it (EX-01…EX-04, EX-22, EX-23)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from casework import door, workdays
from casework.door import Refused
from casework.locking import locked
from casework.notify import notify
from casework.roles import CONTEST_SECRETARY, PLATFORM_SECRETARY
from consultations.topics.models import Topic
from documents.models import Document
from documents.papers import actions as papers
from expertise.blinding.facts import blind_until
from expertise.discussions import actions as discussions
from expertise.expertises.kinds import Purpose
from expertise.expertises.models import Expertise
from expertise.materials import actions as materials_pages
from expertise.panels.models import ExpertAssignment
from expertise.register.models import Expert
from expertise.roles import COORDINATOR
from journal.record import acting, move, record
from programme.models import CriteriaSet, Organization, Person, Regulation

BEGINNING = (Expertise.Status.REQUESTED, Expertise.Status.REGISTERED)
PROFESSIONAL_SET, PUBLIC_SET = "KN1", "KN2"


@transaction.atomic
def request(
    *,
    object_title: str,
    object_url: str,
    applicant: Organization,
    materials: Document,
    version_hash: str,
    requested_sum: Decimal,
    area: str,
    author_people: Iterable[Person] = (),
    party_organizations: Iterable[Organization] = (),
    is_repeat: bool = False,
    criteria: str = "",
    discussed: Topic | None = None,
    by: Person,
) -> Expertise:
    """EX-01: open the case of an expertise of one frozen version; the rules of today are pinned to it.

    `materials.snapshot` may hold `sections` [{title, rows: [[label, text]]}] and `attachments` [{name, url, size}]: what experts read.
    `criteria`: the code of the one set by which both tracks score; the two sets of a project unless said otherwise. `discussed`: a
    discussion that has just been held; if it was about this very version its summary is accounted for, and no other is opened.
    """
    regulation = Regulation.in_force()
    expertise = _create(
        regulation, criteria or PROFESSIONAL_SET, by, object_title=object_title[:300], object_url=object_url, applicant=applicant,
        materials=materials, version_hash=version_hash, requested_sum=requested_sum, area=area, is_repeat=is_repeat,
        public_criteria=CriteriaSet.in_force(criteria or PUBLIC_SET),
        threshold=regulation.threshold_for(requested_sum), discussed=discussions.counted(discussed, version_hash),
    )  # fmt: skip
    expertise.authors.set(author_people)
    expertise.parties.set(party_organizations)
    record(
        expertise, "request", "Запрошена экспертиза", by=by, after=expertise.status, payload={"version": version_hash}
    )
    door.open_case(expertise, by)
    return expertise


@transaction.atomic
def request_assessment(
    *,
    object_title: str,
    object_url: str,
    applicant: Organization | Person,
    materials: Document,
    version_hash: str,
    area: str,
    criteria: str,
    author_people: Iterable[Person] = (),
    competitors: Iterable[Organization] = (),
    rivals: Iterable[Person] = (),
    experts_min: int | None = None,
    series: str = "",
    purpose: str = Purpose.ENTRY,
    blind: str = "",
    by: Person | None,
) -> Expertise:
    """Open a light expertise by one set of criteria (`criteria`: its code). A contest or a renewal orders it, so nobody decides about it.

    `applicant`: an organisation, or a person who enters for themselves: whoever works where they do, or they themselves, score nothing of
    it. `competitors`: organisations of the same nomination; `rivals`: people who enter the same contest, who score nothing in it;
    `series`: one name for all entries of a contest, within which mutual assessment is barred; `experts_min` and `blind` (until when the
    applicant is hidden, or `never`; empty: as the regulation says): of the kind of contests.
    Over when `is_over`: with `score`, `stops`, `criterion_means()`, `counted_sheets()`, `dropped_sheet()`, or cancelled without a score.
    """
    whose = {"applicant_person": applicant} if isinstance(applicant, Person) else {"applicant": applicant}
    expertise = _create(
        Regulation.in_force(), criteria, by, kind=Expertise.Kind.LIGHT, purpose=purpose, series=series,
        **_titles(object_title[:300], purpose, criteria, blind), object_url=object_url, materials=materials,
        version_hash=version_hash, requested_sum=Decimal(0), area=area, experts_min=experts_min, **whose,
    )  # fmt: skip
    expertise.authors.set({*author_people, *whose.values()} if "applicant_person" in whose else author_people)
    expertise.parties.set(competitors)
    expertise.rivals.set(rivals)
    _begin_assessment(expertise, by)
    return expertise


def _begin_assessment(expertise: Expertise, by: Person | None) -> None:
    words = "заявки на продление Знака" if expertise.is_renewal else "конкурсной заявки"
    title, payload = f"Запрошена оценка {words}", {"version": expertise.version_hash}
    record(expertise, "request", title, by=by, after=expertise.status, payload=payload)
    move(expertise.register, "Запрос оценки зарегистрирован автоматически")
    move(expertise.hold, "Оценка проводится: заявка проверена")
    door.open_case(expertise, by)


def _titles(title: str, purpose: str, criteria: str, blind: str) -> dict[str, str]:
    """How the case is called. A blind one has a title of its own from the start: nothing that goes to an expert can name the applicant."""
    until = blind_until(Regulation.in_force(), purpose, criteria, blind)
    if not until:
        return {"object_title": title}
    what = "заявка на продление Знака" if purpose == Purpose.RENEWAL else "заявка"
    neutral = f"Обезличенная {what}, {CriteriaSet.in_force(criteria).title}"
    return {"object_title": neutral[:300], "true_title": title, "blind_until": until}


def repeat(expertise: Expertise, *, by: Person | None) -> Expertise:
    """EX-21: the same version is assessed anew, under the same rules, by the whole set of others. Returns the new expertise."""
    kept = (
        "kind", "series", "object_title", "object_url", "applicant", "applicant_person", "experts_min", "materials", "version_hash",
        "requested_sum", "area", "regulation", "professional_criteria", "public_criteria", "threshold", "purpose", "blind_until", "true_title",
    )  # fmt: skip
    new = Expertise.objects.create(
        **{name: getattr(expertise, name) for name in kept},
        is_repeat=True, repeats=expertise, requested_at=timezone.now(), requested_by=by,
        limit_at=workdays.due(expertise.regulation.term("expertise.limit")),
    )  # fmt: skip
    new.authors.set(expertise.authors.all())
    new.parties.set(expertise.parties.all())
    new.rivals.set(expertise.rivals.all())
    title, payload = "Запрошена повторная экспертиза", {"version": new.version_hash, "instead_of": expertise.number}
    record(new, "request", title, by=by, after=new.status, payload=payload)
    materials_pages.ask(new)
    door.open_case(new, by)
    return new


def _create(regulation: Regulation, criteria: str, by: Person | None, **facts: Any) -> Expertise:
    """An expertise under the given rules; `criteria` is the code of the set professional experts score by."""
    expertise = Expertise.objects.create(
        regulation=regulation,
        professional_criteria=CriteriaSet.in_force(criteria),
        requested_at=timezone.now(),
        requested_by=by,
        limit_at=workdays.due(regulation.term("expertise.limit")),
        **facts,
    )
    materials_pages.ask(expertise)
    return expertise


def register(expertise: Expertise, *, by: Person) -> None:
    """EX-02."""
    move(expertise.register, "Запрос экспертизы зарегистрирован", by=by)
    _tell_applicant(
        expertise,
        "registered",
        "Запрос экспертизы зарегистрирован",
        f"Экспертиза {expertise.number}: {expertise.object_title}.",
    )


def decide(expertise: Expertise, *, by: Person, is_held: bool, ground: str) -> None:
    """EX-03 or EX-04: hold the expertise, or refuse with a reason."""
    if is_held:
        move(expertise.hold, "Принято решение о проведении экспертизы", by=by, ground=ground)
        if not expertise.repeats and not expertise.discussed:
            discussions.open_discussion(expertise, by=by)
        _tell_applicant(expertise, "held", "Принято решение о проведении экспертизы", ground)
        return
    if not ground:
        raise Refused("Укажите, почему в проведении экспертизы отказано.")
    move(expertise.refuse, "В проведении экспертизы отказано", by=by, ground=ground, reason=ground)
    _tell_applicant(expertise, "refused", "В проведении экспертизы отказано", ground)
    door.notify_waiters(expertise)


def begin(expertise: Expertise, *, by: Person, experts: Sequence[Expert], ground: str = "") -> None:
    """EX-02, EX-03 and EX-05 in one act: whatever of them has not been done step by step. Call under the lock of the case."""
    if expertise.status == Expertise.Status.REQUESTED:
        door.take_step(expertise.case, "register", by=by)
    if expertise.status in BEGINNING:
        door.take_step(expertise.case, "decide", by=by, is_held=True, ground=ground)
    door.take_step(expertise.case, "form_group", by=by, experts=experts)


def cancel(expertise: Expertise, *, ground: str, by: Person | None = None) -> bool:
    """EX-22: the object has been withdrawn or changed. False, with a note in the journal, when it is too late for that.

    From approval on the conclusion is completed in the usual way even though its object has been withdrawn: the regulation gives no way back.
    """
    with locked(expertise.case.pk):
        fresh = Expertise.objects.get(pk=expertise.pk)
        if not fresh.can_be_cancelled:
            if not fresh.is_over:
                record(
                    fresh, "cancel_too_late", "Объект отозван, но заключение уже на утверждении", by=by, ground=ground
                )
            return False
        move(fresh.cancel, "Экспертиза прекращена", by=by, ground=ground, reason=ground)
        _close(fresh, "Экспертиза прекращена", ground)
    return True


def stop(expertise: Expertise, *, by: Person, ground: str) -> None:
    """EX-22 by the coordinator, who gets an error when it is too late."""
    if not cancel(expertise, ground=ground, by=by):
        raise Refused("Прекратить экспертизу уже нельзя: заключение на утверждении, или она завершена.")


def expire(expertise: Expertise) -> bool:
    """EX-23: the absolute limit has passed; the offices are notified. True if it was stopped now."""
    with locked(expertise.case.pk), acting("система"):
        fresh = Expertise.objects.get(pk=expertise.pk)
        stoppable = [*Expertise.UNDER_WAY, Expertise.Status.APPROVAL]
        if fresh.status not in stoppable or fresh.limit_at > timezone.now():
            return False
        ground = f"Истёк предельный срок экспертизы: {workdays.local_date(fresh.limit_at):%d.%m.%Y}."
        move(fresh.exceed_limit, "Экспертиза прекращена по предельному сроку", ground=ground, reason=ground)
        _close(fresh, "Экспертиза прекращена по предельному сроку", ground)
        event = f"expertise:{fresh.pk}:limit"
        secretary = CONTEST_SECRETARY if fresh.is_light else PLATFORM_SECRETARY
        for office in (COORDINATOR, secretary):
            notify(
                office,
                event,
                "Экспертиза не уложилась в предельный срок",
                f"{fresh.number}: {fresh.object_title}",
                fresh.get_absolute_url(),
            )
    return True


def _close(expertise: Expertise, title: str, ground: str) -> None:
    """Nothing is awaited any more; a conclusion on its way to signatures becomes void; everybody concerned is notified."""
    if expertise.conclusion and not expertise.conclusion.is_annulled:
        papers.annul(expertise.conclusion, reason=ground)
    door.close_case(expertise.case)
    discussions.end_discussion(expertise, by=None, ground=ground)
    _tell_applicant(expertise, "cancelled", title, ground)
    for assignment in ExpertAssignment.objects.taking_part().filter(expertise=expertise).select_related("expert"):
        notify(
            assignment.addressee,
            f"expertise:{expertise.pk}:cancelled:expert",
            title,
            f"{expertise.object_title}. {ground}",
        )
    door.notify_waiters(expertise)


def _tell_applicant(expertise: Expertise, event: str, title: str, text: str) -> None:
    notify(expertise.applicant_key, f"expertise:{expertise.pk}:{event}", title, text, expertise.get_absolute_url())
