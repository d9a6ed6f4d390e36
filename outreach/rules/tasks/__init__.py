"""Tasks: what is to be done, by whom, when somebody is reminded of it, and who is told when nobody does it."""
