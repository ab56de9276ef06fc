"""An event from its plan to its outcome: time and place, sections, materials, what it has led to."""
