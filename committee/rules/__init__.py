"""Changes of the rules, of the sets of criteria and of the lists: drafted in a form, compared, rehearsed, adopted by the committee."""
