"""The page on which a comment is written."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework.acting import act_page
from protocol.articles.page import open_text, visible_texts
from protocol.comments import actions, forms


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, code: str) -> HttpResponse:
    """A comment on the article of the edition that is discussed now."""
    article, texts = visible_texts(request, code)
    text = open_text(texts)
    if text is None:
        raise Http404
    form = forms.CommentForm(request.POST or None, subject=text, by=request.user)
    return act_page(
        request, form, lambda by, **answers: actions.comment(text, by=by, **answers), capacity="лично",
        title="Отзыв о статье", back=article.get_absolute_url(), template="protocol/comments/comment.html", text=text,
    )  # fmt: skip
