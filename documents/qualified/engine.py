"""The second means of checking: openssl with the ГОСТ engine, in a child process with limits (domain 5.4). Where there is none, it says so."""

import os
import re
import resource
import shutil
import subprocess
import tempfile
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from asn1crypto import pem
from django.conf import settings

from documents.qualified.container import Container
from documents.qualified.trust import Store
from documents.qualified.verdict import Result, Verdict
from documents.signatures.kinds import is_simple_enough_everywhere

PROJECT = Path(__file__).resolve().parent.parent.parent
# Where Debian's libengine-gost-openssl puts it, and where `./run` unpacks it without root.
PLACES = ("/usr/lib/*/engines-3/gost.so", f"{PROJECT}/.tools/libs/usr/lib/*/engines-3/gost.so")
SECONDS, MEMORY, FILE = 20, 512 * 2**20, 16 * 2**20
BY = "OpenSSL с модулем ГОСТ"
LACKING = "второго средства проверки на сервере нет: не установлен модуль ГОСТ для OpenSSL"
CONFIG = "openssl_conf=init\n[init]\nengines=engines\n[engines]\ngost=gost\n[gost]\nengine_id=gost\ndynamic_path={path}\ndefault_algorithms=ALL\n"
PRINT = ("cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", "s")

# What openssl writes, and what it means. What it cannot find out is not a fault of the signature.
_UNKNOWN = {
    "unable to get certificate CRL": "отзыв не проверен: нет списка отозванных сертификатов (CRL) издателя",
    "CRL has expired": "отзыв не проверен: список отозванных сертификатов издателя устарел",
    "CRL is not yet valid": "отзыв не проверен: список отозванных сертификатов выпущен позже подписи",
    "unable to get local issuer": "издатель сертификата не в числе доверенных удостоверяющих центров",
    "unable to get issuer certificate": "издатель сертификата не в числе доверенных удостоверяющих центров",
    "self-signed certificate": "издатель сертификата не в числе доверенных удостоверяющих центров",
    "self signed certificate": "издатель сертификата не в числе доверенных удостоверяющих центров",
}
_FAILED = {
    "certificate revoked": "сертификат отозван",
    "certificate has expired": "срок действия сертификата истёк",
    "certificate is not yet valid": "сертификат ещё не действовал",
    "content verify error": "документ не тот, что подписан",
    "verification failure": "подпись не подходит к документу или к ключу сертификата",
    "signature failure": "подпись не подходит к ключу сертификата",
    "signer certificate not found": "в файле подписи нет сертификата того, кто подписал",
    "no signed attributes": "в подписи нет подписанных атрибутов",
    "certificate verify error": "сертификат не прошёл проверку",
}
_SIGNED = re.compile(r"signedAttrs:(.*?)signatureAlgorithm:", re.S)
_ASKED = ("contentType", "messageDigest", "signingCertificateV2")


def engine() -> Path | None:
    """The module on this machine."""
    for place in (settings.GOST_ENGINE, *PLACES) if settings.GOST_ENGINE else PLACES:
        for path in sorted(Path("/").glob(place.removeprefix("/"))):
            return path
    return None


def check(container: Container, content: bytes, store: Store, moment: datetime) -> Verdict:
    """What openssl says of the signature under the content at the moment."""
    tool, module = shutil.which("openssl"), engine()
    if tool is None or module is None:
        return Verdict(BY, Result.UNKNOWN, (LACKING,), {"is_missing": True})
    with tempfile.TemporaryDirectory(prefix="signature-") as name:
        folder = Path(name)
        _lay_out(folder, module, container, content, store)
        result, reason = _judge(tool, folder, store, moment)
    return Verdict(f"{_version(tool)} с модулем ГОСТ", result, (reason,) if reason else ())


def _judge(tool: str, folder: Path, store: Store, moment: datetime) -> tuple[Result, str]:
    """The signature and its certificate at the moment; then whether it had been revoked, by lists that may be younger than the moment."""
    result, reason = _meaning(*_verify(tool, folder, moment))
    if result == Result.PASSED and (lacking := _lacking(_run(tool, folder, *PRINT)[1])):
        return Result.FAILED, f"в подписи нет подписанных атрибутов: {', '.join(lacking)}"
    if result != Result.PASSED:
        return result, reason
    latest = max([moment, *(row["tbs_cert_list"]["this_update"].native + timedelta(seconds=1) for row in store.lists)])
    result, reason = _meaning(*_verify(tool, folder, latest, "-crl_check_all"))
    if reason == _FAILED["certificate has expired"]:
        return Result.UNKNOWN, "отзыв не проверен: сертификат истёк раньше, чем выпущен список отозванных"
    return result, reason


def _verify(tool: str, folder: Path, moment: datetime, *more: str) -> tuple[int, str]:
    between = ["-certfile", "between"] if (folder / "between").stat().st_size else []
    return _run(
        tool, folder, "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "s", "-content", "f", "-CAfile", "roots", *between,
        "-no-CApath", "-no-CAstore", "-purpose", "any", *more, "-attime", str(int(moment.timestamp())), "-out", os.devnull,
    )  # fmt: skip


def _lay_out(folder: Path, module: Path, container: Container, content: bytes, store: Store) -> None:
    (folder / "conf").write_text(CONFIG.format(path=module))
    (folder / "s").write_bytes(container.der)
    (folder / "f").write_bytes(content)
    roots = [pem.armor("CERTIFICATE", row.dump()) for row in store.roots]
    (folder / "roots").write_bytes(b"".join([*roots, *(pem.armor("X509 CRL", row.dump()) for row in store.lists)]))
    (folder / "between").write_bytes(b"".join(pem.armor("CERTIFICATE", row.dump()) for row in store.between))


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))


def _run(tool: str, folder: Path, *arguments: str) -> tuple[int, str]:
    """The code it ended with, and all it wrote; no shell, no variables of ours, a folder that nobody else reads."""
    environment = {"OPENSSL_CONF": str(folder / "conf"), "PATH": os.defpath, "LC_ALL": "C"}
    try:
        done = subprocess.run(
            [tool, *arguments], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, preexec_fn=_limit
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return -1, ""
    return done.returncode, (done.stdout + done.stderr).decode(errors="replace")


def _meaning(code: int, words: str) -> tuple[Result, str]:
    if code == 0:
        return Result.PASSED, ""
    for known, result in ((_UNKNOWN, Result.UNKNOWN), (_FAILED, Result.FAILED)):
        for sign, meaning in known.items():
            if sign in words:
                return result, meaning
    if code < 0:
        return Result.UNKNOWN, "второе средство проверки не уложилось в отведённое время или память"
    return Result.FAILED, f"второе средство не приняло подпись (код {code})"


def _lacking(printed: str) -> list[str]:
    """Which attributes are not under the signature: `-cades` says nothing when there are none at all."""
    signed = _SIGNED.search(printed)
    return [
        name
        for name in _ASKED
        if signed is None or (f"-aa-{name}" not in signed[1] and f"object: {name}" not in signed[1])
    ]


@cache
def _version(tool: str) -> str:
    words = subprocess.run([tool, "version"], capture_output=True, text=True, timeout=SECONDS).stdout.split()
    return " ".join(words[:2])


def readiness() -> tuple[bool, str]:
    """Can qualified signatures be checked by two means here? Where the regulation asks nobody for one, a city may open without."""
    path = engine()
    if path is not None and shutil.which("openssl") is not None:
        return True, f"два средства: {path}"
    if is_simple_enough_everywhere():
        return (
            True,
            "модуля ГОСТ для OpenSSL нет; усиленной подписи регламент ни от кого не требует, принесённая остаётся «не удалось проверить»",
        )
    return False, "модуля ГОСТ для OpenSSL нет: усиленные подписи остаются «не удалось проверить»"
