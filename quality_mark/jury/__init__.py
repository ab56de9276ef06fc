"""The questions to the jury about nominations, and its recommendations."""
