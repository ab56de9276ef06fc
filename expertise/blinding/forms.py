"""Where the office goes through what experts will read: every place beside its original, names covered already."""

from typing import Any

from django import forms

from casework.forms import AskForm
from documents import files
from expertise.blinding.actions import Given
from expertise.blinding.facts import names_to_hide
from expertise.blinding.redaction import covered

CLEAN, INSTEAD, HIDE = "clean", "instead", "hide"


def file_fields(number: int, name: str, *, can_be_cleaned: bool) -> dict[str, forms.Field]:
    """What is asked of one file that experts of a blind case may get: `file_<number>` and `instead_<number>`."""
    first = [(CLEAN, "дать экспертам без сведений об авторе")] if can_be_cleaned else []
    return {
        f"file_{number}": forms.ChoiceField(
            label=f"Файл «{name}»",
            choices=[*first, (INSTEAD, "дать другой файл, в котором имён нет"), (HIDE, "не показывать")],
            widget=forms.RadioSelect,
            initial=HIDE,
            help_text=f"Эксперт увидит «Приложение {number}». Имена внутри файла программа не закрывает: посмотрите его.",
            error_messages={"required": "Скажите, что делать с файлом."},
        ),
        f"instead_{number}": forms.FileField(
            label=f"Другой файл вместо приложения {number}", required=False, help_text="PDF, DOCX, XLSX, PNG или JPG."
        ),
    }


def given_files(form: forms.Form, originals: dict[int, str]) -> list[Given]:
    """What the office has decided of each file, by its number and the hash of its original; a fault becomes an error of the form."""
    given = []
    for number, sha256 in originals.items():
        what, instead = form.cleaned_data.get(f"file_{number}"), form.cleaned_data.get(f"instead_{number}")
        if what == CLEAN:
            given.append(Given(number, sha256=sha256))
        if what != INSTEAD:
            continue
        if instead is None:
            form.add_error(f"instead_{number}", "Приложите файл или выберите другое.")
        elif problem := files.complaint(instead):
            form.add_error(f"instead_{number}", problem)
        given.append(Given(number, instead=instead))
    return given


class BlindForm(AskForm):
    """The subject is the expertise: a place of the text a field, a file a choice."""

    done = "Обезличенные материалы подготовлены: эксперты прочтут только их."
    button = "Передать экспертам этот текст"
    has_draft = True

    is_checked = forms.BooleanField(
        label="Весь текст и все файлы просмотрены: заявителя по ним не назвать",
        error_messages={"required": "Просмотрите текст и файлы и отметьте это: программа видит не всякое имя."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.snapshot = self.subject.materials.snapshot
        proposed = self._proposed()
        for key, label, original in self._texts():
            self.fields[key] = forms.CharField(
                label=label, required=False, max_length=50_000, initial=proposed[key],
                widget=forms.Textarea(attrs={"rows": min(12, 2 + len(original) // 90)}),
            )  # fmt: skip
        for number, file in enumerate(self.snapshot.get("attachments", []), 1):
            self.fields |= file_fields(number, file["name"], can_be_cleaned=bool(file.get("sha256")))
        self.order_fields([name for name in self.fields if name != "is_checked"] + ["is_checked"])

    def _texts(self) -> list[tuple[str, str, str]]:
        """The key of each place, its label, its original."""
        return [
            (f"text_{n}_{m}", label, text or "")
            for n, section in enumerate(self.snapshot.get("sections", []))
            for m, (label, text) in enumerate(section["rows"])
        ]

    def _proposed(self) -> dict[str, str]:
        """The latest edition, or the original with what the program recognises covered."""
        latest = self.subject.blind_copies.first()
        if latest is not None:
            return {
                f"text_{n}_{m}": text
                for n, section in enumerate(latest.sections)
                for m, (_, text) in enumerate(section["rows"])
            }
        names = names_to_hide(self.subject)
        return {key: covered(original, names) for key, _, original in self._texts()}

    def sections(self) -> list[dict[str, Any]]:
        """The places by section, each with its original, for the page."""
        fields = {key: (self[key], original) for key, _, original in self._texts()}
        return [
            {"title": section["title"], "places": [fields[f"text_{n}_{m}"] for m in range(len(section["rows"]))]}
            for n, section in enumerate(self.snapshot.get("sections", []))
        ]

    def attached(self) -> list[dict[str, Any]]:
        """The files with their fields, for the page."""
        rows = enumerate(self.snapshot.get("attachments", []), 1)
        return [{"file": file, "what": self[f"file_{n}"], "instead": self[f"instead_{n}"]} for n, file in rows]

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        attached = enumerate(self.snapshot.get("attachments", []), 1)
        given = given_files(self, {number: file.get("sha256", "") for number, file in attached})
        sections = [
            {
                "title": section["title"],
                "rows": [[label, cleaned.get(f"text_{n}_{m}", "")] for m, (label, _) in enumerate(section["rows"])],
            }
            for n, section in enumerate(self.snapshot.get("sections", []))
        ]
        return {"sections": sections, "given": given}
