"""What is asked about an edition: its beginning, its ways to the group and to the committee."""

from typing import Any

from django import forms

from casework import textdiff
from casework.forms import AskForm, ConfirmForm
from programme.models import Sector
from protocol.approval.consolidation import preview
from protocol.editions.articles import ArticleText
from protocol.editions.models import ProtocolEdition
from protocol.fields import long_text


class CreateForm(AskForm):
    """KP-01: create an edition."""

    done = "Редакция создана. Теперь напишите её статьи."
    button = "Создать редакцию"
    ground = forms.CharField(
        label="Поручение комитета", max_length=300, min_length=10,
        help_text="Номер и дата решения или протокола, в котором комитет поручил подготовить редакцию.",
    )  # fmt: skip
    is_based_on_current = forms.BooleanField(
        label="Взять за основу действующую редакцию", required=False, initial=True,
        help_text="Если действующей редакции ещё нет, текст начнётся с пустой статьи.",
    )  # fmt: skip


class BringToGroupForm(ConfirmForm):
    """KP-02: the project goes to the group."""

    done = "Проект внесён на рабочую группу. Вопрос о публикации — в повестке её ближайшего заседания."
    button = "Внести на рабочую группу"


class PublishForm(AskForm):
    """KP-03: publish the project."""

    done = "Проект опубликован. Обсуждение началось и закончится само."
    button = "Опубликовать и начать обсуждение"
    words = long_text(
        "Слова объявления", rows=5, min_length=30, help_text="Зачем нужна новая редакция, что в ней главное. Сроки и порядок участия допишутся сами.",
    )  # fmt: skip

    @classmethod
    def initial_for(cls, subject: ProtocolEdition) -> dict[str, Any]:
        """Words the editor may change."""
        return {
            "words": f"Рабочая группа предлагает обсудить проект редакции № {subject.number} Красноярского протокола. "
            "Прочитайте статьи и скажите, что в них непонятно, лишнее или чего не хватает."
        }


class BringToCommitteeForm(ConfirmForm):
    """KP-06, KP-08: the edition goes to the committee."""

    done = "Поправки внесены в текст, таблица и сравнительный текст составлены, вопрос внесён в комитет."
    button = "Свести текст и внести в комитет"

    def preview(self) -> list[tuple[ArticleText, list[textdiff.Piece], bool]]:
        """Every article as it will stand, with the changes marked."""
        return [
            (text, textdiff.difference(text.project, body), dropped) for text, body, dropped in preview(self.subject)
        ]


class BringAgainForm(ConfirmForm):
    """The committee has not heard the question."""

    done = "Вопрос внесён в комитет ещё раз."
    button = "Внести ещё раз"


class ReworkForm(AskForm):
    """KP-11: the reworked text goes to the group."""

    done = "Доработанный текст внесён на рабочую группу."
    button = "Внести на рабочую группу"
    has_draft = True
    words = long_text(
        "Что исправлено", rows=6, min_length=30,
        help_text="По каждому замечанию комитета — что сделано. Сам текст правьте на страницах статей.",
    )  # fmt: skip


class ArchiveForm(ConfirmForm):
    """KP-15: the case goes to the archive."""

    done = "Дело о редакции передано в архив, опись составлена."
    button = "Принять в архив"


class ExtendForm(AskForm):
    """KP-13: ask for more time for signing."""

    done = "Комитету предложено продлить подписание."
    button = "Внести вопрос в комитет"
    ground = long_text(
        "Почему нужно продлить", min_length=30, help_text="Подписание можно продлить один раз на 15 рабочих дней."
    )


class PreambleForm(AskForm):
    """The words before the first article."""

    done = "Преамбула сохранена."
    button = "Сохранить преамбулу"
    preamble = long_text("Преамбула", rows=6, max_length=5000, required=False)

    @classmethod
    def initial_for(cls, subject: ProtocolEdition) -> dict[str, Any]:
        """The present words."""
        return {"preamble": subject.preamble}


class ArticleForm(AskForm):
    """The words of one article."""

    done = "Статья сохранена."
    button = "Сохранить статью"
    title = forms.CharField(label="Заголовок", max_length=200)
    body = long_text("Текст", rows=12, max_length=10000, required=False)
    indicator = forms.CharField(
        label="Показатель соблюдения", max_length=300, required=False,
        help_text="По какому числу станет видно, что статья соблюдается.",
    )  # fmt: skip
    is_essential = forms.BooleanField(
        label="Существенная статья", required=False, help_text="К существенной статье подписант не может заявить оговорку.",
    )  # fmt: skip

    binds = forms.MultipleChoiceField(
        label="Кого связывает статья", choices=Sector.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Ничего не отмечено — всех. Когда статья изменится, подтвердить подпись попросят только тех, кого она связывает.",
    )  # fmt: skip

    @classmethod
    def initial_for(cls, subject: ArticleText) -> dict[str, Any]:
        """The present words."""
        return {
            "title": subject.title,
            "body": subject.text,
            "indicator": subject.indicator,
            "is_essential": subject.is_essential,
            "binds": subject.binds,
        }
