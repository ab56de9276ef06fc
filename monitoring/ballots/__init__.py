"""Answers without their people: who has answered, what was answered, and what it says together."""
