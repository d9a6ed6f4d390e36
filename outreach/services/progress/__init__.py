"""What was done, against what was to be done."""
