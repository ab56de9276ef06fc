"""Mandates that wait to be confirmed: the evidence, and the question to the secretariat (регламент 2.2)."""
