"""Every question a story answers is first answered wrong: left empty, and with nonsense in every field. It is refused in words, or needs no answer.

Once for each form in a process: a story asks the same many times.
"""

import re
from typing import Any

from django import forms
from django.http import QueryDict

from casework.texts import MOST_TEXT

RUSSIAN = re.compile("[а-яё]{2}")
tried: set[type] = set()


def answered(form: Any) -> Any:
    """The same form, after its like has been answered wrong."""
    if type(form) not in tried:
        tried.add(type(form))
        for text in ("", "я" * (MOST_TEXT + 1)):
            wrong = again_with(form, QueryDict(mutable=True))
            wrong.data.update({wrong.add_prefix(name): text for name in wrong.fields})
            wrong.is_valid()
            errors = [str(error) for part in wrong.errors.values() for error in part]
            assert all(map(RUSSIAN.search, errors)), errors
    return form


def again_with(form: Any, data: QueryDict) -> Any:
    """A fresh form of the same page with this answer."""
    more: dict[str, Any] = {"initial": form.initial}
    if isinstance(form, forms.ModelForm):
        more["instance"] = form.instance
    for name in ("subject", "by", "request", "kind"):
        if hasattr(form, name) and (name != "kind" or form.kind != type(form).kind):
            more[name] = getattr(form, name)
    return type(form)(data, None, **more)
