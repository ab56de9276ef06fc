"""The room of collegial bodies: who sits in them, sittings, votes, minutes, decisions."""
