"""What becomes of decisions: undertakings, reports on them with evidence, acceptance and control."""
