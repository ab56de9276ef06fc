"""What is asked about keeping to the Protocol: commitments, reports, measures, complaints."""

from typing import Any

from django import forms
from django.forms import BoundField

from casework import workdays
from casework.forms import AskForm
from protocol.forms.signing import words
from protocol.models import Article, ArticleText, Commitment, NormComplaint, ReportLine, Signatory
from protocol.models.signatories import PARTICIPATING

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ArticleChoice(forms.ModelChoiceField):
    """A choice among the articles of an edition, as the edition calls them."""

    def label_from_instance(self, obj: Any) -> str:
        """«Статья 3. Сначала вклад»."""
        return str(obj)


class CommitForm(AskForm):
    """A signatory writes down what it will do."""

    done = "Обязательство записано и опубликовано."
    button = "Записать обязательство"
    article = ArticleChoice(
        label="Какой статье это служит", queryset=ArticleText.objects.none(), empty_label="Выберите"
    )
    text = words("Что именно сделаете", "Одно действие, результат которого можно проверить.", min_length=20)
    due_on = forms.DateField(label="До какого дня", widget=DATE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["article"]
        field.queryset = self.subject.edition.living_texts

    def clean_article(self) -> Article:
        """The article itself: it outlives editions."""
        text: ArticleText = self.cleaned_data["article"]
        return text.article


class AskReportsForm(AskForm):
    """The custodian asks for the reports of a year."""

    done = "Самоотчёты запрошены: у каждого подписанта появилась задача."
    button = "Запросить самоотчёты"
    year = forms.IntegerField(label="За какой год", min_value=2000, max_value=2100)

    @classmethod
    def initial_for(cls, subject: Any) -> dict[str, Any]:
        """This year."""
        return {"year": workdays.local_date().year}


class SumUpForm(AskReportsForm):
    """The custodian draws up the summary."""

    done = "Сводный доклад составлен и формируется."
    button = "Составить сводный доклад"


class ReportForm(AskForm):
    """The yearly report: a line for every commitment."""

    done = "Самоотчёт сдан и опубликован."
    button = "Сдать самоотчёт"
    has_draft = True
    summary = words("Что сделано за год для соблюдения Протокола", "Этот текст увидят все.", 5, min_length=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(self.subject.signatory.commitments.all())
        for row in self.rows:
            self.fields[f"result_{row.pk}"] = forms.ChoiceField(
                label="Что с обязательством", choices=ReportLine.Result.choices, widget=forms.RadioSelect
            )
            self.fields[f"evidence_{row.pk}"] = words("Чем подтверждается или почему нет", rows=2, min_length=10)

    @property
    def places(self) -> list[tuple[Commitment, BoundField, BoundField]]:
        """Commitments with their fields, for the page."""
        return [(row, self[f"result_{row.pk}"], self[f"evidence_{row.pk}"]) for row in self.rows]

    def clean(self) -> dict[str, Any]:
        """What the action needs."""
        cleaned = super().clean() or self.cleaned_data
        lines = {
            row.pk: (cleaned.pop(f"result_{row.pk}", ""), cleaned.pop(f"evidence_{row.pk}", "")) for row in self.rows
        }
        return {**cleaned, "lines": lines}


class ProposeMeasureForm(AskForm):
    """KS-09: a question to the committee."""

    done = "Вопрос внесён в комитет, подписант извещён."
    button = "Внести в комитет"
    signatory = forms.ModelChoiceField(label="Подписант", queryset=Signatory.objects.none(), empty_label="Выберите")
    reasons = words("Основания", "Какие статьи и как не соблюдаются, чем это подтверждается.", 5, min_length=50)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["signatory"]
        field.queryset = Signatory.objects.filter(status__in=PARTICIPATING).select_related("organization")


class RemedyForm(AskForm):
    """KS-11: the cause is removed."""

    done = "Сообщение передано комитету: вопрос о восстановлении внесён."
    button = "Сообщить комитету"
    text = words("Что сделано, чтобы устранить причину", rows=5, min_length=50)


class ComplainForm(AskForm):
    """A complaint: about whom, about which article, what happened."""

    done = "Обращение зарегистрировано. Расписка с номером появится на этой странице через минуту."
    button = "Подать обращение"
    signatory = forms.ModelChoiceField(label="Подписант", queryset=Signatory.objects.none(), empty_label="Выберите")
    article = forms.ChoiceField(label="Какая статья не соблюдена")
    facts = words(
        "Что произошло",
        "Когда, где, кто это видел. Ваше имя увидят только редактор Протокола и рабочая группа.",
        6,
        min_length=50,
    )
    wish = words("Чего вы хотите", "Необязательно: что подписанту стоит исправить.", 3, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["signatory"]
        field.queryset = Signatory.objects.filter(status__in=PARTICIPATING).select_related("organization", "edition")
        asked = self.request.GET.get("signatory", "") if self.request else ""
        if asked.isascii() and asked.isdecimal() and len(asked) < 10:
            self.initial["signatory"] = int(asked)
        editions = {one.edition for one in field.queryset}
        self.texts = {
            f"{text.edition_id}:{text.article.code}": text
            for edition in sorted(editions, key=lambda edition: -edition.number)
            for text in edition.living_texts
        }
        articles: Any = self.fields["article"]
        articles.choices = [("", "Выберите"), *self._choices()]

    def _choices(self) -> list[tuple[str, str]]:
        """One line an article: of several editions the newest names it."""
        named: dict[str, str] = {}
        for text in self.texts.values():
            named.setdefault(text.article.code, str(text))
        return list(named.items())

    def clean(self) -> dict[str, Any]:
        """The article as it stands in the edition the organisation has signed."""
        cleaned = super().clean() or self.cleaned_data
        signatory, code = cleaned.get("signatory"), cleaned.pop("article", "")
        if signatory and code:
            text = self.texts.get(f"{signatory.edition_id}:{code}")
            if text is None:
                self.add_error("article", "Такой статьи нет в редакции, которую подписала организация.")
            cleaned["article_text"] = text
        return cleaned


class CheckComplaintForm(AskForm):
    """The editor takes a complaint or does not."""

    done = "Решение записано, заявитель извещён."
    button = "Записать решение"
    outcome = forms.ChoiceField(
        label="Решение", choices=[("accept", "Принять"), ("reject", "Не принимать")], widget=forms.RadioSelect
    )
    reasons = words("Почему обращение не принято", "Нужно, только если вы не принимаете его.", required=False)

    def clean(self) -> dict[str, Any]:
        """A refusal is explained."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") == "reject" and len(cleaned.get("reasons", "").strip()) < 30:
            self.add_error("reasons", "Объясните отказ понятно для заявителя, хотя бы одним предложением.")
        return cleaned


class RespondForm(AskForm):
    """The signatory answers."""

    done = "Ответ записан. Дальше — примирительная встреча."
    button = "Ответить"
    response = words("Ответ по существу", "Что было на самом деле, что вы исправите и когда.", 6, min_length=30)


class MediateForm(AskForm):
    """The editor writes down how the meeting ended."""

    done = "Итог встречи записан, стороны извещены."
    button = "Записать итог"
    held_on = forms.DateField(label="День встречи", widget=DATE)
    outcome = forms.ChoiceField(
        label="Чем закончилась встреча",
        choices=[("reconciled", "Стороны примирились"), ("not", "Согласия нет")],
        widget=forms.RadioSelect,
    )
    notes = words("О чём договорились или в чём не сошлись", rows=5, min_length=30)


class ConcludeForm(AskForm):
    """The conclusion of the working group."""

    done = "Заключение оформлено и публикуется."
    button = "Оформить и опубликовать"
    finding = forms.ChoiceField(label="Вывод", choices=NormComplaint.Finding.choices, widget=forms.RadioSelect)
    conclusion = words("Текст заключения", "Без имён и личных сведений: заключение публикуется.", 8, min_length=50)
    advice = forms.ChoiceField(
        label="Рекомендация комитету", choices=NormComplaint.Advice.choices, widget=forms.RadioSelect
    )
    minutes = forms.CharField(
        label="Протокол заседания рабочей группы", max_length=200, help_text="Номер и дата, например: РГ-2026-4 от 12.11.2026."
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Measures are for a breach only."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("finding") == "no_breach" and cleaned.get("advice") not in ("none", None):
            self.add_error("advice", "Нарушения нет — значит, и меры не нужны.")
        return cleaned
