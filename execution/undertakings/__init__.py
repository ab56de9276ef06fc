"""Undertakings: who does what by when, under whose control (programme 8.1, UN-01…UN-14)."""
