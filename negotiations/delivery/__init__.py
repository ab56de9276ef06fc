"""Delivering what an agreement has bound: evidence, acceptance, disputes (CB-07…CB-12, NG-29)."""
