"""The offices that look after expertises, as capacity keys."""

COORDINATOR = "role:expertise_coordinator"
