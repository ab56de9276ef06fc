"""The hearing: who sits, when, what the board has resolved and what follows (AP-05…AP-09)."""
