"""Files that are answers of a card: what a field of the kind «файл» keeps."""
