"""Additional agreements: other terms, writing a contribution off, the end (NG-28, CB-13, NG-30)."""
