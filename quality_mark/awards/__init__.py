"""What the winners receive: Marks, certificates, diplomas, the prize of the citizens."""
