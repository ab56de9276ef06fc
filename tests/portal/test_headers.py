"""What every answer says to the browser, and where to report a vulnerability."""

import re
import runpy
from datetime import UTC, datetime

import pytest
from django.conf import settings as installation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/nowhere/", "/healthz/"])
def test_pages_may_use_nothing_of_the_browser_but_keys(client, address: str) -> None:
    answer = client.get(address)
    policy = dict(part.split("=", 1) for part in answer["Permissions-Policy"].split(", "))
    assert {name: policy[name] for name in ("camera", "microphone", "geolocation", "publickey-credentials-get")} == {
        "camera": "()", "microphone": "()", "geolocation": "()", "publickey-credentials-get": "(self)",
    }  # fmt: skip
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "default-src 'self'" in answer["Content-Security-Policy"]


def test_over_tls_cookies_are_of_this_host_alone(monkeypatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org")
    values = runpy.run_path(str(installation.BASE_DIR / "config" / "settings.py"))
    names = (
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "ALLAUTH_TRUSTED_PROXY_COUNT",
    )
    assert [values[name] for name in names] == ["__Host-session", "__Host-csrf", True, True, 1]


def test_whoever_finds_a_hole_knows_whom_to_write_to(client, settings) -> None:
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "security@city.example"
    answer = client.get("/.well-known/security.txt")
    facts = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert facts["Contact"] == "mailto:security@city.example"
    assert datetime.fromisoformat(facts["Expires"]) > datetime.now(UTC)


def test_every_promise_of_security_names_tests_that_exist() -> None:
    text = (installation.BASE_DIR / "SECURITY.md").read_text()
    named = re.findall(r"`(tests/\S+?\.py)::(test_\w+)`", text)
    assert len(named) > 40
    missing = [
        f"{path}::{name}" for path, name in named
        if f"\ndef {name}(" not in (installation.BASE_DIR / path).read_text()
    ]  # fmt: skip
    rows = text.partition("## Обещания")[2].partition("\n## ")[0]
    unproved = [row for row in rows.splitlines() if row.startswith("| ") and "::test_" not in row]
    assert (missing, unproved) == ([], ["| Обещание | Испытание |"])
