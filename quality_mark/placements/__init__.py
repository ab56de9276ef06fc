"""Places that a contest gives: a stand, residence, a place in the reserve; accepted or declined, the next one gets what is free (PL-01…PL-06)."""
