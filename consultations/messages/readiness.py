"""What the discussions ask before people are let in."""

from casework.roles import CONTENT_MODERATOR
from programme.models import Person

LEAST = 2  # whoever has kept a message back may not decide on the complaint about it (MS-07)


def moderators() -> tuple[bool, str]:
    """Are there enough to check messages, and to look again at what a colleague has refused?"""
    people = list(Person.objects.holding(CONTENT_MODERATOR))
    if not people:
        return False, "не назначены: сообщения обсуждений некому прочитать, и они не появятся на сайте"
    if len(people) < LEAST:
        return False, f"только {people[0]}: жалобу на отказ показать сообщение некому рассмотреть"
    return True, ", ".join(map(str, people))
