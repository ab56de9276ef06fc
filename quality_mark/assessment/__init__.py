"""The scores of the experts: taken over, or asked for once more."""
