"""The minutes of a round: draft, remarks, signatures (NG-13, NG-14)."""
