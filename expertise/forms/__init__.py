"""What people are asked in an expertise. `cleaned_data` of each form are the arguments of the action of the same name."""

from expertise.forms.concluding import (
    AnswerForm,
    ApproveForm,
    ConsolidateForm,
    ConveneForm,
    DraftConclusionForm,
    ObjectForm,
    OpineForm,
)
from expertise.forms.deciding import CancelForm, DecideForm, DecideTieForm, RegisterForm
from expertise.forms.grouping import AppointAdditionalForm, DeclareForm, FindReplacementForm, FormGroupForm, ReplaceForm
from expertise.forms.registering import AdmitForm, AffiliationForm, EndAffiliationForm, ExcludeForm, ProlongForm
from expertise.forms.scoring import AcceptSheetForm, OpenMaterialsForm, ScoreForm

__all__ = [
    "AcceptSheetForm",
    "AdmitForm",
    "AffiliationForm",
    "AnswerForm",
    "AppointAdditionalForm",
    "ApproveForm",
    "CancelForm",
    "ConsolidateForm",
    "ConveneForm",
    "DecideForm",
    "DecideTieForm",
    "DeclareForm",
    "DraftConclusionForm",
    "EndAffiliationForm",
    "ExcludeForm",
    "FindReplacementForm",
    "FormGroupForm",
    "ObjectForm",
    "OpenMaterialsForm",
    "OpineForm",
    "ProlongForm",
    "RegisterForm",
    "ReplaceForm",
    "ScoreForm",
]
