"""Who keeps the cards of a kind: the role with the scope `kind:<code>`, or all keepers while nobody has been appointed for it alone."""

from casework import roles
from library.kinds.models import CardKind
from library.kinds.rules import TARGET_OWNER
from programme.access import Visitor, keys_of
from programme.models import RoleAssignment

SCOPE = "kind:"
ROLE = "card_keeper"


def _appointed() -> set[str]:
    """Codes of the kinds that have a keeper of their own today."""
    rows = RoleAssignment.objects.in_force().filter(role=ROLE, scope__startswith=SCOPE, person__is_active=True)
    return {scope.removeprefix(SCOPE) for scope in rows.values_list("scope", flat=True)}


def _key(kind: CardKind, appointed: set[str]) -> str:
    if kind.rule.keeper != ROLE:
        return "" if kind.rule.keeper == TARGET_OWNER else f"role:{kind.rule.keeper}"
    code = next((code for code in (kind.code, kind.rule.kept_with) if code in appointed), "")
    return f"{roles.CARD_KEEPER}:{SCOPE}{code}" if code else roles.CARD_KEEPER


def keeper_key(kind: CardKind) -> str:
    """The capacity key of whoever keeps the kind now; empty where each card has a keeper of its own (`library.cards.keeping`)."""
    return _key(kind, _appointed() if kind.rule.keeper == ROLE else set())


def kept_by(person: Visitor) -> set[str]:
    """Codes of the kinds the visitor keeps; no query for whoever keeps none."""
    keys = set(keys_of(person))
    if keys.isdisjoint({roles.CARD_KEEPER, roles.CLERK, roles.ANALYST}):
        return set()
    appointed = _appointed()
    return {kind.code for kind in CardKind.objects.in_force() if _key(kind, appointed) in keys}
