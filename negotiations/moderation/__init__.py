"""The moderator of a negotiation: appointment, declaration of ties, successor (NG-02)."""
