"""The provider of the settings, asked by OpenID Connect Core 1.0: discovery, a code with PKCE, an ID token that is checked."""

import base64
import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.utils.crypto import salted_hmac

from programme.state_login import tokens
from programme.state_login.tokens import Unbelievable

TIMEOUT = 8  # seconds the provider may take for one answer
ANSWER = 200_000  # bytes of an answer that are read
LOOPBACK = "http://127.0.0.1:"
NAMES = {"last_name": "family_name", "first_name": "given_name", "middle_name": "middle_name"}
NAME_LENGTH = 100


class Unreachable(Exception):
    """The provider does not answer, or what it answers is no answer."""


@dataclass(frozen=True)
class Identity:
    """Who has logged in there. `key`: a keyed hash of issuer and subject; `names`: of a Person, empty if the provider names none."""

    key: str
    names: dict[str, str]
    is_confirmed: bool


def is_offered() -> bool:
    """Has the city set a provider?"""
    return bool(settings.STATE_LOGIN.issuer)


def in_words() -> dict[str, str]:
    """What a city may see of the settings; empty if there is no provider. The secret is shown to nobody."""
    if not is_offered():
        return {}
    return {
        "name": settings.STATE_LOGIN.name,
        "issuer": settings.STATE_LOGIN.issuer,
        "client": settings.STATE_LOGIN.client,
    }


def faults() -> list[str]:
    """What is wrong with the settings (Russian)."""
    values = (settings.STATE_LOGIN.issuer, settings.STATE_LOGIN.client, secret())
    if not any(values):
        return []
    problems = []
    if not all(values):
        problems.append(
            "Государственный вход: задайте STATE_LOGIN_ISSUER, STATE_LOGIN_CLIENT_ID и STATE_LOGIN_SECRET_FILE."
        )
    if not _is_safe(settings.STATE_LOGIN.issuer):
        problems.append("STATE_LOGIN_ISSUER: адрес поставщика начинается с https://.")
    return problems


def secret() -> str:
    """The secret of this client: from its file, else from the environment; empty if there is none that can be read."""
    if not settings.STATE_LOGIN.secret_file:
        return settings.STATE_LOGIN.secret
    try:
        return Path(settings.STATE_LOGIN.secret_file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def address(*, state: str, nonce: str, verifier: str, back: str) -> str:
    """Where the person is sent. `back` is the whole address they return to. Raises Unreachable."""
    challenge = base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code", "client_id": settings.STATE_LOGIN.client, "redirect_uri": back, "scope": settings.STATE_LOGIN.scope,
        "state": state, "nonce": nonce, "code_challenge": challenge, "code_challenge_method": "S256",
    }  # fmt: skip
    place = discover()["authorization_endpoint"]
    return f"{place}{'&' if urlsplit(place).query else '?'}{urlencode(asked)}"


def identity(code: str, *, nonce: str, verifier: str, back: str) -> Identity:
    """Who stands behind a code. Raises Unreachable, Unbelievable."""
    about = discover()
    answer = _tokens(about, code, verifier=verifier, back=back)
    keys = _fetch(Request(_place(about, "jwks_uri"))).get("keys")  # noqa: S310 - checked by `_place`
    claims = tokens.claims(
        answer.get("id_token"), keys=keys, issuer=about["issuer"], client=settings.STATE_LOGIN.client, nonce=nonce
    )
    if "family_name" not in claims and about.get("userinfo_endpoint"):
        claims = _more(about, answer, claims)
    key = salted_hmac("programme.state_login.subject", f"{about['issuer']} {claims['sub']}", algorithm="sha256")
    return Identity(key.hexdigest(), _names(claims), _is_confirmed(claims))


def discover() -> dict[str, Any]:
    """What the provider says about itself; it must be the one of the settings. Raises Unreachable."""
    issuer = settings.STATE_LOGIN.issuer
    about = _fetch(Request(f"{issuer.rstrip('/')}/.well-known/openid-configuration"))  # noqa: S310 - checked by `faults`
    if about.get("issuer") != issuer:
        raise Unreachable("it calls itself otherwise")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        _place(about, name)
    return about


def _is_safe(place: Any) -> bool:
    return isinstance(place, str) and place.startswith(("https://", LOOPBACK))


def _place(about: dict[str, Any], name: str) -> str:
    place = about.get(name)
    if not isinstance(place, str) or not _is_safe(place):
        raise Unreachable(f"no safe {name}")
    return place


def _tokens(about: dict[str, Any], code: str, *, verifier: str, back: str) -> dict[str, Any]:
    """The code is good once and only with the verifier; the client proves itself as the provider wants it."""
    fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    headers, client = {}, settings.STATE_LOGIN.client
    if "client_secret_basic" in about.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]):
        pair = f"{quote(client, safe='')}:{quote(secret(), safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        fields |= {"client_id": client, "client_secret": secret()}
    return _fetch(Request(_place(about, "token_endpoint"), urlencode(fields).encode(), headers))  # noqa: S310 - see `_place`


def _more(about: dict[str, Any], answer: dict[str, Any], claims: dict[str, Any]) -> dict[str, Any]:
    """The same with what the provider tells of the person elsewhere; of the same person."""
    headers = {"Authorization": f"Bearer {answer.get('access_token', '')}"}
    told_more = _fetch(Request(_place(about, "userinfo_endpoint"), headers=headers))  # noqa: S310 - see `_place`
    if told_more.get("sub") != claims["sub"]:
        raise Unbelievable("userinfo of somebody else")
    return told_more | claims


def _names(claims: dict[str, Any]) -> dict[str, str]:
    """Family and given name, or nothing: half a name corrects nobody's."""
    names = {name: " ".join(str(claims.get(claim) or "").split())[:NAME_LENGTH] for name, claim in NAMES.items()}
    return names if names["last_name"] and names["first_name"] else {}


def _is_confirmed(claims: dict[str, Any]) -> bool:
    """Does the provider itself know the person? Where it has accounts of both kinds, a claim of the settings tells them apart."""
    name = settings.STATE_LOGIN.confirmed_claim
    return not name or claims.get(name) in (True, "true")


class _NoRedirects(HTTPRedirectHandler):
    """A secret goes where it is meant to go."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_OPENER = build_opener(_NoRedirects)


def _fetch(request: Request) -> dict[str, Any]:
    request.add_header("Accept", "application/json")
    try:
        with _OPENER.open(request, timeout=TIMEOUT) as response:
            answer = json.loads(response.read(ANSWER))
    except (OSError, ValueError) as error:
        raise Unreachable(str(error)) from error
    if not isinstance(answer, dict):
        raise Unreachable("no object")
    return answer
