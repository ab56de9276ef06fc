"""The first application of somebody new: how far it is."""

from django.urls import reverse

from casework.beginning import FirstStep
from casework.models import Waiting
from negotiations.platforms.models import NegotiationPlatform
from negotiations.proposals.models import Proposal
from programme.access import keys_of
from programme.people.models import Person

DRAFT, SUBMIT = "Черновик предложения", "Подача заявки"


def first_steps(person: Person) -> list[FirstStep]:
    """A draft, and its submission; both are done once any organisation of the person has submitted something."""
    keys = keys_of(person)
    own = [int(key.split(":")[1]) for key in keys if key.startswith("member:")]
    proposal = Proposal.objects.filter(organization__in=own).order_by("-number", "-pk").first() if own else None
    if proposal is None:
        return [_begin(own), FirstStep(SUBMIT, "later", "Проверите ответы и получите расписку с номером.")]
    if proposal.number:
        return [FirstStep(DRAFT, "done"), FirstStep(SUBMIT, "done")]
    waiting = Waiting.objects.open().of(person).filter(process=proposal.case.pk).first()
    url = waiting.get_absolute_url() if waiting else proposal.get_absolute_url()
    if proposal.signer_key in keys:
        step = FirstStep(SUBMIT, "now", "Заполните поля, проверьте ответы и подайте.", url, "Заполнить и подать")
    else:
        text = "Заполнять заявку можно уже сейчас, подать — когда полномочия подтвердят."
        step = FirstStep(SUBMIT, "waiting", text, url, "Заполнить заявку")
    return [FirstStep(DRAFT, "done", f"«{proposal.title}»"), step]


def _begin(own: list[int]) -> FirstStep:
    if not own:
        return FirstStep(DRAFT, "later", "Откроется, когда вы добавите организацию.")
    if NegotiationPlatform.objects.accepting().exists():
        text = "Заполнять его можно в несколько приёмов, ждать подтверждения полномочий не нужно."
        return FirstStep(DRAFT, "now", text, reverse("proposal_create"), "Создать черновик")
    text = "Сейчас приём закрыт на всех площадках: дни приёма — на их страницах."
    return FirstStep(DRAFT, "later", text, reverse("platforms"), "Площадки")
