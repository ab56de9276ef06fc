"""The applicant's answer to a draft of the conclusion, and the answer to objections."""
