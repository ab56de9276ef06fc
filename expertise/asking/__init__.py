"""Questions of experts to the applicant, through the coordinator, and the term of scoring that stands still meanwhile."""
