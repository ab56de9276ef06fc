"""Papers signed by hand: the office enters the signature with a scan, somebody else of the office confirms it, and everybody sees how it came."""
