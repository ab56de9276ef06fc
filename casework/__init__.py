"""The engine room: what a case waits for, the single door, the inbox, working-day deadlines, notifications."""
