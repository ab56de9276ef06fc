"""Reports on undertakings, their evidence, and how they were received (UN-04…UN-10)."""
