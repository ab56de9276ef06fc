"""Who takes no part in an item because of an interest, and who does their part instead (регламент 3.0 «Конфликт интересов», 3.5)."""
