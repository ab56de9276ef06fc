"""Bodies and their seats: the committee, a jury, a working group."""
