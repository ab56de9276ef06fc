"""The conclusion: its draft, its approval, its paper."""
