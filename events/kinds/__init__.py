"""What a kind of events asks and gives: data."""
