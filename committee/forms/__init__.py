"""What members and the office are asked, one module per part of the work."""

from committee.forms.before import ApproveForm, AssembleForm, NotifyForm, PlanForm
from committee.forms.papers import (
    ActForm,
    DissentForm,
    DrawUpForm,
    MinutesForm,
    PublishForm,
    RemarkForm,
    SignMinutesForm,
)
from committee.forms.sitting import (
    AdjournForm,
    AttendanceForm,
    CancelForm,
    HoldForm,
    OpenForm,
    PostponeForm,
    PresidingForm,
    ResumeForm,
)
from committee.forms.voting import (
    CloseVotingForm,
    DiscussForm,
    MotionForm,
    NoQuorumForm,
    RecuseForm,
    RecuseOtherForm,
    VoteForm,
)

__all__ = [
    "ActForm",
    "AdjournForm",
    "ApproveForm",
    "AssembleForm",
    "AttendanceForm",
    "CancelForm",
    "CloseVotingForm",
    "DiscussForm",
    "DissentForm",
    "DrawUpForm",
    "HoldForm",
    "MinutesForm",
    "MotionForm",
    "NoQuorumForm",
    "NotifyForm",
    "OpenForm",
    "PlanForm",
    "PostponeForm",
    "PresidingForm",
    "PublishForm",
    "RecuseForm",
    "RecuseOtherForm",
    "RemarkForm",
    "ResumeForm",
    "SignMinutesForm",
    "VoteForm",
]
