"""Hearing of what everybody may read: a measure, a card, an edition, followed by whoever has an account or only an address."""
