"""Letters that somebody without an account gets by post: the office prints the paper, sends it and says when and how."""
