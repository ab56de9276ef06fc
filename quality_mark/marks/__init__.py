"""A Quality Mark in the register: its term, its badge, questions to the committee about it; diplomas."""
