"""Rounds of a negotiation: called, put off, opened, closed; the rooms they take (NG-09…NG-13, NG-25)."""
