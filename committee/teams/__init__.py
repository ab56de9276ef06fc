"""Teams of directions and other groups without a machine of their own (programme 8.8): what they write and what they are asked to do."""
