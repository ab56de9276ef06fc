"""What stands on the screens of an information stand, and on the sheet that is printed for one."""

from dataclasses import dataclass, field

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from consultations.models import Topic
from negotiations.districts.page import of_district
from negotiations.models import Proposal
from portal import figures
from portal.templatetags.look import day

ROWS = 5  # so many fit a screen that is read from three steps away


@dataclass(frozen=True)
class Note:
    """A line of a screen."""

    title: str
    about: str


@dataclass(frozen=True)
class Screen:
    """A screen: big numbers or lines, and where to read on."""

    title: str
    address: str
    empty: str
    notes: list[Note] = field(default_factory=list)
    numbers: list[tuple[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return settings.SITE_URL + self.address

    @property
    def code(self) -> SafeString:
        """The same address for a telephone."""
        code = segno.make(self.url, error="m", micro=False)
        picture = code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None, title=f"QR-код: {self.title}")
        return mark_safe(picture)  # noqa: S308 - drawn by us from an address of ours


def screens(district: str) -> list[Screen]:
    """All screens, of one district if it is named (a code), else of the whole city."""
    return [_proposals(district), _taking_part(), _numbers(), _decisions()]


def _proposals(district: str) -> Screen:
    rows = (
        of_district(district)
        if district
        else Proposal.objects.public().select_related("organization").order_by("-submitted_at")
    )
    notes = [
        Note(row.title, f"{row.organization.short_name} · {row.get_status_display().lower()}") for row in rows[:ROWS]
    ]
    address = reverse("district", args=[district]) if district else reverse("proposals")
    return Screen("Что предлагают", address, "Предложений пока нет: подайте первое.", notes)


def _taking_part() -> Screen:
    topics = Topic.objects.filter(kind=Topic.Kind.WINDOW, status=Topic.Status.OPEN).order_by("ends_on")
    notes = [Note(topic.title, f"обсуждение до {day(topic.ends_on)}") for topic in topics[:ROWS]]
    notes += [
        Note(platform.title, f"приём предложений до {day(platform.accepts_until)}")
        for platform in figures.platforms()[: ROWS - len(notes)]
    ]
    return Screen(
        "В чём можно участвовать",
        reverse("consultations"),
        "Сейчас открытых обсуждений и приёма предложений нет.",
        notes,
    )


def _numbers() -> Screen:
    counts, programme = figures.figures(), figures.programme()
    numbers = [
        (str(counts.registered), "проектов принято"),
        (str(counts.supported), "поддержано комитетом"),
        (str(counts.papers), "документов в открытом реестре"),
    ]
    if programme:
        numbers += [
            (f"{programme.done} из {programme.total}", "мер программы выполнено"),
            (str(programme.overdue), "мер просрочено"),
        ]
    return Screen("Программа в цифрах", reverse("programme_table"), "", numbers=numbers)


def _decisions() -> Screen:
    notes = [
        Note(document.title, f"решение № {document.number} от {day(document.date)}")
        for document in figures.latest_decisions()[:ROWS]
    ]
    return Screen("Что решено", reverse("documents"), "Решений пока нет.", notes)
