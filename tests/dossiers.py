"""A paper as a stranger checks it: its dossier, read by the verifier in a process of its own that knows nothing of the project."""

import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.db.models import prefetch_related_objects

from documents.evidence import case_files, dossier
from documents.models import Document


def _loaded() -> Any:
    """The verifier as a module, for tests that ask it thousands of times; it belongs to no package."""
    spec = importlib.util.spec_from_file_location("verify", dossier.VERIFIER)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


verify = _loaded()


def checked_outside(document: Document, *options: str) -> tuple[int, list[tuple[str, str]]]:
    """The code with which `verify.py` ends, and its lines: (result, words)."""
    document = Document.objects.get(pk=document.pk)
    prefetch_related_objects([document], "files", "named", "signature_requests__signature")
    return verified(dossier.of_paper(document), *options)


def checked_case(key: str, subject: Any, person: Any) -> list[str]:
    """Take the dossier of a case home and check it: nothing is wrong, and each of its papers leads back to it. Returns kinds of its papers."""
    kind = case_files.kind_of(key)
    assert kind
    content, copies = case_files.build_for(kind, subject, person), case_files.copies_of(kind, subject, person)
    assert content, f"{key}: no paper for {person}"
    code, lines = verified(content)
    assert (code, [words for result, words in lines if result == verify.FAILED]) == (0, [])
    name = case_files.name_of(kind, subject)
    lost = [copy.document for copy in copies if name not in dict(case_files.links_to(copy.document, person))]
    assert lost == []
    return [copy.document.kind for copy in copies]


def verified(content: bytes, *options: str) -> tuple[int, list[tuple[str, str]]]:
    """The same of a ZIP that may have been tampered with."""
    with tempfile.TemporaryDirectory() as folder:
        path, program = Path(folder) / "dossier.zip", Path(folder) / "verify.py"
        path.write_bytes(content)
        program.write_bytes(dossier.VERIFIER.read_bytes())
        ran = subprocess.run(
            [sys.executable, "-I", str(program), str(path), *options],
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,
        )
    assert not ran.stderr, ran.stderr
    checks, _, _ = ran.stdout.partition("Документы досье:")
    lines = [line.strip().split("  ", 1) for line in checks.splitlines() if "  " in line.strip()]
    return ran.returncode, [(result, words) for result, words in lines]
