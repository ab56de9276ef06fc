"""Logging in through the state's provider of identity: OpenID Connect, off unless the city sets a provider."""
