"""The public discussion that runs beside an expertise (регламент 3.2), and what of it the conclusion accounts for."""
