"""What a signatory undertakes, its yearly report, the summary for the committee."""
