"""What the organiser is asked about an event."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.fields import MomentField, long_text
from casework.forms import AskForm
from documents import files
from events.attestations.facts import TAUGHT
from events.kinds import rules
from events.occasions.changed import read
from events.occasions.models import Event, Series
from events.registrations import ages
from events.registrations.models import Registration
from events.rooms.models import Venue
from execution.models import Undertaking
from programme.models import Person

MOST_PLACES = 100_000


class SeriesForm(AskForm):
    """A series of events."""

    done = "Серия открыта: выберите её, когда планируете мероприятие."
    button = "Открыть серию"

    title = forms.CharField(label="Название серии", min_length=3, max_length=200)
    leader = forms.CharField(label="Кто ведёт", max_length=200)
    about = long_text("О чём", rows=4, required=False, max_length=2000)


class PlanForm(AskForm):
    """EV-01."""

    done = "Мероприятие запланировано. Объявите его, когда известны время и место."
    button = "Запланировать"

    kind = forms.ChoiceField(label="Вид", choices=rules.choices)
    title = forms.CharField(label="Название", min_length=5, max_length=200)
    about = long_text("О чём", rows=5, min_length=20, max_length=5000)
    access = forms.ChoiceField(label="Для кого", choices=Event.Access.choices, widget=forms.RadioSelect)
    bands = forms.MultipleChoiceField(
        label="Для какого возраста", choices=ages.BANDS, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Пусто — для любого, и возраст не спрашивают. Иначе участник сам назовёт свой; по одному его не увидит никто.",
    )  # fmt: skip
    opens_role = forms.ChoiceField(
        label="К какой роли готовит курс", required=False,
        choices=[("", "ни к какой"), *[(role.value, role.label) for role in TAUGHT]],
    )  # fmt: skip
    teacher = forms.EmailField(
        label="Почта преподавателя", help_text="Человек с кабинетом на сайте: он не сможет аттестовать своих учеников."
    )
    series = forms.ModelChoiceField(
        label="Серия", queryset=Series.objects.none(), required=False, empty_label="само по себе"
    )
    undertaking = forms.ModelChoiceField(
        label="Какой мере или поручению служит", queryset=Undertaking.objects.none(), required=False, empty_label="—"
    )

    NEEDED_IF = {"teacher": Needed("opens_role", tuple(role.value for role in TAUGHT), "Назовите преподавателя.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        series, undertaking = self.fields["series"], self.fields["undertaking"]
        assert isinstance(series, forms.ModelChoiceField) and isinstance(undertaking, forms.ModelChoiceField)
        series.queryset = Series.objects.all()
        undertaking.queryset = Undertaking.objects.filter(is_public=True).exclude(status__in=Undertaking.FINAL)

    def clean_teacher(self) -> Person | None:
        """Somebody who is known here."""
        email = self.cleaned_data["teacher"]
        person = Person.objects.filter(email__iexact=email, is_active=True).first() if email else None
        if email and person is None:
            raise forms.ValidationError("Человека с такой почтой на сайте нет. Проверьте адрес.")
        return person

    def clean(self) -> dict[str, Any]:
        """Only a course opens a role."""
        data = super().clean() or self.cleaned_data
        if data.get("opens_role") and data.get("kind") and not rules.kinds()[data["kind"]].attests:
            self.add_error("opens_role", "К роли готовит только курс: выберите вид «Курс» или оставьте «ни к какой».")
        return data


class _TimeForm(AskForm):
    starts_at = MomentField(label="Начало")
    ends_at = MomentField(label="Конец")

    def clean(self) -> dict[str, Any]:
        """It ends after it has begun."""
        data = super().clean() or self.cleaned_data
        starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", "Конец должен быть позже начала.")
        return data


class _PlaceForm(AskForm):
    place = forms.CharField(label="Где", max_length=300, required=False, help_text="Адрес и зал.")
    link = forms.URLField(
        label="Ссылка для участия издалека", max_length=300, required=False, assume_scheme="https",
        help_text="Если есть запись, её увидят только записавшиеся.",
    )  # fmt: skip
    programme = long_text(
        "Программа", rows=8, min_length=20, max_length=10000, help_text="Что и когда будет, кто выступает."
    )
    places = forms.IntegerField(
        label="Сколько мест", min_value=1, max_value=MOST_PLACES, required=False,
        help_text="Пусто — без записи: приходят все, кто хочет.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Somewhere it must be."""
        data = super().clean() or self.cleaned_data
        if "place" in data and "link" in data and not (data["place"] or data["link"]):
            self.add_error("place", "Укажите место или ссылку для участия.")
        return data


def _room(label: str, help_text: str) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Venue.objects.filter(is_closed=False), label=label, required=False, empty_label="—", help_text=help_text
    )


class AnnounceForm(_PlaceForm, _TimeForm):
    """EV-02."""

    done = "Мероприятие объявлено."
    button = "Объявить"
    venue = _room("Помещение города", "Оно будет занято на это время. Или впишите место ниже.")
    field_order = ("starts_at", "ends_at", "venue")

    def clean(self) -> dict[str, Any]:
        """A room of the city is a place as well."""
        venue = self.cleaned_data.get("venue")
        if venue and not self.cleaned_data.get("place"):
            self.cleaned_data["place"] = str(venue)
        return super().clean()


class ChangeForm(_PlaceForm):
    """What is still to be put right before the beginning."""

    done = "Записано. Если изменилось место, записавшиеся об этом узнают."
    button = "Записать изменения"
    about = long_text("О чём", rows=5, min_length=20, max_length=5000)
    field_order = ("about",)

    @classmethod
    def initial_for(cls, subject: Event) -> dict[str, Any]:
        """As it stands."""
        return {name: getattr(subject, name) for name in ("about", "place", "link", "programme", "places")}


class PostponeForm(_TimeForm):
    """EV-03."""

    done = "Мероприятие перенесено, записавшимся сказано."
    button = "Перенести"
    venue = _room(
        "Помещение города",
        "Будет занято на новое время, прежнее время освободится. Пусто — место прежнее, помещение не нужно.",
    )
    field_order = ("starts_at", "ends_at", "venue")

    @classmethod
    def initial_for(cls, subject: Event) -> dict[str, Any]:
        """The room it has."""
        booking = subject.booking
        return {"venue": booking.venue if booking else None}

    ground = long_text("Почему", rows=3, min_length=10, max_length=1000)


class CancelForm(AskForm):
    """EV-05."""

    done = "Мероприятие отменено, записавшимся сказано."
    button = "Отменить мероприятие"
    ground = long_text("Почему отменено", rows=3, min_length=10, max_length=1000)


class MaterialForm(AskForm):
    """A file for everybody."""

    done = "Материал приложен: его может скачать каждый."
    button = "Приложить"
    title = forms.CharField(
        label="Что это", min_length=3, max_length=200, help_text="Например: «Слайды первого доклада»."
    )
    file = forms.FileField(label="Файл", help_text="PDF, DOCX, XLSX, PNG или JPG.")

    def clean_file(self) -> Any:
        """A file that people can open."""
        file = self.cleaned_data["file"]
        if problem := files.complaint(file):
            raise forms.ValidationError(problem)
        return file


class CameField(forms.ModelMultipleChoiceField):
    """People by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """The name, and for whom they come."""
        return f"{obj.person}, {obj.organization.short_name}" if obj.organization else str(obj.person)


class AttendanceForm(AskForm):
    """RG-08: some of those who have a place."""

    done = "Явка отмечена."
    button = "Отметить явку"
    came = CameField(
        label="Кто пришёл", queryset=Registration.objects.none(), required=True, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["came"]
        assert isinstance(field, CameField)
        rows = self.subject.registrations.confirmed().select_related("person", "organization")
        field.queryset = rows.order_by("person__last_name", "person__first_name", "pk")


class FinishForm(AttendanceForm):
    """EV-06: whoever is left without a mark was not there."""

    done = "Мероприятие завершено. Теперь подведите итоги."
    button = "Завершить мероприятие"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["came"]
        field.required, field.label = False, "Кто ещё пришёл"
        field.help_text = "Остальные будут записаны как «не был»; до публикации итогов отметку можно исправить."


class PublishForm(AskForm):
    """EV-07."""

    done = "Итоги опубликованы."
    button = "Опубликовать итоги"

    text = long_text(
        "Итоги", rows=8, min_length=20, max_length=10000, help_text="Что решили, к чему пришли, что дальше."
    )
    paper = forms.ChoiceField(label="Итоговый документ", widget=forms.RadioSelect, choices=[
        ("yes", "Издать: текст выше получит номер и печать"), ("no", "Без документа"),
    ])  # fmt: skip
    reason = long_text("Почему без документа", rows=3, max_length=1000)
    changed = forms.CharField(
        label="Что изменилось", max_length=300, required=False,
        help_text="Номера карточек, предложений, мер через запятую, если мероприятие на них повлияло.",
    )  # fmt: skip
    NEEDED_IF = {"reason": Needed("paper", ("no",), "Напишите, почему документа нет.", least=10)}

    def clean_changed(self) -> list[Any]:
        """Each number is of something everybody reads, and of one thing only."""
        return read(self.cleaned_data["changed"])

    def clean(self) -> dict[str, Any]:
        """Yes or no as the action knows it."""
        data = super().clean() or self.cleaned_data
        data["has_paper"] = data.pop("paper", None) == "yes"
        return data
