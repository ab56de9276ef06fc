"""The application itself: submitting, mending by remarks, reworking after the expertise."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from casework.fields import long_text
from casework.formats import exact_money
from casework.forms import AskForm
from negotiations.applications import actions, application
from negotiations.applications.budget import BudgetFormSet
from negotiations.applications.limits import Limit, limits
from negotiations.applications.models import BudgetLine
from negotiations.fields import RoublesField
from negotiations.proposals.models import Proposal
from negotiations.proposals.similar import COMPARED, Similar, Text, similar
from programme.lists.fields import offer
from programme.models import ProgramLevel, Regulation

MIN_TEXT = 100
LISTED = ["cluster", "direction", "area", "districts"]  # from lists of the city


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True


def _text(name: str, help_text: str, rows: int = 4) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "data-min-length": MIN_TEXT})
    return forms.CharField(label=application.label(name), help_text=help_text, widget=widget, max_length=8000)


class SubmitForm(AskForm):
    """PP-02: the whole application. `only` narrows it to the places a reviewer has opened."""

    done = "Заявка подана и зарегистрирована. Расписка с номером формируется и появится на странице предложения через минуту."
    button = "Подать заявку"
    has_draft = True
    only: list[str] | None = None
    lines_template = "negotiations/applications/_budget.html"  # where the form is shown without the page of its step

    title = forms.CharField(label="Название", max_length=200)
    summary = _text("summary", "Что изменится в городе, если проект состоится. Этот текст увидят все.")
    problem = _text("problem", "Кого и как касается проблема, чем это подтверждается.")
    goal = _text("goal", "Один измеримый результат.", 3)
    objectives = _text("objectives", "Шаги к цели, каждый с новой строки.")
    plan = _text("plan", "Что и к какому месяцу будет сделано.")
    results = _text("results", "Числа, по которым жители поймут, что получилось.", 3)
    team = _text("team", "Кто отвечает и что уже делал.", 3)
    cluster = forms.ChoiceField(label="Кластер", widget=forms.RadioSelect)
    direction = forms.ChoiceField(label="Направление", widget=forms.RadioSelect)
    level = forms.ChoiceField(label="Уровень", choices=ProgramLevel.choices, widget=forms.RadioSelect)
    area = forms.ChoiceField(label="Отраслевая область")
    districts = forms.MultipleChoiceField(
        label="Районы",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Не отмечено — весь город.",
    )
    budget_total = RoublesField(
        label="Бюджет проекта, ₽", min_value=Decimal("1"), help_text="Строки ниже должны дать эту сумму."
    )
    attachments = forms.FileField(
        label="Добавить файлы",
        required=False,
        widget=SeveralFiles,
        help_text="PDF, DOCX, XLSX, PNG, JPG, до 10 МБ каждый.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        initial = [
            {"article": line.article, "source": line.source, "amount": line.amount} for line in self.subject.lines.all()
        ]
        # What was typed stands alone: a line that is as it was before would count as empty beside its initial words.
        known: dict[str, Any] = {"data": self.data} if self.is_bound else {"initial": initial or None}
        self.budget: Any = BudgetFormSet(prefix="budget", **known)
        offer(self, self.subject, LISTED)
        opened = self.opened()
        for name in list(self.fields):
            if name not in opened:
                del self.fields[name]
        self.has_budget = "budget" in opened

    def opened(self) -> list[str]:
        """The places that may be filled in now."""
        return application.PLACES

    @classmethod
    def initial_for(cls, subject: Proposal) -> dict[str, Any]:
        """The present text."""
        return {name: getattr(subject, name) for name in application.PLACES if name not in application.EXTRA_LABELS}

    def clear_errors(self) -> None:
        """Show no errors, neither of the form nor of its budget, while it is unfinished."""
        super().clear_errors()
        self.budget.clear_errors()

    def parts(self) -> list[forms.BaseForm]:
        """The lines of the budget are a part of it."""
        return [self, *self.budget.forms] if self.has_budget else [self]

    def store_files(self) -> list[str]:
        """Attach the files that came along, whatever else is unfinished."""
        if "attachments" not in self.fields:
            return []
        return [
            text
            for file in self.files.getlist("attachments")
            if (text := actions.attach(self.subject, file, by=self.by))
        ]

    def grouped(self) -> list[dict[str, Any]]:
        """The form's sections with their bound fields, for the page."""
        groups = []
        for code, title, names in application.SECTIONS:
            fields = [self[name] for name in names if name in self.fields]
            if fields or (code == "budget" and self.has_budget):
                groups.append(
                    {"code": code, "title": title, "fields": fields, "is_budget": code == "budget" and self.has_budget}
                )
        return groups

    def completeness(self) -> tuple[int, int]:
        """(filled, required) places of the application as it is typed now."""
        names = [name for name, field in self.fields.items() if field.required]
        filled = sum(bool(str(self[name].value() or "").strip()) for name in names)
        lines = self.has_budget and any(form["amount"].value() for form in self.budget.forms)
        return filled + bool(lines), len(names) + self.has_budget

    def limits(self) -> list[Limit]:
        """What an agreement will have to keep to, by the budget as it is typed."""
        rows = (
            [form.cleaned_data for form in self.budget.forms if form.cleaned_data.get("amount")]
            if self.has_budget
            else []
        )
        organization = self.subject.organization
        return limits(
            [(row["source"], row["amount"]) for row in rows], sector=organization.sector,
            cluster=self.cleaned_data.get("cluster", self.subject.cluster), value=Regulation.in_force().value("proposal"),
        )  # fmt: skip

    def similar(self) -> list[Similar]:
        """What the city has already seen of the same kind, by the words as they are typed."""
        given = {name: self.cleaned_data.get(name, getattr(self.subject, name)) for name in COMPARED}
        return similar(Text(**given, besides=self.subject.pk))

    def clean_title(self) -> str:
        """An applicant does not send the same thing twice (PP-03: no duplicate)."""
        title = self.cleaned_data["title"].strip()
        twins = Proposal.objects.filter(organization=self.subject.organization, title__iexact=title).exclude(
            pk=self.subject.pk
        )
        alive = twins.exclude(
            status__in=[
                Proposal.Status.WITHDRAWN,
                Proposal.Status.REJECTED,
                Proposal.Status.ARCHIVED,
                Proposal.Status.DRAFT,
            ]
        )
        if twin := alive.order_by("pk").first():
            raise ValidationError(
                f"Ваша организация уже подала предложение с таким названием (№ {twin.number}). Назовите это иначе."
            )
        return title

    def clean(self) -> dict[str, Any]:
        """Texts are long enough and the budget adds up."""
        data = super().clean() or self.cleaned_data
        for name in application.TEXTS[1:]:
            text = data.get(name)
            if text is not None and len(text.strip()) < MIN_TEXT:
                self.add_error(
                    name, f"Напишите подробнее: сейчас {len(text.strip())} знаков, нужно не меньше {MIN_TEXT}."
                )
        if self.has_budget:
            data["budget"] = self._clean_budget(data.get("budget_total") or self.subject.budget_total)
        data.pop("attachments", None)
        return data

    def _clean_budget(self, total: Decimal | None) -> list[dict[str, Any]]:
        if not self.budget.is_valid():
            self.add_error(
                "budget_total" if "budget_total" in self.fields else None, "Исправьте строки бюджета, отмеченные ниже."
            )
            return []
        lines = [form.cleaned_data for form in self.budget.forms if form.cleaned_data.get("article")]
        added = sum((line["amount"] for line in lines), Decimal(0))
        place = "budget_total" if "budget_total" in self.fields else None
        if not lines:
            self.add_error(place, "Заполните хотя бы одну строку бюджета.")
        elif total is not None and added != total:
            self.add_error(
                place,
                f"Строки бюджета дают {exact_money(added)}, а бюджет проекта указан {exact_money(total)}: "
                f"разница {exact_money(abs(total - added))}.",
            )
        elif all(line["source"] == BudgetLine.Source.OWN for line in lines):
            self.add_error(place, "Не запрошен ни один вклад: отметьте, что вы просите у города или партнёров.")
        return lines

    def review(self) -> list[tuple[str, Any]]:
        """The answers once more, with the budget and the files."""
        rows = [(label, exact_money(text) if isinstance(text, Decimal) else text) for label, text in super().review()]
        if self.has_budget:
            sources = dict(BudgetLine.Source.choices)
            lines = [
                f"{line['article']} — {exact_money(line['amount'])} ({sources[line['source']]})"
                for line in self.cleaned_data["budget"]
            ]
            rows.append(("Строки бюджета", "\n".join(lines)))
        rows.append(("Приложения", application.in_words(self.subject, "attachments") or "нет"))
        return rows


class FixForm(SubmitForm):
    """PP-07: only the places with remarks are open."""

    done = "Исправленная заявка подана повторно."
    button = "Подать повторно"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.remarks():
            self.fields[f"reply_{name}"] = long_text(
                f"Ответ на замечание: {application.label(name).lower()}",
                2,
                max_length=1000,
                required=False,
                help_text="Что исправлено и почему так. Проверяющий прочтёт это рядом с замечанием.",
            )

    def reply_fields(self) -> list[tuple[str, forms.BoundField]]:
        """The place of each remark with the field for words to it."""
        return [(name, self[f"reply_{name}"]) for name in self.remarks()]

    def clean(self) -> dict[str, Any]:
        """Words to the remarks go apart from the application."""
        data = super().clean()
        replies = {name: data.pop(f"reply_{name}", "") for name in self.remarks()}
        return {**data, "replies": {name: text for name, text in replies.items() if text}}

    def review(self) -> list[tuple[str, Any]]:
        """The answers once more, with the words to the remarks."""
        replies = self.cleaned_data["replies"].items()
        return [*super().review(), *((str(self.fields[f"reply_{name}"].label), text) for name, text in replies)]

    def opened(self) -> list[str]:
        """The places the reviewer has pinned remarks to."""
        places = list(self.subject.version.remarks.values_list("field", flat=True))
        if {"budget", "budget_total"} & set(places):
            places += ["budget", "budget_total"]
        return places

    def remarks(self) -> dict[str, str]:
        """The remarks by place."""
        return dict(self.subject.version.remarks.values_list("field", "text"))

    def remarked(self) -> list[tuple[str, str]]:
        """What a place is called and the remark to it, in the order of the form."""
        remarks = self.remarks()
        return [(application.label(name), remarks[name]) for name in application.PLACES if name in remarks]


class ImproveForm(SubmitForm):
    """PP-21: the application may be reworked as a whole after the expertise."""

    done = "Доработанная заявка направлена на повторную экспертизу."
    button = "Направить на повторную экспертизу"
