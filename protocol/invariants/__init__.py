"""What must always hold of the Protocol."""

from protocol.invariants import editions, signing

PROMISES = [*editions.PROMISES, *signing.PROMISES]
CHECKS = [*editions.CHECKS]
