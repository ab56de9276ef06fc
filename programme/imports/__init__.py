"""People and organisations out of a table: read, shown row by row before anything is written, then all rows or none."""
