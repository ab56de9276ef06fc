"""What is asked about an amendment: of its author, of the editor."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.forms import AskForm
from programme.models import Organization
from protocol.amendments import collisions, spans
from protocol.amendments.models import Amendment
from protocol.editions.articles import ArticleText
from protocol.fields import long_text

Kind = Amendment.Kind
GROUP = "group"


class _Authored(AskForm):
    """On whose behalf: an organisation whose signer the person is, or a group of residents."""

    button = "Внести поправку"
    done = "Готово. Дальнейшее — на странице поправки."
    behalf = forms.ChoiceField(label="От кого", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        signed = [key.split(":")[1] for key in self.by.capacity_keys() if key.startswith("signer:")]
        self.organizations = {
            str(organization.pk): organization for organization in Organization.objects.filter(pk__in=signed)
        }
        choices = [(pk, organization.short_name) for pk, organization in self.organizations.items()]
        self.fields["behalf"].choices = [*choices, (GROUP, "от группы жителей — я соберу сторонников")]  # type: ignore[attr-defined]
        if len(choices) == 0:
            self.initial.setdefault("behalf", GROUP)

    def clean(self) -> dict[str, Any]:
        """The organisation itself instead of its number."""
        data = super().clean() or self.cleaned_data
        data["organization"] = self.organizations.get(data.pop("behalf", "") or "")
        return data


class ChangeForm(_Authored):
    """An amendment that replaces words of an article or takes the article out."""

    kind = forms.ChoiceField(
        label="Что сделать со статьёй", widget=forms.RadioSelect, initial=Kind.REPLACE,
        choices=[(Kind.REPLACE, "заменить слова в статье"), (Kind.DROP, "исключить статью целиком")],
    )  # fmt: skip
    sentence = forms.ChoiceField(label="Какое предложение менять", widget=forms.RadioSelect, required=False)
    words = long_text(
        "Какие слова заменить", rows=3, required=False,
        help_text="Скопируйте слова из статьи без изменений. Оставьте пустым, если меняете всё выбранное предложение.",
    )  # fmt: skip
    wording = long_text(
        "На какие слова", rows=4, required=False, help_text="Оставьте пустым, если слова нужно просто убрать."
    )
    reasoning = long_text("Обоснование", rows=5, min_length=30, help_text="Что станет лучше и для кого.")
    field_order = ["kind", "sentence", "words", "wording", "reasoning", "behalf"]
    subject: ArticleText

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sentences = spans.sentences(self.subject.project)
        self.sentences = {str(number): text for number, text in enumerate(sentences, 1)}
        self.fields["sentence"].choices = [("", "часть слов, которую я укажу ниже"), *self.sentences.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The words to be replaced stand in the article exactly once."""
        data = super().clean()
        chosen = self.sentences.get(data.pop("sentence", ""), "")
        data["text"] = self.subject
        if data.get("kind") == Kind.DROP:
            data |= {"words": "", "wording": ""}
            return data
        data["words"] = data.get("words") or chosen
        if not data["words"]:
            self.add_error("words", "Выберите предложение или укажите слова, которые нужно заменить.")
            return data
        try:
            spans.find_once(self.subject.project, data["words"])
        except spans.NotOnce as wrong:
            self.add_error(
                "words",
                f"Эти слова встречаются в статье несколько раз ({wrong.times}). Возьмите больше слов, чтобы место было одно." if wrong.times
                else "Таких слов в статье нет. Скопируйте их из текста без изменений.",
            )  # fmt: skip
        return data


class NewArticleForm(_Authored):
    """An amendment that adds an article."""

    title = forms.CharField(label="Заголовок новой статьи", max_length=200, min_length=3)
    wording = long_text("Текст новой статьи", rows=6, min_length=30)
    indicator = forms.CharField(
        label="Показатель соблюдения",
        max_length=300,
        min_length=10,
        help_text="По какому числу станет видно, что статья соблюдается.",
    )
    reasoning = long_text("Обоснование", rows=5, min_length=30, help_text="Что станет лучше и для кого.")
    field_order = ["title", "wording", "indicator", "reasoning", "behalf"]

    def clean(self) -> dict[str, Any]:
        """The answers as the action takes them."""
        return {**super().clean(), "kind": Kind.NEW, "text": None}


class CheckForm(AskForm):
    """3.4.2: admissibility."""

    done = "Результат записан, автору сообщено."
    button = "Записать результат"
    outcome = forms.ChoiceField(
        label="Допустить поправку?", widget=forms.RadioSelect,
        choices=[("admit", "допустить: относится к статье, есть текст и обоснование"), ("refuse", "не допустить")],
    )  # fmt: skip
    reasons = long_text("Почему не допущена", rows=3, help_text="Автор прочтёт это в ответе.")
    NEEDED_IF = {
        "reasons": Needed(
            "outcome", ("refuse",), "Объясните отказ понятно для автора, хотя бы одним предложением.", least=20
        )
    }


class PutForm(AskForm):
    """An amendment for the agenda of the group."""

    done = "Поправка вынесена на рабочую группу."
    button = "Вынести на рабочую группу"
    group_words = long_text(
        "Какие слова меняет редакция группы", rows=2, required=False,
        help_text="Обычно те же, что у автора. Другие — если слова автора уже изменены принятой поправкой.",
    )  # fmt: skip
    group_wording = long_text(
        "Редакция группы на случай частичного принятия", rows=3, required=False,
        help_text="Если она пуста, группа примет поправку словами автора или поправки к ней либо отклонит её.",
    )  # fmt: skip
    subject: Amendment

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject.kind != Kind.REPLACE:
            del self.fields["group_words"]
        self.proposed = list(self.subject.subamendments.select_related("amendment", "organization", "author"))
        if self.subject.kind == Kind.DROP:
            del self.fields["group_wording"]

    def clean(self) -> dict[str, Any]:
        """Fields that this kind of amendment does not have are empty."""
        data = super().clean() or self.cleaned_data
        if same := next((row for row in self.proposed if row.wording == data.get("group_wording")), None):
            self.add_error(
                "group_wording", f"Эти слова уже предлагает поправка № {same.label}: группа сможет выбрать её."
            )
        return {"group_words": data.get("group_words", ""), "group_wording": data.get("group_wording", "")}

    @classmethod
    def initial_for(cls, subject: Amendment) -> dict[str, Any]:
        """The words of the author, which the editor may change."""
        return {"group_words": subject.words, "group_wording": ""}

    def collisions(self) -> list[Amendment]:
        """Whom it collides with, for the page."""
        return collisions.of(self.subject)


class AnswerForm(AskForm):
    """3.4.2: the answer to the author."""

    done = "Ответ направлен автору."
    button = "Направить ответ"
    has_draft = True
    words = long_text("Ответ автору", rows=6, min_length=30, help_text="Мотивы группы и голоса допишутся сами.")

    @classmethod
    def initial_for(cls, subject: Amendment) -> dict[str, Any]:
        """A draft the editor may change."""
        decision = subject.get_status_display().lower()
        return {
            "words": f"Рабочая группа рассмотрела вашу поправку № {subject.number} ({subject.place}). Решение: {decision}."
        }


class WithdrawForm(AskForm):
    """3.4.2: the author withdraws the amendment."""

    done = "Поправка отозвана."
    button = "Отозвать поправку"
    ground = long_text("Почему отзываете", rows=3, min_length=10)


class SupportForm(AskForm):
    """A resident stands behind a proposed change."""

    done = "Ваша поддержка записана."
    button = "Поддержать"


class GiveUpForm(AskForm):
    """The author stops gathering."""

    done = "Сбор сторонников прекращён."
    button = "Прекратить сбор"
