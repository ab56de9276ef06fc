"""What the office sees of what came on paper, and of what has to go out on paper."""

from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from casework.flows import flows
from casework.models import Waiting
from casework.nodes import StartAsk
from documents.post.models import PostalLetter
from programme.on_paper.models import PaperAnswer
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


def steps(person: Any) -> "QuerySet[Waiting]":
    """Steps that wait for such an organisation: its answer can only come on paper."""
    keys = absent(person).annotate(key=Concat(Value("member:"), Cast("pk", CharField())))
    signers = absent(person).annotate(key=Concat(Value("signer:"), Cast("pk", CharField())))
    asked = Q(addressee__in=keys.values("key")) | Q(addressee__in=signers.values("key"))
    return Waiting.objects.open().filter(asked).order_by("due_at", "pk")


def to_type(person: Any) -> "QuerySet[Waiting]":
    """Those of them of which nothing has been typed yet, or what was typed was not accepted."""
    typed = PaperAnswer.objects.filter(rejected_at=None).values("waiting")
    return steps(person).exclude(pk__in=typed)


def known_to(person: Any) -> "QuerySet[PaperAnswer]":
    """Answers on paper of organisations the reader is not tied to."""
    rows = PaperAnswer.objects.exclude(organization__in=person.tied_to())
    return rows.select_related("waiting", "organization", "entered_by", "accepted_by")


def waiting_for(person: Any) -> "QuerySet[PaperAnswer]":
    """Those that a second person has not compared yet."""
    return known_to(person).filter(rejected_at=None, accepted_at=None)


def letters(person: Any) -> list[tuple[PostalLetter, Organization | None]]:
    """What has to be sent by post, with whoever it is for."""
    own = [f"{kind}:{pk}" for pk in person.tied_to() for kind in ("member", "signer")]
    rows = list(PostalLetter.objects.filter(sent_on=None).exclude(addressee__in=own).select_related("document"))
    known = Organization.objects.in_bulk({int(row.addressee.partition(":")[2]) for row in rows})
    return [(row, known.get(int(row.addressee.partition(":")[2]))) for row in rows]


def organization_of(waiting: Waiting) -> Organization:
    """Whose answer a step waits for."""
    return Organization.objects.get(pk=int(waiting.addressee.partition(":")[2]))
