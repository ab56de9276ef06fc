"""What must always hold of the Protocol."""

from protocol.invariants import editions

PROMISES = [*editions.PROMISES]
CHECKS = [*editions.CHECKS]
