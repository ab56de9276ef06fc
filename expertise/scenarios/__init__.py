"""What would be supported under other terms: scenarios of the committee, saved, compared, attached to a decision."""
