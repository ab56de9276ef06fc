"""The renewal of a Mark: an application before its end, two experts, a question to the committee."""
