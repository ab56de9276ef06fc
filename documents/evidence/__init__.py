"""Evidence: what a stranger needs to check a paper and to count again what it says, offline and without trusting us."""
