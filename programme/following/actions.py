"""Beginning to hear of an object, hearing, hearing no more."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from casework.following import Rules, followed
from casework.letters.models import Letter
from casework.mail import post
from casework.notify import tell
from journal.models import Entry
from journal.record import key
from programme.following import tokens
from programme.following.models import Following
from programme.models import Person

KIND = "following"
A_DAY = 3  # so many letters that ask for an answer go to one address in a day


def follow(subject: Any, *, by: Person) -> None:
    """Hear of it from now on; a second click changes nothing."""
    Following.objects.get_or_create(object_key=key(subject), person=by, defaults={"told_upto": _newest()})


def leave(subject: Any, *, by: Person) -> None:
    """Hear of it no more."""
    Following.objects.filter(object_key=key(subject), person=by).delete()


def invite(subject: Any, rules: Rules, *, mail: str) -> None:
    """A guest's address is asked by a letter; until it is answered nothing is kept of it but the letter itself."""
    asked = Letter.objects.filter(
        to=mail, kind=KIND, subject__startswith="Подтвердите", made_at__gt=timezone.now() - timedelta(days=1)
    )
    if asked.count() >= A_DAY:
        return
    title, address = rules.title(subject), tokens.begin_url(key(subject), mail)
    text = (
        f"Кто-то, наверное вы, просит присылать на этот адрес новости: {title}.\n\nЧтобы подписаться, откройте страницу и нажмите кнопку "
        f"(три дня):\n{address}\n\nЕсли это были не вы, ничего не делайте: писем не будет."
    )
    post(mail, f"Подтвердите подписку: {title}", text, kind=KIND, is_brief=True)


def confirm(object_key: str, mail: str) -> None:
    """The letter has been answered."""
    Following.objects.get_or_create(object_key=object_key, mail=mail, defaults={"told_upto": _newest()})


def drop(pk: int) -> None:
    """One click in a letter: the address is forgotten."""
    Following.objects.filter(pk=pk).delete()


def _newest() -> int:
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def news_of(subject: Any, rules: Rules, after: int = 0, most: int = 50) -> list[tuple[Entry, str]]:
    """What everybody may read of its journal after an entry, the newest first, in words."""
    rows = Entry.objects.filter(subject__in=rules.keys(subject), pk__gt=after).order_by("-pk")[:most]
    return [(row, words) for row in rows if (words := rules.words(row))]


def tell_all() -> int:
    """Once a day: whoever follows what has news hears of all of it at once. How many."""
    count = 0
    keys = Following.objects.order_by("object_key").values_list("object_key", flat=True).distinct()
    for object_key in list(keys):
        if (known := followed(object_key)) is not None:
            count += _tell(object_key, *known)
    return count


def _tell(object_key: str, subject: Any, rules: Rules) -> int:
    """Each follower from where they have read to."""
    count = 0
    for row in Following.objects.filter(object_key=object_key).select_related("person"):
        news = news_of(subject, rules, row.told_upto)
        if not news:
            continue
        text = "\n".join(f"{entry.at:%d.%m.%Y} {words}" for entry, words in reversed(news))
        Following.objects.filter(pk=row.pk).update(told_upto=news[0][0].pk)
        _send(row, subject, f"Новое: {rules.title(subject)}", text, news[0][0].pk)
        count += 1
    return count


def _send(row: Following, subject: Any, title: str, text: str, last: int) -> None:
    if row.person is not None:
        tell(row.person, f"following:{row.pk}:{last}", title, text, subject.get_absolute_url())
        return
    stop, page = tokens.leave_url(row.pk), settings.SITE_URL + subject.get_absolute_url()
    post(row.mail, title, f"{text}\n\n{page}\n\nОтписаться: {stop}", kind=KIND, stop_url=stop)
