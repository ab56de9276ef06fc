"""Values of indicators: one analyst enters, another checks, the day publishes, a correction leaves both."""
