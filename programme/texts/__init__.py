"""Texts of the city: consents, notices, messages and letters, as versions that the office writes in a form."""
