"""Who did and read what; taking back what was entered."""
