"""What the committee does about a signatory: suspension, exclusion, restoration."""
