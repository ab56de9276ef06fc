"""The library of the programme: cards of many kinds, each with its fields, keeper and route as data (programme 8.2)."""
