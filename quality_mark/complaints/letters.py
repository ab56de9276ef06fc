"""Letters to whoever complains by e-mail: the number and the link. Nothing they have typed goes in: the address may be a stranger's."""

from django.conf import settings

from casework import installation
from programme.entrance.letters import send
from quality_mark.complaints.models import MarkComplaint

TAKEN = """Здравствуйте!

Ваша жалоба зарегистрирована под № {number}. За её рассмотрением можно следить по ссылке; там же появится ответ:
{url}

Когда секретарь ответит, вы получите ещё одно письмо. Если вы ничего не отправляли, не отвечайте на это письмо.

{installation}
{site}"""

ANSWERED = """Здравствуйте!

На жалобу № {number} есть ответ. Прочитать его можно по ссылке:
{url}

{installation}
{site}"""


def write(complaint: MarkComplaint) -> bool:
    """Tell of the receipt, or of the answer once there is one; False if only a telephone is known."""
    if "@" not in complaint.contact:
        return False
    subject, body = ("Жалоба принята", TAKEN) if complaint.is_open else ("Ответ на жалобу", ANSWERED)
    words = {
        "number": complaint.number,
        "url": settings.SITE_URL + complaint.get_absolute_url(),
        "installation": installation.current().organisation,
        "site": settings.SITE_URL,
    }
    send(complaint.contact, f"{subject}: № {complaint.number}", body.format(**words))
    return True
