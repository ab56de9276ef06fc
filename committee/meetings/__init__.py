"""Sittings: planned, opened with a quorum, led, closed; the page of a sitting."""
