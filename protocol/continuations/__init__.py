"""Signatories whom a new edition does not touch: they stay bound without a new signature, unless they object in time."""
