"""What an event is about: a passport of a node, a concept, a project, under its number; and its page shows the event (programme 8.5, S69, S18)."""
