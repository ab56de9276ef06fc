"""The files of the materials on the pages of the site: an expert reads them beside the sheet, without any program for PDF."""
