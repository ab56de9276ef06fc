"""An amendment to an article, and the petition that residents sign to submit one."""
