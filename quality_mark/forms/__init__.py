"""What people are asked about contests, entries, votes, Marks and complaints."""

from quality_mark.forms.assessing import AssessAgainForm, VisitForm, VisitsForm
from quality_mark.forms.checking import AdmissionForm, CheckForm
from quality_mark.forms.complaints import ComplaintForm, InspectForm, ReviewComplaintForm
from quality_mark.forms.entering import CreateForm, FixForm, SubmitForm, WithdrawForm
from quality_mark.forms.judging import AwardForm, LevelsForm, PublishForm, PutToJuryForm, ToCommitteeForm
from quality_mark.forms.marks import DeclineForm, DiplomaAgainForm, IssueAgainForm, MarkActForm, QuestionForm
from quality_mark.forms.planning import CancelForm, ExtendForm, PlanForm, ProposeForm
from quality_mark.forms.voting import ReviewVotesForm, VoteForm

__all__ = [
    "AdmissionForm",
    "AssessAgainForm",
    "AwardForm",
    "CancelForm",
    "CheckForm",
    "ComplaintForm",
    "CreateForm",
    "DeclineForm",
    "DiplomaAgainForm",
    "ExtendForm",
    "FixForm",
    "InspectForm",
    "IssueAgainForm",
    "LevelsForm",
    "MarkActForm",
    "PlanForm",
    "ProposeForm",
    "PublishForm",
    "PutToJuryForm",
    "QuestionForm",
    "ReviewComplaintForm",
    "ReviewVotesForm",
    "SubmitForm",
    "ToCommitteeForm",
    "VisitForm",
    "VisitsForm",
    "VoteForm",
    "WithdrawForm",
]
