"""What a signatory is asked: yes or no, why not, and — unless they have just logged in — the password once more."""

import time
from datetime import UTC, datetime
from typing import Any

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import ratelimit
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.conditional import Needed
from casework.forms import AskForm
from casework.origin import address_of
from documents.agreement.models import AgreementAcceptance
from documents.signatures.actions import FRESH_SECONDS, NEEDS_AGREEMENT
from documents.signatures.identity import missing_identity
from documents.signatures.kinds import SignatureKind, is_enough, refusal
from documents.signatures.models import SignatureRequest

METHODS = "account_authentication_methods"  # where allauth keeps how and when somebody has proved who they are
MARGIN_SECONDS = 30  # a form filled in at the last moment must still be in time when it arrives


def authenticated_at(request: Any) -> datetime | None:
    """The moment of the last authentication in this session."""
    methods = request.session.get(METHODS, []) if request else []
    moments = [method["at"] for method in methods if isinstance(method.get("at"), int | float)]
    return datetime.fromtimestamp(max(moments), UTC) if moments else None


class ConfirmedForm(AskForm):
    """An act that needs a fresh proof of who the person is: the password is asked unless they have just logged in."""

    may_be_kept = False  # it asks for a password

    seen_hash = forms.CharField(widget=forms.HiddenInput)
    password = forms.CharField(
        label="Пароль",
        help_text="Подпись ставится, когда личность подтверждена не раньше чем пять минут назад.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.moment = authenticated_at(self.request)
        if self.is_fresh:
            del self.fields["password"]
        elif "password" in self.fields:
            self.fields["password"] = self.fields.pop("password")  # asked last

    @property
    def is_fresh(self) -> bool:
        """Has the person proved who they are so recently that the password is not needed?"""
        return self.moment is not None and 0 <= time.time() - self.moment.timestamp() <= FRESH_SECONDS - MARGIN_SECONDS

    def evidence(self, seen_hash: str) -> dict[str, Any]:
        """What was seen, when the person proved who they are, and from which address."""
        return {"seen_hash": seen_hash, "authenticated_at": self.moment, "address": address_of(self.request)}

    def clean_password(self) -> str:
        """The password of the person themself; attempts are limited before anything is hashed."""
        password = self.cleaned_data["password"]
        if self.request and not ratelimit.consume(self.request, action="reauthenticate", user=self.by):
            raise ValidationError("Слишком много попыток. Подождите минуту.")
        if not self.by.check_password(password):
            raise ValidationError("Пароль не подошёл.")
        self.moment = timezone.now()
        if self.request:
            reauthenticate_by_password(self.request)
        return password


class SigningForm(ConfirmedForm):
    """A signature needs the agreement on simple electronic signatures beside the fresh proof."""

    @property
    def needs_agreement(self) -> bool:
        """Must the person join the agreement on the simple electronic signature first?"""
        return AgreementAcceptance.of(self.by) is None

    @property
    def lacking(self) -> Any | None:
        """What is missing of who the person is, for the page; it leads back to it."""
        return missing_identity(self.by, self.request.path if self.request else "")


class SignBasketForm(SigningForm):
    """The one confirmation of many signatures; each of them is then a `SignForm` of its own with the hash that was shown."""

    seen_hash = None  # type: ignore[assignment]

    def clean(self) -> dict[str, Any]:
        """Nobody signs without the agreement."""
        if self.needs_agreement:
            self.add_error(None, NEEDS_AGREEMENT)
        elif lacking := self.lacking:
            self.add_error(None, lacking.text)
        return {}


class SignForm(SigningForm):
    """Sign or refuse. `cleaned_data` are the arguments of `actions.sign`."""

    done = "Ответ принят."
    button = "Подтвердить"

    answer = forms.ChoiceField(
        label="Ваше решение",
        choices=[("sign", "Подписываю простой электронной подписью"), ("refuse", "Отказываюсь подписать")],
        widget=forms.RadioSelect,
    )
    refusal = forms.CharField(
        label="Причина отказа",
        help_text="Документ будет аннулирован, причина останется в деле.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    NEEDED_IF = {"refusal": Needed("answer", ("refuse",), "Напишите, почему вы не подписываете документ.")}

    @classmethod
    def initial_for(cls, subject: SignatureRequest) -> dict[str, Any]:
        """The hash of what the page shows."""
        return {"seen_hash": subject.document.sha256}

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if cleaned["answer"] == "sign" and not is_enough(self.subject.document, SignatureKind.SIMPLE):
            self.add_error(None, refusal(self.subject.document))
        elif cleaned["answer"] == "sign" and self.needs_agreement:
            self.add_error(None, NEEDS_AGREEMENT)
        return {**self.evidence(cleaned["seen_hash"]), "refusal": cleaned["refusal"].strip()}
