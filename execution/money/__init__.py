"""Resources of measures by source and year: postings that are only ever added (programme 8.1)."""
