"""A provider of identity for the tests: OpenID Connect over HTTP on this machine, as good or as bad as a test wants it."""

import base64
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

CLIENT, SECRET = "city", "не-для-чужих:тайна"
KEY, STRANGERS_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Issuer:
    """Who logs in there (`who`: claims), and what is wrong with its answers."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.who: dict[str, Any] = {
            "sub": "1000299654",
            "family_name": "Иванова",
            "given_name": "Анна",
            "middle_name": "Петровна",
        }
        self.spoiled: dict[str, Any] = {}  # claims of the token
        self.about: dict[str, Any] = {}  # changes of the discovery
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "1"}
        self.key = KEY
        self.refuses = self.tells_elsewhere = self.is_broken = False
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.url, "authorization_endpoint": f"{self.url}/authorize", "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys", "userinfo_endpoint": f"{self.url}/userinfo", **self.about,
        }  # fmt: skip

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser is sent when its owner has logged in."""
        if self.refuses:
            return f"{asked['redirect_uri']}?{urlencode({'error': 'access_denied', 'state': asked['state']})}"
        code = uuid4().hex
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def tokens(self, sent: dict[str, str], proof: str) -> dict[str, Any]:
        asked = self.codes.pop(sent["code"])
        name, _, secret = base64.b64decode(proof.removeprefix("Basic ")).decode().partition(":")
        assert (name, secret) == (CLIENT, urlencode({"": SECRET})[1:])
        assert encoded(sha256(sent["code_verifier"].encode()).digest()) == asked["code_challenge"]
        assert sent["redirect_uri"] == asked["redirect_uri"]
        return {"access_token": "bearer", "id_token": self.token(asked["nonce"])}

    def token(self, nonce: str) -> str:
        now = int(time.time())
        told = {"sub": self.who["sub"]} if self.tells_elsewhere else self.who
        claims = {"iss": self.url, "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": nonce, **told, **self.spoiled}
        signed = ".".join(encoded(json.dumps(part).encode()) for part in (self.header, claims))
        return f"{signed}.{encoded(self.key.sign(signed.encode(), PKCS1v15(), SHA256()))}"

    def keys(self) -> dict[str, Any]:
        numbers = KEY.public_key().public_numbers()
        parts = {
            name: encoded(n.to_bytes((n.bit_length() + 7) // 8, "big"))
            for name, n in {"n": numbers.n, "e": numbers.e}.items()
        }
        return {"keys": [{"kty": "RSA", "kid": "1", "use": "sig", "alg": "RS256", **parts}, {"kty": "EC", "kid": "2"}]}


class _Handler(BaseHTTPRequestHandler):
    issuer: Issuer

    def do_GET(self) -> None:
        place = urlsplit(self.path)
        self.issuer.asked.append(place.path)
        if place.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", self.issuer.authorize({k: v[0] for k, v in parse_qs(place.query).items()}))
            self.end_headers()
            return
        answers = {
            "/.well-known/openid-configuration": self.issuer.discovery, "/keys": self.issuer.keys, "/userinfo": lambda: self.issuer.who,
        }  # fmt: skip
        self._answer(answers[place.path]())

    def do_POST(self) -> None:
        self.issuer.asked.append(self.path)
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self._answer(self.issuer.tokens({k: v[0] for k, v in sent.items()}, self.headers["Authorization"]))

    def _answer(self, answer: dict[str, Any]) -> None:
        body = b"<html>504" if self.issuer.is_broken else json.dumps(answer).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@contextmanager
def running() -> Iterator[Issuer]:
    """A provider as long as the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    issuer = Issuer(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass = type("Handler", (_Handler,), {"issuer": issuer})
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
