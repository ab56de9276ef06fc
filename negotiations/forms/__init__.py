"""What the proposal's people are asked."""

from negotiations.forms.applying import FixForm, ImproveForm, SubmitForm
from negotiations.forms.creating import ChoosePlatformForm, CreateForm
from negotiations.forms.deciding import CheckForm, IncludeForm, InitiativeForm, OrderExpertiseForm, WithdrawForm

__all__ = [
    "CheckForm",
    "ChoosePlatformForm",
    "CreateForm",
    "FixForm",
    "ImproveForm",
    "IncludeForm",
    "InitiativeForm",
    "OrderExpertiseForm",
    "SubmitForm",
    "WithdrawForm",
]
