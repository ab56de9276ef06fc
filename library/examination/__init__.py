"""A card before the experts: which edition went to which expertise, what its author answers to remarks, where the conclusion leads."""
