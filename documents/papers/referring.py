"""What a paper says it is about: the words «по заявке № З-2026-00001» under `reference` of its snapshot."""

from documents.papers.models import Document


def referred(paper: Document, words: str) -> str:
    """The number behind these words; empty if the paper refers to something else or to nothing."""
    reference = str(paper.snapshot.get("reference") or "")
    return reference.removeprefix(words) if reference.startswith(words) else ""
