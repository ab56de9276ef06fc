"""What the city says to an expert for the work: thanks on the expert's own page, and a certificate that anybody can check."""
