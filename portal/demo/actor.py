"""What the demo people do: they open what waits for them, fill in its form as a browser would, and send it."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import BoundField
from django.http import QueryDict
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict

from casework import door, views
from casework.models import Waiting
from casework.nodes import StartAsk
from documents.agreement import actions as agreement
from documents.agreement import texts as agreement_texts
from documents.agreement.forms import JoinAgreementForm
from documents.models import AgreementAcceptance
from documents.signatures.forms import METHODS, SignForm
from journal.record import key
from portal.demo.clock import Clock
from portal.demo.player import DemoError

Fill = Callable[[Any], dict[str, Any]]


class Actor:
    """Acting as somebody. Every act takes some minutes."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.seconds = 180.0

    def request(self, person: Any, data: Any = None) -> Any:
        """A request of somebody who has just logged in."""
        request: Any = RequestFactory().post("/tasks/", data or {})
        request.user = person
        request.session = {METHODS: [{"method": "password", "at": time.time()}]}
        return request

    def waiting(self, person: Any, case: Any, node: str, item: Any = None) -> Waiting | None:
        """What waits for the person in a case, by the name of its step."""
        rows = Waiting.objects.open().of(person).filter(process_id=case.pk).select_related("task").order_by("pk")
        wanted = [row for row in rows if row.task.flow_task.name == node]
        if item is not None:
            wanted = [row for row in wanted if (row.task.data or {}).get("item") == key(item)]
        return wanted[0] if wanted else None

    def answer(
        self,
        person: Any,
        case: Any,
        node: str,
        *,
        item: Any = None,
        files: Sequence[Any] = (),
        sent: Mapping[str, Any] | None = None,
        fill: Fill = lambda form: {},
        **answers: Any,
    ) -> Any:
        """Fill in and send the form of a step that waits for the person; `fill` answers what only the form knows.

        `files` are attached one by one before sending, as scripts do; `sent` goes with the form, by the name of its field.
        """
        waiting = self._expect(person, case, node, item)
        request = self.request(person)
        if issubclass(waiting.task.flow_task.form, SignForm):
            self._join_agreement(person)

        def form_of(step: Any, subject: Any) -> Any:
            facts = {"subject": subject, "by": person, "request": request, "initial": step.form.initial_for(subject)}
            shown = step.form(**facts)
            data = posted(shown, {**fill(shown), **answers})
            if files and (
                file_errors := step.form(data, MultiValueDict({"attachments": list(files)}), **facts).store_files()
            ):
                raise DemoError("; ".join(file_errors))
            return step.form(data, MultiValueDict({name: [file] for name, file in (sent or {}).items()}), **facts)

        form = door.act_on_task(waiting.pk, by=person, form_of=form_of, token=uuid4())
        self._done(form, f"{person}, «{waiting.title}»")
        return form

    def begin(self, person: Any, node: StartAsk, **answers: Any) -> Any:
        """Open a case with its first form; returns what the case is about."""
        facts = {"by": person, "request": self.request(person)}
        form = node.form(posted(node.form(**facts), answers), MultiValueDict(), **facts)
        _check(form, f"{person}, «{node.name}»")
        subject = door.start_case(node, by=person, form=form, token=uuid4())
        self._done(form, f"{person}, «{node.name}»")
        return subject

    def act(
        self, person: Any, case: Any, capacity: str, form_class: type, action: Any, subject: Any, **answers: Any
    ) -> Any:
        """A legal fact outside the steps of a flow: a withdrawal, a recusal, a motion; of no case if there is none yet.

        `capacity` is said in words.
        """
        if not capacity:
            raise DemoError(f"{person} may not {form_class.__name__}: {subject}")
        facts = {"subject": subject, "by": person, "request": self.request(person)}
        form = form_class(posted(form_class(**facts), answers), **facts)
        _check(form, f"{person}, {form_class.__name__}")
        made: list[Any] = []

        def perform(**given: Any) -> None:
            made.append(action(**given))

        door.act(case and case.pk, by=person, capacity=capacity, form=form, token=uuid4(), action=perform)
        self._done(form, f"{person}, {form_class.__name__}")
        return made[0]

    def _join_agreement(self, person: Any) -> None:
        """Before the first signature the agreement on it is accepted."""
        if AgreementAcceptance.of(person) is None:
            seen = {"seen_hash": agreement_texts.text().sha256, "agreed": True}
            self.act(person, None, "лично", JoinAgreementForm, agreement.join_agreement, None, **seen)

    def type_in(self, person: Any, case: Any, node: str, **answers: Any) -> None:
        """Type into the form of a step and leave it: the page keeps the draft by itself."""
        waiting = self._expect(person, case, node)
        response = views.draft(self.request(person, posted(None, answers)), waiting.pk)
        if response.status_code != 200:
            raise DemoError(f"the draft was not kept: {response.content.decode()}")
        self.clock.spend(self.seconds)

    def _expect(self, person: Any, case: Any, node: str, item: Any = None) -> Waiting:
        waiting = self.waiting(person, case, node, item)
        if waiting is None:
            raise DemoError(f"{person} is not asked «{node}» in {case.case_title}: {_open_steps(case)}")
        return waiting

    def _done(self, form: Any, who: str) -> None:
        _check(form, who)
        self.clock.spend(self.seconds)


def _check(form: Any, who: str) -> None:
    """Fail loudly with the form's own errors."""
    if not form.is_valid():
        errors = [f"{name}: {' '.join(texts)}" for name, texts in form.errors.items()]
        budget = getattr(form, "budget", None)
        inner = [str(row) for row in budget.errors if row] if budget is not None else []
        raise DemoError(f"{who}: {'; '.join([*errors, *inner])}")


def _open_steps(case: Any) -> str:
    rows = Waiting.objects.open().filter(process_id=case.pk).select_related("task")
    return ", ".join(f"{row.task.flow_task.name} → {row.addressee or row.fact}" for row in rows) or "nothing waits"


def posted(form: Any, answers: dict[str, Any]) -> QueryDict:
    """What a browser would send: the form as it was shown, with the person's answers in place."""
    data = QueryDict(mutable=True)
    budget = form.budget if form is not None and getattr(form, "has_budget", False) else None
    for part in [form, *([budget.management_form, *budget.forms] if budget is not None else [])]:
        for field in part or []:
            _put(data, field.html_name, _shown(field))
    for name, value in answers.items():
        _put(data, name, value)
    return data


def _shown(field: BoundField) -> Any:
    value = field.field.prepare_value(field.value())
    if value in (None, "") or isinstance(value, bool):
        return value or None
    return field.field.widget.format_value(value)


def _put(data: QueryDict, name: str, value: Any) -> None:
    values = value if isinstance(value, list | tuple) else [value]
    words = [
        "on" if value is True else str(getattr(value, "pk", value))
        for value in values
        if value is not None and value is not False
    ]
    if words:
        data.setlist(name, words)
    else:
        data.pop(name, None)


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """A file as it comes from a browser."""
    return SimpleUploadedFile(name, content)
