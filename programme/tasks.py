"""What the queue does for the frame: letters to people who have no account yet, reminders."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from casework import installation, mail, replacing
from casework.models import Waiting
from casework.rooms import announced
from casework.tasks import RETRY
from programme.appointments.absences import tell_offices
from programme.entrance import second_factor
from programme.following import actions as following
from programme.identity import sealing, sms
from programme.identity.models import TelephoneCode
from programme.invitations.models import Invitation
from programme.people.models import Person
from programme.texts.words import words_of


@app.task(retry=mail.PATIENTLY)
@transaction.atomic
def mail_invitation(invitation_id: int) -> None:
    """Write to the invited address, once. Of the inviter's own words nothing goes into the letter: it may reach a stranger."""
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("organization", "case")
    invitation = rows.get(pk=invitation_id)
    until = invitation.answer_by
    if invitation.mailed_at or not invitation.is_open or until is None:
        return
    facts = {
        "приглашение": invitation.words,
        "оператор": installation.current().organisation,
        "ссылка": f"{settings.SITE_URL}{invitation.get_absolute_url()}",
        "срок": f"{until:%d.%m.%Y}",
    }
    body = words_of("letter.invitation", facts)
    mail.post(invitation.email, f"Приглашение: {invitation.kind.inviter(invitation)}", body, kind="invitation")
    Invitation.objects.filter(pk=invitation_id).update(mailed_at=timezone.now())


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="programme.tell_of_absences")
def tell_of_absences(timestamp: int) -> None:
    """Terms of appointments and mandates end by themselves: the offices hear of steps that nobody can do any more."""
    replacing.stand_aside_anew(set(Waiting.objects.open().exclude(closed_to=[]).values_list("addressee", flat=True)))
    tell_offices()


@app.task(retry=RETRY)
def look_at_new_ties(person: int) -> None:
    """A tie of a person has come to be known: every room looks at what they do there."""
    who = Person.objects.get(pk=person)
    for _, name in announced("new_ties"):
        import_string(name)(who)


@app.task(retry=RETRY)
def stand_aside_anew(key: str) -> None:
    """An office has other holders: whoever is tied leaves its open steps to colleagues, or takes them back where there is none."""
    replacing.stand_aside_anew([key])


@app.task(retry=mail.PATIENTLY)
def send_code(code_id: int, sealed: str) -> None:
    """Send a one-time code, as long as it is of any use."""
    code = TelephoneCode.objects.filter(pk=code_id).first()
    if code is None or not code.is_good():
        return
    number, typed = sealing.unsealed(sealed)
    until = timezone.localtime(code.expires_at)
    sms.send(
        number,
        f"{typed} — код подтверждения телефона. Никому его не говорите. Действует до {until:%H:%M}. {settings.SITE_URL}",
    )


@app.periodic(cron="0 2 * * *")
@app.task(queueing_lock="programme.remind_of_second_factor")
def remind_of_second_factor(timestamp: int) -> None:
    """Every morning: ask whoever needs a second factor now, remind whoever has been asked."""
    second_factor.remind()


@app.periodic(cron="20 7 * * *")
@app.task(queueing_lock="programme.tell_followers")
@transaction.atomic
def tell_followers(timestamp: int) -> None:
    """Once a day, in the morning."""
    following.tell_all()
