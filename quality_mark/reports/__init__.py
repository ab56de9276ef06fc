"""The yearly self-report of the holder of a Mark."""
