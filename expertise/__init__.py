"""The room of professional and public expertise: experts, panels, scores, conclusions."""
