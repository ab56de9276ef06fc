"""A project proposal on its way from the draft to the verdict of the committee (регламент 3.1.1)."""
