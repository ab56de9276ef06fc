"""What the people of the Protocol are asked."""

from protocol.forms.amending import (
    AnswerForm,
    ChangeForm,
    CheckForm,
    GiveUpForm,
    NewArticleForm,
    PutForm,
    SupportForm,
    WithdrawForm,
)
from protocol.forms.commenting import CommentForm, ModerateForm, ReplyForm
from protocol.forms.conciliation import ConveneForm, SpeakForm
from protocol.forms.editions import (
    ArchiveForm,
    ArticleForm,
    BringAgainForm,
    BringToCommitteeForm,
    BringToGroupForm,
    CreateForm,
    ExtendForm,
    PreambleForm,
    PublishForm,
    ReworkForm,
    SummariseForm,
)

__all__ = [
    "AnswerForm",
    "ArchiveForm",
    "ArticleForm",
    "BringAgainForm",
    "BringToCommitteeForm",
    "BringToGroupForm",
    "ChangeForm",
    "CheckForm",
    "CommentForm",
    "ConveneForm",
    "CreateForm",
    "ExtendForm",
    "GiveUpForm",
    "ModerateForm",
    "NewArticleForm",
    "PreambleForm",
    "PublishForm",
    "PutForm",
    "ReplyForm",
    "ReworkForm",
    "SpeakForm",
    "SummariseForm",
    "SupportForm",
    "WithdrawForm",
]
