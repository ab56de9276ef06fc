"""A contest: its plan, its announcement, its window, its nominations, its cancellation."""
