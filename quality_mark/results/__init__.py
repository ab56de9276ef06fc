"""The results of a contest: approved by the committee, published, open to appeals, completed."""
