"""The Krasnoyarsk Protocol: its text, its signatories, keeping to it (регламент 3.4)."""
