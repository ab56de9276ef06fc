"""Which kind of signature a paper asks for at least: data of the regulation in force (63-ФЗ, ст. 5 и 6; домен 5.1)."""

from programme.models import Organization, Regulation


def least_for(paper: str) -> str:
    """The weakest electronic signature for a kind of papers; an edition older than the rule asks for the simple one."""
    rules = Regulation.in_force().data.get("signature", {}).get("least", {})
    return str(rules.get(paper, rules.get("other", "simple")))


def facts_of_signer(capacity: str) -> dict[str, str]:
    """What a certificate must say of the organisation for which somebody signs in this capacity; nothing for a person of their own."""
    kind, _, pk = capacity.partition(":")
    if kind != "signer":
        return {}
    firm = Organization.objects.get(pk=pk)
    return {"organisation": firm.short_name, "inn": firm.inn, "ogrn": firm.ogrn}
