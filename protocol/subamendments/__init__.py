"""Amendments to an admitted amendment: other words for it, proposed while the group has not been asked yet (регламент 3.4)."""
