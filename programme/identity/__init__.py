"""Who a person is: the level of certainty (e-mail, telephone, document seen by an office) and what each level opens."""
