"""What people say before something is decided: topics with a window, messages that are checked and answered, the summary."""
