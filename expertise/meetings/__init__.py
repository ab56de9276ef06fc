"""The experts' meeting: called, held with a quorum, recorded."""
