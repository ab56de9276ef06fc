"""Grants: tranches that come one after the other, each with a report to whoever has given it (programme 8.1)."""
