"""The stories: steps of a proposal, of an expertise, of a sitting, and the script that puts them together."""
