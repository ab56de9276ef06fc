"""What the city teaches, on one page: courses, the road from a course to a role, technologies that are taught (rows 48 and 79)."""
