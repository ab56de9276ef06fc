"""The text for the public: in force, on a day, two editions compared."""
