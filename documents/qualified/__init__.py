"""Signatures made at home with a certificate (63-ФЗ, ст. 5): the file is taken, checked by two means that know nothing of each other, and kept."""
