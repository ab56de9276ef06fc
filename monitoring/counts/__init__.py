"""Indicators that the system counts itself: what the rooms announce, the nightly count, a second count to compare with."""
