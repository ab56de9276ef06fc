"""Project-analytical groups an organisation forms itself: it asks, the office confirms or is silent, those named agree (programme 8.8)."""
