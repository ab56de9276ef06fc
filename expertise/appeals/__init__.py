"""What an appeal does to a conclusion, to a sheet and to a refused challenge (EX-19…EX-21, EX-24, EA-12, CH-04)."""
