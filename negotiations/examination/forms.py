"""The formal check of an application."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.forms import AskForm
from negotiations.applications import application
from negotiations.applications.diff import changes
from negotiations.applications.models import earlier_remarks
from negotiations.examination.grounds import STOP_GROUNDS
from negotiations.proposals.similar import Similar, Text, similar


class CheckForm(AskForm):
    """PP-05, PP-06, PP-09: admit, return with remarks pinned to places, or refuse on a stop ground."""

    done = "Результат проверки записан, заявителю направлено уведомление."
    button = "Записать результат"
    has_draft = True
    outcome = forms.ChoiceField(
        label="Результат проверки",
        widget=forms.RadioSelect,
        choices=[("admit", "Допустить"), ("send_back", "Вернуть на доработку"), ("reject", "Отказать в допуске")],
    )
    ground = forms.ChoiceField(label="Основание отказа", choices=[("", "—"), *STOP_GROUNDS], required=False)
    explanation = forms.CharField(
        label="Пояснение к отказу",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Заявитель прочтёт его в уведомлении.",
    )
    NEEDED_IF = {
        "ground": Needed("outcome", ("reject",), "Укажите стоп-основание: без него отказать нельзя."),
        "explanation": Needed(
            "outcome", ("reject",), "Объясните отказ понятно для заявителя, хотя бы одним предложением.", least=30
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in application.PLACES:
            self.fields[f"remark_{name}"] = forms.CharField(
                label=f"Замечание: {application.label(name).lower()}",
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=2000,
            )
        self.earlier = earlier_remarks(self.subject)
        for name in self.earlier:
            self.fields[f"lifted_{name}"] = forms.BooleanField(label="Замечание снято", required=False)

    def places(self) -> list[dict[str, Any]]:
        """Each place with its content, its change since the last version, the last remark to it with the answer, and the field for one."""
        changed = changes(self.subject)
        return [
            {
                "label": application.label(name),
                "text": application.in_words(self.subject, name),
                "change": changed.get(name),
                "remark": self[f"remark_{name}"],
                "earlier": self.earlier.get(name),
                "lifted": self[f"lifted_{name}"] if name in self.earlier else None,
            }
            for name in application.PLACES
        ]

    def similar(self) -> list[Similar]:
        """What the city has already seen of the same kind."""
        return similar(Text.of(self.subject))

    def clean(self) -> dict[str, Any]:
        """Each outcome has what the applicant must be told."""
        data = super().clean() or self.cleaned_data
        remarks = {name: text for name in application.PLACES if (text := data.pop(f"remark_{name}", "").strip())}
        lifted = {name for name in self.earlier if data.pop(f"lifted_{name}", False)}
        if data.get("outcome") == "send_back":
            remarks = {row.field: row.text for row in self.earlier.values() if row.field not in lifted} | remarks
        data |= {"remarks": remarks, "lifted": sorted(self.earlier if data.get("outcome") == "admit" else lifted)}
        if data.get("outcome") == "send_back":
            if not remarks:
                self.add_error(
                    "outcome", "Напишите замечание хотя бы к одному месту заявки: заявитель сможет править только их."
                )
            if self.subject.returns >= 2:
                self.add_error(
                    "outcome", "Заявку уже возвращали два раза. Теперь её можно только допустить или отказать."
                )
        if data.get("outcome") == "admit" and remarks:
            self.add_error(
                "outcome",
                "Есть замечания — значит, заявку нужно вернуть, а не допустить. Уберите их или измените результат.",
            )
        return data
