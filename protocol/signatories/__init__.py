"""An organisation on its way to the signature: invited, acceding, confirming; the public register."""
