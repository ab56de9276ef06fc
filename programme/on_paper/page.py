"""What the office sees of what came on paper, and of what has to go out on paper."""

from functools import cache
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from viewflow.workflow.fields import get_task_ref

from casework import door, roles
from casework.flows import flows
from casework.models import Waiting
from casework.nodes import Ask, StartAsk, subject_of
from documents.post.models import PostalLetter
from programme.on_paper import actions
from programme.on_paper.models import PaperAnswer, PaperPerson
from programme.organizations.memberships import Membership
from programme.organizations.models import Organization


def starts() -> dict[str, StartAsk]:
    """What may begin on paper, by the name of the subject of its case."""
    nodes = [node for flow in flows() for node in flow.instance.nodes() if isinstance(node, StartAsk) and node.on_paper]
    return {node.flow_class.process_class.subject_field: node for node in nodes}


def absent(person: Any) -> "QuerySet[Organization]":
    """Organisations the office has entered and nobody stands for; not those the reader is tied to."""
    present = Membership.objects.in_force().opening().values("organization")
    rows = Organization.objects.filter(closed_at=None, checked_at__isnull=False).exclude(pk__in=present)
    return rows.exclude(pk__in=person.tied_to())


def people() -> "QuerySet[PaperPerson]":
    """People the office has entered who have no account."""
    return PaperPerson.objects.select_related("person")


def steps(person: Any) -> "QuerySet[Waiting]":
    """Steps that wait for such an organisation or person: the answer can only come on paper. Not those that ask for a secret, as a signature."""
    keys = absent(person).annotate(key=Concat(Value("member:"), Cast("pk", CharField())))
    signers = absent(person).annotate(key=Concat(Value("signer:"), Cast("pk", CharField())))
    own = PaperPerson.objects.annotate(key=Concat(Value("person:"), Cast("person_id", CharField())))
    asked = (
        Q(addressee__in=keys.values("key"))
        | Q(addressee__in=signers.values("key"))
        | Q(addressee__in=own.values("key"))
    )
    return Waiting.objects.open().filter(asked).exclude(task__flow_task__in=secrets()).order_by("due_at", "pk")


@cache
def secrets() -> list[str]:
    """The steps whose answers are never kept: no office types a password for anybody."""
    nodes = [node for flow in flows() for node in flow.instance.nodes() if isinstance(node, Ask)]
    return [get_task_ref(node) for node in nodes if not node.form.may_be_kept]


def to_type(person: Any) -> "QuerySet[Waiting]":
    """Those of them of which nothing has been typed yet, or what was typed was not accepted."""
    typed = PaperAnswer.objects.filter(rejected_at=None).values("waiting")
    return steps(person).exclude(pk__in=typed)


def sheets(process: int, person: Any) -> "list[tuple[Waiting, Any]]":
    """Open steps of a case that a person may answer on a sheet, with what each is about, for the office of the steps."""
    rows = Waiting.objects.open().filter(process=process).select_related("task").order_by("pk")
    asked = [(row, _about(row)) for row in rows if isinstance(row.task.flow_task, Ask) and may_keep(row, person)]
    return [(row, subject) for row, subject in asked if row.task.flow_task.takes_paper(subject)]


def _about(waiting: Waiting) -> Any:
    task = door.task_of(waiting)
    return subject_of(task.flow_task.activation_class(task))


def may_keep(waiting: Waiting, person: Any) -> bool:
    """Does the reader keep the papers of people's own answers to this step?"""
    return not {roles.CLERK, waiting.office}.isdisjoint(person.capacity_keys())


def known_to(person: Any) -> "QuerySet[PaperAnswer]":
    """Answers on paper the reader may open: of whoever has no account and is no tie of theirs, of members to the steps of their own office."""
    keys = person.capacity_keys()
    ours = Q(person__isnull=False) | Q(organization__isnull=False) & ~Q(organization__in=person.tied_to())
    own = Q(organization=None, person=None)
    if roles.CLERK not in keys:
        own &= Q(waiting__office__in=keys)
    seen = own if set(actions.OFFICES).isdisjoint(keys) else ours | own
    rows = PaperAnswer.objects.filter(seen)
    return rows.select_related("waiting", "organization", "person__person", "entered_by", "accepted_by")


def waiting_for(person: Any) -> "QuerySet[PaperAnswer]":
    """Those that a second person has not compared yet."""
    return known_to(person).filter(rejected_at=None, accepted_at=None)


def letters(person: Any) -> list[tuple[PostalLetter, str]]:
    """What has to be sent by post, with the name and the address of whoever it is for."""
    own = [f"{kind}:{pk}" for pk in person.tied_to() for kind in ("member", "signer")]
    rows = list(PostalLetter.objects.filter(sent_on=None).exclude(addressee__in=own).select_related("document"))
    numbers = {(row.addressee.startswith("person:"), int(row.addressee.partition(":")[2])): row for row in rows}
    firms = Organization.objects.in_bulk({number for is_person, number in numbers if not is_person})
    known = {(False, pk): f"{firm.full_name}, {firm.address}" for pk, firm in firms.items()}
    wanted = [number for is_person, number in numbers if is_person]
    known |= {(True, row.person_id): str(row) for row in people().filter(person__in=wanted)}
    return [
        (row, known.get((row.addressee.startswith("person:"), int(row.addressee.partition(":")[2])), ""))
        for row in rows
    ]


def party_of(waiting: Waiting) -> Organization | PaperPerson | None:
    """Which organisation's or which person's answer a step waits for, who has no account; None if a person's own."""
    kind, _, number = waiting.addressee.partition(":")
    if kind in ("member", "signer"):
        return Organization.objects.get(pk=int(number))
    return people().filter(person=int(number)).first() if kind == "person" else None
