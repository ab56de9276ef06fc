"""What the office is asked about a kind of contests: its beginning, its whole description, the question to the committee, its end."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from casework.conditional import Needed
from casework.forms import AskForm
from quality_mark.fields import long_text
from quality_mark.kinds import actions, rows
from quality_mark.kinds.models import ContestKind
from quality_mark.kinds.rules import BLIND, ENTRANTS, faults

SLUG = RegexValidator(r"^[a-z][a-z0-9-]{1,29}$", "Латинские строчные буквы, цифры и дефис, сначала буква.")


class KindField(forms.ModelChoiceField):
    """A kind with its version."""

    def label_from_instance(self, kind: Any) -> str:
        """Title and version."""
        return f"{kind.title}, версия {kind.version}"


class BeginForm(AskForm):
    """CK-01: from nothing, by a copy, or the next version of a kind."""

    done = "Проект начат. Теперь опишите вид: номинации, форму заявки, критерии, уровни."
    button = "Начать проект"
    origin = KindField(
        ContestKind.objects.none(),
        label="Взять за образец",
        required=False,
        empty_label="ничего, начать с пустого листа",
    )
    is_next = forms.BooleanField(
        label="Это следующая версия образца", required=False, help_text="Идущие конкурсы останутся на прежней версии."
    )
    title = forms.CharField(label="Название вида", max_length=100, required=False)
    code = forms.CharField(
        label="Код",
        max_length=30,
        required=False,
        validators=[SLUG],
        help_text="Войдёт в адрес страницы, например best-yard.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["origin"].queryset = ContestKind.objects.in_force()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A kind of its own has a title and a code that nobody has; the next version keeps those of the kind it follows."""
        data = super().clean() or self.cleaned_data
        origin, is_next = data.get("origin"), data.get("is_next")
        if is_next and not origin:
            self.add_error("origin", "Выберите вид, версию которого вы готовите.")
        if is_next and origin:
            data |= {"code": origin.code, "title": data.get("title") or origin.title}
        elif not is_next:
            self._check_own(data)
        return {name: data.get(name) for name in ("title", "code")} | {"copied": origin}

    def _check_own(self, data: dict[str, Any]) -> None:
        for name, words in (("title", "Назовите вид."), ("code", "Укажите код.")):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, words)
        if data.get("code") and ContestKind.objects.filter(code=data["code"]).exists():
            self.add_error(
                "code", "Такой код уже занят. Если это новая версия того же вида, выберите его образцом и отметьте это."
            )


class KindForm(AskForm):
    """The whole kind by rows: what is left empty is not there."""

    done = "Вид описан. Проверьте его на странице и вынесите на комитет."
    button = "Записать описание"
    has_draft = True
    title = forms.CharField(label="Название вида", max_length=100)
    about = long_text("О чём этот конкурс", 3)
    entrants = forms.MultipleChoiceField(
        label="Кто участвует", choices=list(ENTRANTS.items()), widget=forms.CheckboxSelectMultiple,
        help_text="Команда — ТОС, инициативная группа или люди, которых назвал руководитель.",
    )  # fmt: skip
    least_years = forms.IntegerField(
        label="Работает в городе не меньше, лет",
        min_value=0,
        max_value=50,
        required=False,
        help_text="Пусто — неважно.",
    )
    most_years = forms.IntegerField(label="Работает не больше, лет", min_value=0, max_value=50, required=False)
    statement = forms.CharField(
        label="Что ещё подтверждает участник",
        max_length=200,
        required=False,
        help_text="Например: участникам команды от 18 до 35 лет.",
    )
    public_vote = forms.BooleanField(label="Проводится голосование горожан", required=False)
    site_visits = forms.BooleanField(label="Объекты проверяются на месте", required=False)
    requires_head_act = forms.BooleanField(label="Итоги вступают в силу с актом Главы города", required=False)
    hides_entrants = forms.BooleanField(
        label="Участники не видны", required=False, help_text="Победителя называют, только если он согласен; прочих — никогда."
    )  # fmt: skip
    experts_min = forms.IntegerField(
        label="Экспертов у заявки не меньше", min_value=1, max_value=20, required=False, help_text="Пусто — сколько назначает регламент.",
    )  # fmt: skip
    blind = forms.ChoiceField(
        label="Знают ли эксперты, чья заявка", choices=list(BLIND.items()), required=False,
        help_text="Если не знают, координатор до их приглашения закрывает имена в тексте и файлах.",
    )  # fmt: skip
    jury_min = forms.IntegerField(
        label="Членов жюри не меньше",
        min_value=3,
        max_value=11,
        required=False,
        help_text="Пусто — сколько назначает регламент.",
    )
    jury_max = forms.IntegerField(label="Членов жюри не больше", min_value=3, max_value=11, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = self.subject.data if self.subject else {}
        self.fields |= rows.nomination_fields(self.known) | rows.level_fields() | rows.place_fields()

    @classmethod
    def initial_for(cls, subject: ContestKind) -> dict[str, Any]:
        """What the draft says now."""
        return {"title": subject.title, **rows.initial(subject.data)}

    def nomination_rows(self) -> list[Any]:
        """The fields of each nomination, for the page."""
        return rows.bound(self, "nomination", rows.MOST_NOMINATIONS)

    def level_rows(self) -> list[Any]:
        """The fields of each level, for the page."""
        return rows.bound(self, "level", rows.MOST_LEVELS)

    def place_rows(self) -> list[Any]:
        """The fields of each place of the application, for the page."""
        return rows.bound(self, "place", rows.MOST_PLACES)

    def clean(self) -> dict[str, Any]:
        """The answers as the data of a kind, without a fault."""
        answers = super().clean() or self.cleaned_data
        least, most = answers.get("jury_min"), answers.get("jury_max")
        if least and most and least > most:
            self.add_error("jury_max", "Верхняя граница меньше нижней.")
        for name, words in rows.unfinished(answers):
            if name not in self.errors:
                self.add_error(name, words)
        if self.errors:
            return answers
        data = rows.as_data(answers, self.known)
        for problem in faults(data, actions.sets_in_force()):
            self.add_error(None, problem)
        return {"data": data}


class ProposeForm(AskForm):
    """CK-02: the committee is asked, or the draft is taken up once more."""

    done = "Записано."
    button = "Решить о виде конкурса"
    decision = forms.ChoiceField(
        label="Что сделать", widget=forms.RadioSelect, initial="put",
        choices=[("put", "Вынести на комитет"), ("edit", "Вернуться к описанию")],
    )  # fmt: skip
    question = forms.CharField(label="Вопрос повестки", max_length=300)
    draft_resolution = long_text("Проект решения", 4, help_text="Каждый пункт — с новой строки, без номера.")
    NEEDED_IF = {
        "question": Needed("decision", ("put",), "Сформулируйте вопрос повестки."),
        "draft_resolution": Needed("decision", ("put",), "Напишите проект решения."),
    }

    @classmethod
    def initial_for(cls, subject: ContestKind) -> dict[str, Any]:
        """A draft the secretary may change."""
        return {
            "decision": "put",
            "question": f"О введении в действие вида конкурсов «{subject.title}»"[:300],
            "draft_resolution": f"Ввести в действие вид конкурсов «{subject.title}» (версия {subject.version}).\n"
            "Утвердить положение о конкурсах этого вида.",
        }


class DropForm(AskForm):
    """CK-05: the draft is taken back."""

    done = "Проект снят."
    button = "Снять проект"
    is_sure = forms.BooleanField(
        label="Проект больше не нужен", error_messages={"required": "Подтвердите: снятый проект не вернуть."}
    )

    def clean(self) -> dict[str, Any]:
        """The confirmation is no argument of the act."""
        super().clean()
        return {}


class RetireForm(AskForm):
    """CK-04: the question whether to end a kind."""

    done = "Вопрос о прекращении вида внесён в комитет."
    button = "Внести вопрос в комитет"
    kind = KindField(ContestKind.objects.none(), label="Вид конкурсов", empty_label=None)
    ground = long_text("Причина", 4, min_length=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = ContestKind.objects.in_force()  # type: ignore[attr-defined]
