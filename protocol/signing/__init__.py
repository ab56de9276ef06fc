"""The signature of an edition, and the check of it by the system."""
