"""The checkpoints of the journal for strangers: signed with the key of the seal, published, kept by whoever likes."""
