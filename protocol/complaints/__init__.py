"""A complaint that a signatory does not keep to an article."""
