"""The contest for the Quality Mark and the Marks themselves (регламент 3.3)."""
