"""The register of experts: admitting, prolonging, excluding, recording ties."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from casework import workdays
from casework.door import Refused
from casework.notify import notify
from documents.models import Document
from documents.papers.actions import annul, note_set_aside
from expertise.register import papers
from expertise.register.models import Affiliation, Expert
from journal.record import record
from programme.appointments.actions import appoint, dismiss
from programme.identity.actions import require_level_of
from programme.interests.actions import surfaced
from programme.models import Organization, Person, Regulation, Role
from programme.ties import years_before

ROLES: dict[str, Role] = {Expert.Track.PROFESSIONAL: Role.EXPERT_PROF, Expert.Track.PUBLIC: Role.EXPERT_PUBLIC}


def years_after(day: date, years: int) -> date:
    """The same day some years later."""
    return years_before(day, -years)


@transaction.atomic
def admit(
    *, by: Person, person: Person, track: str, areas: list[str], field: str, position: str, ground: str
) -> Expert:
    """Admit a person to the register for two years (3.2 «Реестр экспертов»)."""
    if Expert.objects.filter(person=person).exists():
        raise Refused("Этот человек уже есть в реестре экспертов.")
    rules = Regulation.in_force()
    require_level_of(person, "expert_admission", rules)
    start = workdays.local_date()
    expert = Expert.objects.create(
        person=person,
        track=track,
        areas=areas,
        field=field,
        position=position,
        ground=ground,
        admitted_from=start,
        admitted_until=years_after(start, rules.value("expertise.admission_years")),
    )
    _give_role(expert, by, ground)
    record(expert, "admit", f"Допущен в реестр экспертов: {person}", by=by, ground=ground)
    until = f"Допуск до {expert.admitted_until:%d.%m.%Y}."
    notify(f"person:{person.pk}", f"expert:{expert.pk}:admitted", "Вы включены в реестр экспертов", until, papers.DESK)
    return expert


def _give_role(expert: Expert, by: Person | None, ground: str) -> None:
    """The role lasts as long as the admission; forbidden combinations (domain 2.5) are refused there."""
    _take_role(expert, by, ground)
    appoint(expert.person, role=ROLES[expert.track], ground=ground, by=by, valid_to=expert.admitted_until)


def _take_role(expert: Expert, by: Person | None, ground: str) -> None:
    for appointment in expert.person.appointments.in_force().filter(role=ROLES[expert.track]):
        dismiss(appointment, ground=ground, by=by)


@transaction.atomic
def prolong(expert: Expert, *, by: Person, ground: str) -> None:
    """Admit for another two years from today."""
    expert.admitted_until = years_after(workdays.local_date(), Regulation.in_force().value("expertise.admission_years"))
    expert.ground = ground
    expert.save(update_fields=["admitted_until", "ground"])
    _give_role(expert, by, ground)
    record(expert, "prolong", f"Допуск эксперта продлён до {expert.admitted_until:%d.%m.%Y}", by=by, ground=ground)


@transaction.atomic
def exclude(expert: Expert, *, by: Person, ground: str) -> None:
    """Exclude for a year: a false declaration, systematic delays (3.0)."""
    expert.excluded_until = years_after(workdays.local_date(), Regulation.in_force().value("expertise.exclusion_years"))
    expert.exclusion_ground = ground
    expert.exclusion_notice = papers.excluded(expert, by)
    expert.save(update_fields=["excluded_until", "exclusion_ground", "exclusion_notice"])
    _take_role(expert, by, ground)
    title = f"Эксперт исключён из реестра до {expert.excluded_until:%d.%m.%Y}"
    record(expert, "exclude", title, by=by, before="admitted", after="excluded", ground=ground)


@transaction.atomic
def lift_exclusion(expert: Expert, *, by: Person | None, ground: str, verdict: Document) -> None:
    """The appeals board has set the exclusion aside: the role comes back where nothing the person does now forbids it (8.7)."""
    expert = (
        Expert.objects.select_for_update(of=("self",)).select_related("person", "exclusion_notice").get(pk=expert.pk)
    )
    expert.excluded_until, expert.exclusion_ground = None, ""
    expert.save(update_fields=["excluded_until", "exclusion_ground"])
    title, notice = "Исключение из реестра экспертов отменено по апелляции", expert.exclusion_notice
    record(expert, "lift_exclusion", title, by=by, before="excluded", after="admitted", ground=ground)
    if notice is not None:
        annul(notice, reason=f"Отменено: {ground}")
        note_set_aside(notice, ground, verdict)
    words = f"Допуск до {expert.admitted_until:%d.%m.%Y}."
    try:
        if expert.is_admitted:
            _give_role(expert, by, ground)
    except Refused as refused:
        words = f"{refused} Обратитесь к координатору экспертизы."
    notify(f"person:{expert.person_id}", f"expert:{expert.pk}:lifted:{verdict.pk}", title, words, papers.DESK)


@transaction.atomic
def add_affiliation(
    expert: Expert,
    *,
    by: Person,
    organization: Organization,
    kind: str,
    valid_from: date,
    valid_to: date | None = None,
    note: str = "",
) -> Affiliation:
    """Record a tie; it is checked whenever an expert is asked or scores (3.0 б)."""
    tie = Affiliation.objects.create(
        expert=expert, organization=organization, kind=kind, valid_from=valid_from, valid_to=valid_to, note=note,
        declared_at=timezone.now(), declared_by=by,
    )  # fmt: skip
    record(expert, "add_affiliation", f"Записана связь с организацией: {tie}", by=by, ground=note)
    surfaced(expert.person)
    return tie


@transaction.atomic
def end_affiliation(tie: Affiliation, *, by: Person) -> None:
    """The tie has ended today; it still counts for three years."""
    if tie.valid_to is not None:
        raise Refused("Эта связь уже закрыта.")
    tie.valid_to = max(workdays.local_date(), tie.valid_from)
    tie.save(update_fields=["valid_to"])
    record(tie.expert, "end_affiliation", f"Связь с организацией прекращена: {tie}", by=by)
