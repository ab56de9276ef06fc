"""What the city sends outside: letters, applications, memberships, ratings, and what is answered."""
