"""The frame below all stories: people, organisations, appointments, regulations, classifiers."""
