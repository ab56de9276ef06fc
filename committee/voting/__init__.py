"""An item in the sitting: recusals, motions, votes, quorum and majority."""
