"""What an organisation answers before it signs: ready, with reservations, or not at all."""
