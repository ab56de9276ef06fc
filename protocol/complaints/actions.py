"""A complaint about a breach, from its filing to its end (регламент 3.4.4)."""

from datetime import date

from django.utils import timezone

from casework.door import Refused
from casework.notify import notify
from journal.record import move, record
from programme.consents.actions import require_consent
from programme.models import Person
from protocol.complaints import papers
from protocol.complaints.models import NormComplaint
from protocol.editions.articles import ArticleText
from protocol.measures.actions import begin_measure
from protocol.measures.models import Measure
from protocol.signatories.models import Signatory

Advice, Finding = NormComplaint.Advice, NormComplaint.Finding


def complain(
    *, by: Person, signatory: Signatory, article_text: ArticleText, facts: str, wish: str = ""
) -> NormComplaint:
    """Anybody may say that a signatory has not kept to an article it has signed."""
    require_consent(by)
    if not signatory.is_participating:
        raise Refused("Эта организация сейчас не участвует в Протоколе.")
    if article_text.edition_id != signatory.edition_id or article_text.dropped:
        raise Refused("Такой статьи нет в редакции, которую подписала организация.")
    receipt = papers.complaint_receipt(signatory, article_text, facts, wish, by)
    complaint = NormComplaint.objects.create(
        signatory=signatory,
        article_text=article_text,
        author=by,
        number=receipt.number,
        receipt=receipt,
        facts=facts,
        wish=wish,
        submitted_at=timezone.now(),
    )
    record(complaint, "complain", f"Подано обращение № {complaint.number}", by=by, after=complaint.status)
    return complaint


def check_complaint(complaint: NormComplaint, *, by: Person, outcome: str, reasons: str = "") -> None:
    """The editor takes it up or does not, with reasons."""
    now = timezone.now()
    if outcome == "reject":
        move(complaint.reject, "Обращение не принято", by=by, ground=reasons, reasons=reasons, at=now)
        papers.complaint_refused(complaint, by)
        _tell_author(complaint, "rejected", "Обращение не принято", reasons)
        return
    move(complaint.accept, "Обращение принято", by=by, at=now)
    move(complaint.ask_response, "Подписанту предложено ответить")
    _tell_author(complaint, "accepted", "Обращение принято", "Подписант ответит в течение десяти рабочих дней.")


def respond(complaint: NormComplaint, *, by: Person, response: str) -> None:
    """The signatory answers."""
    complaint.response, complaint.responded_at = response, timezone.now()
    move(complaint.begin_mediation, "Подписант ответил на обращение", by=by)
    _tell_author(complaint, "responded", "Подписант ответил на обращение", response)


def miss_response(complaint: NormComplaint) -> None:
    """The signatory has not answered in time: the complaint goes on without the answer."""
    move(complaint.begin_mediation, "Подписант не ответил в срок, назначается примирительная встреча")
    _tell_author(complaint, "silent", "Подписант не ответил в срок", "Дело идёт дальше: будет примирительная встреча.")


def mediate(complaint: NormComplaint, *, by: Person, held_on: date, outcome: str, notes: str) -> None:
    """The meeting of both sides: they come to terms, or the working group concludes."""
    if held_on > timezone.localdate():
        raise Refused("День встречи ещё не наступил.")
    complaint.mediated_on, complaint.mediation = held_on, notes
    if outcome == "reconciled":
        move(complaint.reconcile, "Стороны примирились", by=by, ground=notes, at=timezone.now())
        title = "Стороны примирились"
    else:
        move(complaint.ask_conclusion, "Согласия нет: нужно заключение рабочей группы", by=by, ground=notes)
        title = "Согласия нет: рабочая группа даст заключение"
    _tell_author(complaint, "mediated", title, notes)
    key, event = complaint.signatory.member_key, f"complaint:{complaint.pk}:mediated:signatory"
    notify(key, event, f"{complaint}: {title.lower()}", notes, complaint.get_absolute_url())


def conclude(complaint: NormComplaint, *, by: Person, finding: str, conclusion: str, advice: str, minutes: str) -> None:
    """The conclusion of the group is published; measures, if it recommends any, go to the committee."""
    complaint.finding, complaint.conclusion, complaint.advice = finding, conclusion, advice
    complaint.document = papers.conclusion(complaint, minutes, by)
    complaint.save()
    record(complaint, "conclude", f"Заключение о соблюдении № {complaint.document.number}", by=by, ground=minutes)
    if advice == Advice.NONE:
        move(complaint.close, f"Обращение закрыто: {complaint.get_finding_display()}", by=by, at=timezone.now())
    else:
        move(complaint.recommend_measures, "Комитету рекомендованы меры", by=by)
        begin_measure(by=by, complaint=complaint, reasons=conclusion)
    _tell_author(complaint, "concluded", "Есть заключение рабочей группы", complaint.get_finding_display())
    key, event = complaint.signatory.member_key, f"complaint:{complaint.pk}:concluded:signatory"
    notify(key, event, f"Заключение по обращению № {complaint.number}", conclusion, complaint.get_absolute_url())


def measure_of(complaint: NormComplaint) -> Measure:
    """The question to the committee the conclusion has led to."""
    return Measure.objects.get(complaint=complaint)


def close_complaint(complaint: NormComplaint) -> None:
    """The committee has decided about the measure."""
    outcome = measure_of(complaint).get_outcome_display()
    move(complaint.close, f"Обращение закрыто: {outcome}", at=timezone.now())
    _tell_author(complaint, "closed", "Обращение закрыто", f"Комитет: {outcome}.")


def _tell_author(complaint: NormComplaint, event: str, title: str, text: str) -> None:
    url = complaint.get_absolute_url()
    notify(complaint.author_key, f"complaint:{complaint.pk}:{event}", f"{title}: {complaint}", text, url)
