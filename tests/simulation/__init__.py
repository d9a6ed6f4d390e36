"""A year of the house against a model of it that was written from the rules, not from the product."""
