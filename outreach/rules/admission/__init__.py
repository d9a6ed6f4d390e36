"""The way into the Party as rules: stages, time limits, what may follow what (DOMAIN.md §4). Values in, values out."""
