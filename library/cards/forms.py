"""What is asked about a card: the fields of its kind, the result of the check, the grounds of other acts."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from casework.conditional import Needed
from casework.fields import long_text
from casework.forms import AskForm, ConfirmForm
from documents.files import complaint
from library.cards.actions import returns_left
from library.cards.asking import grounds_of, may_be_named
from library.cards.models import Card
from library.cards.sources import answers_from
from library.examination.remarks import outstanding
from library.kinds import fields
from library.kinds.models import CardKind
from library.kinds.proposers import organizations_of, proposes_alone
from library.kinds.rules import KindRule
from programme.access import Visitor
from programme.answers import fields as answers
from programme.lists.fields import offer
from programme.models import Organization


def _title() -> forms.CharField:
    return forms.CharField(label="Название", min_length=3, max_length=200)


class CreateForm(AskForm):
    """CARD-01: the subject is the kind."""

    done = "Черновик начат. Заполните карточку: она сохраняется сама, и её видите только вы."
    button = "Начать карточку"

    title = _title()
    about = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    source = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    organization = forms.ModelChoiceField(
        label="От чьего имени", queryset=Organization.objects.none(), required=False, empty_label="от себя"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: CardKind = self.subject
        field: Any = self.fields["organization"]
        field.queryset = organizations_of(kind.rule, self.by)
        if not field.queryset.exists():
            del self.fields["organization"]
        elif not proposes_alone(kind.rule, self.by):
            field.required, field.empty_label = True, None

    @classmethod
    def beginning(cls, kind: CardKind, number: str, source: str, by: Visitor) -> dict[str, Any]:
        """About the card, or from the object, from whose page the person comes."""
        if answers := answers_from(kind, source, by):
            return {"source": source, "title": answers["title"][:200]}
        card = may_be_named(kind, number)
        return {"about": card.number, "title": f"{kind}: {card.title}"[:200]} if card else {}


class CardForm(AskForm):
    """CARD-02, CARD-05: the fields of the kind the card has pinned."""

    done = "Карточка внесена. Расписка с номером появится на её странице через минуту."
    button = "Внести карточку"
    has_draft = True

    title = _title()
    area = forms.ChoiceField(label="Отраслевая область", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, self.subject, ["area"])
        area: Any = self.fields["area"]
        area.choices = [("", "—"), *area.choices]
        self.rule = self.subject.kind.rule
        if self.rule.has_step("expertise"):
            area.required, area.help_text = True, "По ней подбирают экспертов."
        area.required = area.required or self.rule.needs_area
        for rule in self.rule.typed:
            self.fields[rule.name] = fields.form_field(rule)

    @classmethod
    def initial_for(cls, subject: Card) -> dict[str, Any]:
        """What the card says now, or the one it follows."""
        edition = subject.current or (subject.based_on.current if subject.based_on else None)
        payload = edition.payload if edition else {}
        shown = {rule.name: answers.initial(rule, payload.get(rule.name)) for rule in subject.kind.rule.typed}
        named = subject.kind.rule.names_a_card
        about = {named.name: subject.target.number} if named and subject.target else {}
        return {"title": subject.title, "area": subject.area, **shown, **about}

    def clean(self) -> dict[str, Any]:
        """The answers as an edition keeps them."""
        data = super().clean() or self.cleaned_data
        payload = {rule.name: answers.frozen(data.get(rule.name)) for rule in self.rule.typed}
        for rule in self.rule.typed:
            if isinstance(data.get(rule.name), UploadedFile) and (problem := complaint(data[rule.name])):
                self.add_error(rule.name, problem)
        for row in self.rule.sums:
            if not self.errors and sum(payload[name] or 0 for name in row.fields) != row.total:
                self.add_error(row.fields[-1], row.words)
        return {"title": data.get("title", ""), "area": data.get("area", ""), "payload": payload}


class EntryForm(CardForm):
    """CARD-03."""

    done = "Карточка вписана в реестр и видна всем."
    button = "Вписать в реестр"


class FixForm(CardForm):
    """CARD-05."""

    done = "Карточка исправлена и внесена снова."
    button = "Внести исправленную карточку"


class RevisedForm(CardForm):
    """CARD-14, CARD-15: the fields of the kind; before the experts an answer to every remark."""

    done = "Карточка ушла дальше: на её странице сказано, кто решает теперь."
    button = "Отправить карточку дальше"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.remarks = outstanding(self.subject) if self.rule.has_step("expertise") else []
        for row in self.remarks:
            self.fields[row.name] = long_text(
                f"{row.label}: что сделано", rows=3, min_length=5, max_length=3000, help_text=row.text
            )

    def clean(self) -> dict[str, Any]:
        """With the answers by the names of their remarks."""
        data = super().clean()
        return {**data, "replies": {row.name: self.cleaned_data.get(row.name, "") for row in self.remarks}}


class PutAgainForm(ConfirmForm):
    """CARD-25, or a question that has ended without an answer."""

    done = "Вопрос внесён в комитет."
    button = "Внести вопрос в комитет"


class AnnounceAgainForm(ConfirmForm):
    """A discussion in place of one that was cancelled."""

    done = "Обсуждение объявлено. Оно откроется в следующий рабочий день."
    button = "Объявить обсуждение"


class SettleForm(AskForm):
    """CARD-13, CARD-16: what the keeper makes of the summary."""

    done = "Записано, автор извещён."
    button = "Записать решение"

    outcome = forms.ChoiceField(
        label="Что решено по своду",
        choices=[("accept", "Принять: карточка начнёт действовать"), ("again", "Обсудить ещё раз")],
        widget=forms.RadioSelect,
    )
    ground = long_text("Почему обсудить ещё раз", rows=3, max_length=1000)
    NEEDED_IF = {"ground": Needed("outcome", ("again",), "Напишите, что осталось неясным.", least=10)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject.is_discussed_again:
            outcome: Any = self.fields["outcome"]
            outcome.choices = outcome.choices[:1]

    def rows(self) -> list[tuple[Any, Any]]:
        """What is decided, for the page."""
        return fields.rows(self.subject.kind.rule, self.subject.current.payload, is_inside=True)


class CheckForm(AskForm):
    """CARD-04, CARD-07, CARD-10, CARD-11: only the answers that are lawful for this card are offered."""

    done = "Результат проверки записан, автор извещён."
    button = "Записать результат"
    has_draft = True

    outcome = forms.ChoiceField(
        label="Результат проверки",
        choices=[("accept", "Принять"), ("send_back", "Вернуть на исправление"), ("decline", "Отказать")],
        widget=forms.RadioSelect,
    )
    remarks = long_text("Что исправить", rows=4, max_length=3000, help_text="Автор прочтёт это в уведомлении.")
    ground = forms.ChoiceField(label="Основание отказа")
    explanation = long_text("Пояснение к отказу", rows=4, max_length=3000, help_text="Автор прочтёт его в уведомлении.")
    NEEDED_IF = {
        "remarks": Needed("outcome", ("send_back",), "Напишите, что исправить.", least=10),
        "ground": Needed("outcome", ("decline",), "Выберите основание: без него отказать нельзя."),
        "explanation": Needed("outcome", ("decline",), "Объясните отказ хотя бы одним предложением.", least=20),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome: Any = self.fields["outcome"]
        outcome.choices = self._outcomes(outcome.choices)
        ground: Any = self.fields["ground"]
        ground.choices = [("", "—"), *((row.code, row.text) for row in grounds_of(self.subject))]

    def rows(self) -> list[tuple[Any, Any]]:
        """What is checked, for the page."""
        edition = self.subject.current
        return fields.rows(self.subject.kind.rule, edition.payload, is_inside=True)

    def _outcomes(self, choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """To accept says what follows; what was sent back as often as may be is not sent back again."""
        accept, *others = choices
        kept = [(code, words) for code, words in others if code != "send_back" or returns_left(self.subject) > 0]
        return [(accept[0], _next_step(self.subject.kind.rule)), *kept]


def _next_step(rule: KindRule) -> str:
    """What becomes of a card that is in order (Russian)."""
    if rule.has_step("consultation"):
        return "Вынести на общественное обсуждение"
    if rule.has_step("expertise"):
        return "Направить на экспертизу"
    if rule.gives:
        return "Согласиться: организация получит поручение"
    return "Внести в комитет" if rule.has_step("committee") else "Принять: карточка начнёт действовать"


class WithdrawForm(AskForm):
    """CARD-31."""

    done = "Карточка отозвана."
    button = "Отозвать карточку"
    ground = long_text("Почему", rows=3, min_length=5, max_length=1000)


class AskAgainForm(AskForm):
    """CARD-13 where experts or the committee follow."""

    done = "Записано: когда автор отправит изменённую карточку дальше, её обсудят ещё раз."
    button = "Назначить повторное обсуждение"
    ground = long_text(
        "Что меняется существенно", rows=3, min_length=10, max_length=1000, help_text="Прочтут автор и все."
    )


class RepealForm(AskForm):
    """CARD-30."""

    done = "Карточка прекращена, автор извещён."
    button = "Прекратить карточку"
    ground = long_text("Основание", rows=3, min_length=10, max_length=1000)


class AskRepealForm(RepealForm):
    """CARD-30: the committee decides."""

    done = "Вопрос внесён в комитет, автор извещён."
    button = "Внести вопрос о прекращении"


class ReviseForm(ConfirmForm):
    """The next edition of a card in force."""

    done = "Черновик новой редакции начат. Прежняя карточка действует, пока не примут новую."
    button = "Начать новую редакцию"
