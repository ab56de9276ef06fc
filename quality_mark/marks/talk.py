"""What the room of consultations asks of a Mark: people say what they think of what bears it, its holder answers (programme 8.3)."""

from casework import roles
from casework.discussing import Rules
from quality_mark.marks.models import QualityMark

RULES = Rules(
    is_public=lambda mark: bool(mark.number) and mark.status in QualityMark.IN_FORCE,
    title=lambda mark: f"{mark}: {mark.entry.title}",
    version=lambda mark: mark.certificate.sha256 if mark.certificate else "",
    owner=lambda mark: roles.CONTEST_SECRETARY,
    executor=lambda mark: mark.member_key,
)
