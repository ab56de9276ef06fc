"""The state's login as a city sets it: a provider of identity over OpenID Connect, or none."""

from dataclasses import dataclass

import environ


@dataclass(frozen=True)
class StateLogin:
    """Off unless there are an issuer, a client and a secret; the secret stays out of the database, best in a file of its own."""

    issuer: str = ""
    client: str = ""
    secret: str = ""
    secret_file: str = ""
    name: str = "Госуслуги"
    scope: str = "openid profile"
    confirmed_claim: str = ""


def read(env: environ.Env) -> StateLogin:
    """What stands in the environment."""
    return StateLogin(
        issuer=env.str("STATE_LOGIN_ISSUER", ""),
        client=env.str("STATE_LOGIN_CLIENT_ID", ""),
        secret=env.str("STATE_LOGIN_SECRET", ""),
        secret_file=env.str("STATE_LOGIN_SECRET_FILE", ""),
        name=env.str("STATE_LOGIN_NAME", StateLogin.name),
        scope=env.str("STATE_LOGIN_SCOPE", StateLogin.scope),
        confirmed_claim=env.str("STATE_LOGIN_CONFIRMED_CLAIM", ""),
    )
