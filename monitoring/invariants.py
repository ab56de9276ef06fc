"""What must always hold of indicators and surveys (programme 8.6, M1–M6)."""

INVARIANTS: list[tuple[str, str, str]] = []
