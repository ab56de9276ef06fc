"""The score sheet as a workbook: taken home, filled without a network, brought back into the draft."""
