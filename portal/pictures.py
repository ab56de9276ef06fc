"""Which procedures are shown on «Как это работает», each drawn from the flow that really runs."""

from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Picture:
    """A procedure as the public sees it; `flow_name` is imported when drawn: flows are read after all models are."""

    slug: str
    title: str
    about: str
    icon: str
    flow_name: str

    @property
    def flow(self) -> Any:
        """The flow that leads such cases."""
        return import_string(self.flow_name)


PICTURES = {
    picture.slug: picture
    for picture in (
        Picture(
            "proposal",
            "Рассмотрение предложения",
            "Путь проекта организации от черновика до решения комитета: подача, проверка, экспертиза, голосование.",
            "signpost-split",
            "negotiations.flows.ProposalFlow",
        ),
        Picture(
            "expertise",
            "Профессионально-общественная экспертиза",
            "Как собирается группа, как эксперты оценивают проект, не видя друг друга, и откуда берётся итоговый балл.",
            "clipboard-data",
            "expertise.flows.ExpertiseFlow",
        ),
        Picture(
            "meeting",
            "Заседание комитета",
            "Повестка, материалы, кворум, протокол: как заседание назначают, проводят и публикуют.",
            "people",
            "committee.flows.MeetingFlow",
        ),
        Picture(
            "ballot",
            "Голосование",
            "Кто голосует по вопросу, что значит самоотвод и как подводят итог.",
            "check2-square",
            "committee.flows.BallotFlow",
        ),
        Picture(
            "decision",
            "Оформление решения",
            "Что происходит между голосованием и опубликованным решением в силе.",
            "patch-check",
            "committee.flows.DecisionFlow",
        ),
        Picture(
            "signing",
            "Подписание документа",
            "Кто и в какой очереди подписывает документ и что бывает, если кто-то отказался.",
            "pen",
            "documents.flows.SigningFlow",
        ),
    )
}
