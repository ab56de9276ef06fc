"""What people are asked about contests, votes, Marks and complaints."""

from quality_mark.forms.complaints import ComplaintForm, InspectForm, ReviewComplaintForm
from quality_mark.forms.marks import DeclineForm, IssueAgainForm, MarkActForm, QuestionForm
from quality_mark.forms.voting import ReviewVotesForm, VoteForm

__all__ = [
    "ComplaintForm",
    "DeclineForm",
    "InspectForm",
    "IssueAgainForm",
    "MarkActForm",
    "QuestionForm",
    "ReviewComplaintForm",
    "ReviewVotesForm",
    "VoteForm",
]
