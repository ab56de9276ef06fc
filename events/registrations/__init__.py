"""Who comes: places, the waiting list, the ticket, attendance, the certificate."""
