"""What consumers complain of, and the inspections that three confirmed complaints open (регламент 3.3, «Контроль»)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from casework import door
from casework.door import Refused
from casework.notify import notify, tell
from documents import codes
from documents.models import Document
from journal.record import move, record
from programme.models import Person
from quality_mark.complaints import letters
from quality_mark.complaints.models import MarkComplaint, MarkReview
from quality_mark.complaints.papers import inspection_act
from quality_mark.marks import papers as marks_papers
from quality_mark.marks.actions import ask_committee, held, may_be_asked
from quality_mark.marks.models import QualityMark
from quality_mark.marks.questions import MarkQuestion

Status = MarkComplaint.Status
A_DAY = timedelta(days=1)
FROM_ONE_ADDRESS = 5  # complaints a day: a household or an office may have several, a robot has more


def key_of(address: str) -> str:
    """A network address as it is stored: a keyed hash."""
    return salted_hmac("quality_mark.complaints", address, algorithm="sha256").hexdigest()


@transaction.atomic
def complain(
    mark: QualityMark, *, by: Person, name: str, contact: str, text: str, consented_at: datetime, address: str
) -> MarkComplaint:
    """Take a complaint from somebody who has consented to being written down; known persons one at a time about a Mark."""
    author = by if by is not None and by.is_authenticated else None
    if mark.status in QualityMark.ENDED or mark.valid_from is None:
        raise Refused("Этот Знак уже прекращён: жаловаться на него больше не нужно.")
    since = timezone.now() - A_DAY
    if MarkComplaint.objects.filter(address=key_of(address), at__gt=since).count() >= FROM_ONE_ADDRESS:
        raise Refused("С вашего адреса сегодня уже поступило несколько жалоб. Напишите завтра.")
    if author and MarkComplaint.objects.filter(mark=mark, author=author, status=Status.SUBMITTED).exists():
        raise Refused("Ваша жалоба по этому Знаку уже рассматривается. Дождитесь ответа.")
    complaint = MarkComplaint.objects.create(
        mark=mark, author=author, name=name.strip(), contact=contact.strip(), text=text.strip(), code=codes.new_code(),
        consented_at=consented_at, address=key_of(address), at=timezone.now(),
    )  # fmt: skip
    record(complaint, "complain", "Поступила жалоба потребителя", by=author, after=complaint.status)
    door.open_case(complaint, author)
    letters.write(complaint)
    return complaint


def review_complaint(complaint: MarkComplaint, *, by: Person, is_confirmed: bool, answer: str) -> None:
    """The secretary confirms the complaint or not, and answers; three confirmed complaints open an inspection."""
    mark = held(complaint.mark_id)
    verb = complaint.confirm if is_confirmed else complaint.reject
    title = "Жалоба подтверждена" if is_confirmed else "Жалоба не подтверждена"
    move(verb, title, by=by, at=timezone.now(), answer=answer.strip())
    letters.write(complaint)
    if complaint.author:
        event = f"complaint:{complaint.pk}:answered"
        tell(complaint.author, event, f"Ответ на жалобу по Знаку № {mark.number}", title, complaint.get_absolute_url())
    if is_confirmed:
        _inspect_if_enough(mark)


def _inspect_if_enough(mark: QualityMark) -> None:
    fresh = MarkComplaint.objects.filter(mark=mark, status=Status.CONFIRMED, review=None)
    needed = int(mark.case.regulation.value("mark.complaints_for_inspection"))
    if fresh.count() < needed or mark.reviews.filter(outcome="").exists() or mark.status in QualityMark.ENDED:
        return
    review = MarkReview.objects.create(mark=mark, opened_at=timezone.now())
    taken = fresh.update(review=review)
    record(review, "open_review", f"Назначена проверка: подтверждено жалоб — {taken}")
    door.open_case(review)
    title = "О проверке обладателя Знака качества"
    marks_papers.to_holder(
        mark, f"review:{review.pk}", title,
        f"По Знаку № {mark.number} («{mark.entry.title}») подтверждено жалоб потребителей: {taken}. Назначена проверка.",
        what_to_do="Секретариат конкурса свяжется с вами и согласует день. Подготовьте пояснения и документы.",
    )  # fmt: skip


def inspect(review: MarkReview, *, by: Person, held_on: date, present: str, findings: str, outcome: str) -> None:
    """Record an inspection and issue its act; the outcome may be a question to the committee."""
    review.held_on, review.present, review.findings, review.outcome = held_on, present, findings, outcome
    review.inspector = by
    review.act = inspection_act(review, by)
    review.save()
    record(
        review,
        "inspect",
        f"Проверка проведена: {review.get_outcome_display()}",
        by=by,
        payload={"act": review.act.number},
    )
    _inspect_if_enough(held(review.mark_id))  # complaints may have been confirmed meanwhile


def conclude_inspection(review: MarkReview) -> None:
    """The act is signed: the holder has it, and the committee gets the question the act leads to."""
    assert review.act_id is not None, "an act was drawn up"
    mark, paper = held(review.mark_id), Document.objects.get(pk=review.act_id)
    if paper.is_annulled:
        record(
            review,
            "act_refused",
            "Акт проверки не подписан, вопрос в комитет не вносится",
            ground=paper.annulled_reason,
        )
        return
    outcome = review.outcome
    if outcome == MarkReview.Outcome.NOTHING:
        notify(
            mark.member_key,
            f"review:{review.pk}:over",
            "Проверка завершена, мер не требуется",
            str(mark),
            mark.get_absolute_url(),
        )
    elif outcome in dict(may_be_asked(mark)):
        grounds = f"Акт проверки № {paper.number} от {paper.date:%d.%m.%Y}.\n{review.findings}"
        ask_committee(mark, by=review.inspector, kind=MarkQuestion.Kind(outcome), grounds=grounds, material=paper)
    else:
        record(review, "no_question", "Вопрос в комитет не внесён: о Знаке уже есть вопрос или он прекращён")
