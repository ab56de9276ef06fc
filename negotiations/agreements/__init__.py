"""The agreement about counter-contributions: drawn up from the package, endorsed, signed (NG-15…NG-23)."""
