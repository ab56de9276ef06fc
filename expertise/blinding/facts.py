"""Whom a blind case hides, from whom, until when, and what is read meanwhile."""

from typing import TYPE_CHECKING, Any

from expertise.blinding.redaction import Names, names_of
from programme.models import Membership

if TYPE_CHECKING:
    from expertise.expertises.models import Expertise


NEVER = "never"  # a kind of contests says that its experts know the applicant, whatever the regulation says


def blind_until(regulation: Any, purpose: str, criteria: str, own: str = "") -> str:
    """Until when the applicant of a light case is hidden from its experts by these rules; empty if never (`expertise.blind`).

    `own`: what a kind of contests says itself, until when or NEVER; empty if it leaves that to the regulation.
    """
    if own:
        return "" if own == NEVER else own
    rules = regulation.value("expertise.blind")
    codes = {code.strip() for code in (rules["sets"] or "").split(",")}
    return str(rules["until"]) if rules.get(purpose) or criteria in codes else ""


def needs_copy(expertise: "Expertise") -> bool:
    """Is there nothing yet that its experts could read?"""
    return bool(expertise.blind_until) and not expertise.blind_copies.exists()


def names_to_hide(expertise: "Expertise") -> Names:
    """The applicant, its people, and whoever prepared the application."""
    people = list(expertise.authors.all())
    organizations = []
    if expertise.applicant is not None:
        organizations.append((expertise.applicant.full_name, expertise.applicant.short_name))
        members = Membership.objects.in_force().filter(organization=expertise.applicant_id).select_related("person")
        people += [row.person for row in members]
    if expertise.applicant_person is not None:
        people.append(expertise.applicant_person)
    return names_of(organizations, [(row.last_name, row.first_name, row.middle_name) for row in people])


def shown_materials(expertise: "Expertise") -> dict[str, Any]:
    """What its experts read: the frozen text, or of a blind case what the office has prepared. Nothing, as long as it has not."""
    if not expertise.blind_until:
        return dict(expertise.materials.snapshot)
    copy = expertise.blind_copies.prefetch_related("files").first()
    if copy is None:
        return {"sections": [], "attachments": []}
    attached = [
        {"name": row.name, "size": row.size, "sha256": row.sha256, "url": row.get_absolute_url()}
        for row in copy.files.all()
    ]
    return {"sections": copy.sections, "attachments": attached}
