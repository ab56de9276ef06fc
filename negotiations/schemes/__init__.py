"""A scheme of co-financing of the library fills the budget of a draft."""
