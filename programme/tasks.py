"""What the queue does for the frame: letters to people who have no account yet or must prove who they are, reminders."""

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from casework import mail
from casework.tasks import RETRY
from programme.appointments.absences import tell_offices
from programme.entrance import second_factor
from programme.entrance.letters import unsealed
from programme.invitations.models import Invitation

LETTER = """Здравствуйте!

{words} в системе «Согласие» ({installation}).

Чтобы прочитать приглашение и ответить на него, откройте ссылку:
{url}

Ответить можно до {until:%d.%m.%Y}. Понадобится учётная запись с этим адресом почты; если её нет, её можно создать по той же ссылке.
Пока вы не приняли приглашение, вы ни к чему не обязаны и ничем не связаны. Если вы его не ждали, просто не отвечайте.

{installation}
{site}"""


@app.task(retry=mail.PATIENTLY)
def mail_invitation(invitation_id: int) -> None:
    """Write to the invited address, once. Of the inviter's own words nothing goes into the letter: it may reach a stranger."""
    invitation = Invitation.objects.select_related("organization", "case").get(pk=invitation_id)
    until = invitation.answer_by
    if invitation.mailed_at or not invitation.is_open or until is None:
        return
    body = LETTER.format(
        words=invitation.words,
        installation=settings.ORGANISATION_NAME,
        url=f"{settings.SITE_URL}{invitation.get_absolute_url()}",
        until=until,
        site=settings.SITE_URL,
    )
    mail.send(invitation.email, _subject(invitation), body)
    Invitation.objects.filter(pk=invitation_id).update(mailed_at=timezone.now())


def _subject(invitation: Invitation) -> str:
    return f"Приглашение: {invitation.kind.inviter(invitation)}"


def _invitation_letter(invitation_id: int) -> tuple[str, str]:
    invitation = Invitation.objects.select_related("organization").get(pk=invitation_id)
    return invitation.email, _subject(invitation)


mail.LETTERS[mail_invitation.name] = _invitation_letter


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="programme.tell_of_absences")
def tell_of_absences(timestamp: int) -> None:
    """Terms of appointments and mandates end by themselves: the offices hear of steps that nobody can do any more."""
    tell_offices()


@app.task(retry=RETRY)
def mail_letter(sealed: str) -> None:
    """Send a letter about an account."""
    to, subject, body = unsealed(sealed)
    mail.send(to, subject, body)


@app.periodic(cron="0 2 * * *")
@app.task(queueing_lock="programme.remind_of_second_factor")
def remind_of_second_factor(timestamp: int) -> None:
    """Every morning: ask whoever needs a second factor now, remind whoever has been asked."""
    second_factor.remind()
