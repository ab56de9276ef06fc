"""Assessing without knowing the applicant: what experts read instead of the original, and the cleaning of its files."""
