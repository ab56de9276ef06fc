"""The code by which an office finds the person who stands before it: made from the account and the day, so nothing has to be kept."""

import base64
import re
from datetime import date, timedelta

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from programme.people.models import Person
from programme.periods import today

SIGNS = 6  # 30 bits, and only the office may try
CODE = re.compile(rf"(\d{{1,9}})-([A-Z2-7]{{{SIGNS}}})(?![A-Z0-9])")


def code_of(person: Person, day: date | None = None) -> str:
    """«17-K3QX9M»: good on this day and the next one, so that midnight stops nobody."""
    mac = salted_hmac("programme.identity.desk", f"{person.pk}:{day or today()}", algorithm="sha256").digest()
    return f"{person.pk}-{base64.b32encode(mac).decode()[:SIGNS]}"


def address_of(person: Person) -> str:
    """Where the office lands when it reads the picture."""
    return reverse("identity_person", args=[code_of(person)])


def person_by(text: str) -> Person | None:
    """Whose code this is, typed by hand or read from the picture with the whole address around it."""
    match = CODE.search(text.upper().replace(" ", ""))
    person = match and Person.objects.filter(pk=int(match[1]), is_active=True).first()
    if not match or not person:
        return None
    days = (today(), today() - timedelta(days=1))
    good = [code for code in (code_of(person, day) for day in days) if constant_time_compare(code, match[0])]
    return person if good else None
