"""The citizens' vote: the ballot, the look at suspicious votes, the totals."""
