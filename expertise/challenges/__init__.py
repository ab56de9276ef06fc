"""Challenges of experts: whom somebody does not trust to assess, and what the coordinator decides about it (CH-01…CH-04)."""
