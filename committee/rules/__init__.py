"""Changes of the rules and of the sets of criteria: drafted in a form, compared, rehearsed, adopted by the committee."""
