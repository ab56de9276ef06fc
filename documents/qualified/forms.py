"""What somebody is asked who brings a signature made at home, and the office that has it checked again."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from casework.forms import AskForm
from documents.files import name_of
from documents.qualified import attorney, container
from documents.qualified.actions import Part
from documents.signatures.models import SignatureRequest
from documents.uploads import NotKept

SIGNATURES = ".sig,.p7s,.sgn,.p7m,.pem,.txt"


class BringSignatureForm(AskForm):
    """`cleaned_data` are the arguments of `actions.bring`."""

    done = "Файл подписи принят. Через минуту здесь будет итог проверки, его же мы пришлём сообщением."
    button = "Загрузить подпись"

    seen_hash = forms.CharField(widget=forms.HiddenInput)
    signature = forms.FileField(
        label="Файл подписи",
        help_text="Отсоединённая подпись: .sig, .p7s или .sgn, до 1 МБ. Сам документ прикладывать не нужно.",
        widget=forms.FileInput(attrs={"accept": SIGNATURES}),
    )
    power = forms.FileField(
        label="Машиночитаемая доверенность, XML",
        required=False,
        help_text="Нужна, если вы подписываете за организацию личным сертификатом.",
        widget=forms.FileInput(attrs={"accept": ".xml"}),
    )
    power_signature = forms.FileField(
        label="Подпись под доверенностью",
        required=False,
        help_text="Файл подписи руководителя, который пришёл вместе с доверенностью.",
        widget=forms.FileInput(attrs={"accept": SIGNATURES}),
    )

    @classmethod
    def initial_for(cls, subject: SignatureRequest) -> dict[str, Any]:
        """The hash of what the page shows."""
        return {"seen_hash": subject.document.sha256}

    def clean_signature(self) -> Part:
        """A CMS with one signature. Raises ValidationError."""
        return self._signature("signature")

    def clean_power(self) -> Part | None:
        """A power of attorney, if any. Raises ValidationError."""
        part = self._part("power")
        try:
            if part:
                attorney.read(part.content)
        except attorney.Unreadable as error:
            raise ValidationError(str(error)) from error
        return part

    def clean_power_signature(self) -> Part | None:
        """The signature under it, if any. Raises ValidationError."""
        return self._signature("power_signature") if self.cleaned_data["power_signature"] else None

    def clean(self) -> dict[str, Any]:
        """A power of attorney comes with its signature."""
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("power")) != bool(cleaned.get("power_signature")) and not self.errors:
            self.add_error(
                "power_signature", "Приложите и доверенность, и файл подписи под ней: одно без другого не проверить."
            )
        return cleaned

    def _signature(self, name: str) -> Part:
        part = self._part(name)
        assert part, "asked only where there is a file"
        try:
            container.read(part.content)
        except container.Unreadable as error:
            raise ValidationError(str(error)) from error
        return part

    def _part(self, name: str) -> Part | None:
        file = self.cleaned_data[name]
        if not file:
            return None
        if isinstance(file, NotKept):
            raise ValidationError("На сервере сейчас нет места для файлов. Попробуйте позже.")
        if (file.size or 0) > container.MOST_BYTES:
            raise ValidationError("Файл больше 1 МБ: приложите отсоединённую подпись, без самого документа внутри.")
        file.seek(0)
        return Part(name_of(file), file.read())


class CheckAgainForm(AskForm):
    """`cleaned_data` are the arguments of `actions.check_again`."""

    done = "Проверка повторяется: итог появится через минуту."
    button = "Проверить ещё раз"

    looked_up = forms.CharField(
        label="Доверенность сверена с реестром",
        required=False,
        max_length=500,
        help_text="Если подписано по доверенности: когда вы посмотрели реестр доверенностей и что он показал. Иначе оставьте пустым.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
