"""The groups an answer names instead of a person: age and sex. Districts are a list of the city. Pure."""

AGES = (("14", "14–17 лет"), ("18", "18–29 лет"), ("30", "30–44 года"), ("45", "45–59 лет"), ("60", "60 лет и старше"))
SEXES = (("f", "женский"), ("m", "мужской"))
UNSAID = "не указано"
