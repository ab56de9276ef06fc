"""Where a message stands, and the lawful moves between (programme 8.3, «Сообщение»)."""

from django.db import models
from django_fsm import RETURN_VALUE, FSMField, transition


class MessageStatus(models.Model):
    """The status of a message and its transitions."""

    class Status(models.TextChoices):
        SUBMITTED = "submitted", "На проверке"
        RETURNED = "returned", "Возвращено на правку"
        SHOWN = "shown", "Показано"
        ANSWERED = "answered", "Отвечено"
        REFUSED = "refused", "Не показано"
        HIDDEN = "hidden", "Скрыто"
        WITHDRAWN = "withdrawn", "Отозвано автором"

    S = Status
    READABLE = (S.SHOWN, S.ANSWERED)
    UNCHECKED = (S.SUBMITTED, S.RETURNED)
    WITHDRAWABLE = (S.SUBMITTED, S.RETURNED, S.SHOWN)
    KEPT_BACK = (S.REFUSED, S.HIDDEN)
    TONES = {S.ANSWERED: "ok", S.REFUSED: "bad", S.HIDDEN: "bad", S.RETURNED: "warn", S.WITHDRAWN: "mute"}

    status = FSMField("состояние", default=Status.SUBMITTED, choices=Status.choices, protected=True)

    class Meta:
        abstract = True

    @transition(status, source=S.SUBMITTED, target=S.SHOWN, custom={"rule": "MS-02"})
    def show(self) -> None:
        """Checked: everybody reads it."""

    @transition(status, source=S.SUBMITTED, target=S.RETURNED, custom={"rule": "MS-03"})
    def send_back(self) -> None:
        """Something in it can be mended; once."""

    @transition(status, source=S.RETURNED, target=S.SUBMITTED, custom={"rule": "MS-04"})
    def fix(self) -> None:
        """Mended by the author."""

    @transition(status, source=S.RETURNED, target=S.REFUSED, custom={"rule": "MS-05"})
    def let_go(self) -> None:
        """Not mended in its term."""

    @transition(status, source=S.SUBMITTED, target=S.REFUSED, custom={"rule": "MS-06"})
    def refuse(self) -> None:
        """Not shown, for a reason of the list."""

    @transition(
        status,
        source=[S.REFUSED, S.HIDDEN],
        target=RETURN_VALUE(S.SHOWN, S.ANSWERED),
        custom={"rule": "MS-07"},
    )
    def restore(self, is_answered: bool) -> str:
        """A complaint was right: as it was before."""
        return self.S.ANSWERED if is_answered else self.S.SHOWN

    @transition(status, source=S.SHOWN, target=S.ANSWERED, custom={"rule": "MS-08"})
    def answer(self) -> None:
        """Answered on its merits."""

    @transition(status, source=[S.SHOWN, S.ANSWERED], target=S.HIDDEN, custom={"rule": "MS-09"})
    def hide(self) -> None:
        """Shown by mistake; the answer stays."""

    @transition(status, source=[S.SUBMITTED, S.RETURNED, S.SHOWN], target=S.WITHDRAWN, custom={"rule": "MS-10"})
    def withdraw(self) -> None:
        """The author takes it back before the summary."""
