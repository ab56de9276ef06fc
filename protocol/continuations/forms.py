"""What a signatory is asked whom a new edition does not touch."""

from functools import cached_property

from django import forms

from casework.conditional import Needed
from casework.forms import AskForm
from protocol.editions import changes
from protocol.editions.changes import Change
from protocol.fields import words


class AnswerNoticeForm(AskForm):
    """Going on, or objecting."""

    done = "Ответ записан."
    button = "Отправить ответ"
    has_draft = True
    answer = forms.ChoiceField(
        label="Ваш ответ",
        choices=[
            ("go_on", "Изменения нас не задевают, участвуем дальше"),
            ("object", "Изменения нас задевают: ответим на новую редакцию сами"),
        ],
        widget=forms.RadioSelect,
    )
    objection = words("Чем изменения вас задевают", required=False)
    NEEDED_IF = {"objection": Needed("answer", ("object",), "Напишите, чем изменения задевают вашу организацию.")}

    @cached_property
    def changes(self) -> list[Change]:
        """What is new since the edition the organisation has signed."""
        return changes.between(self.subject.signatory, self.subject.edition)
