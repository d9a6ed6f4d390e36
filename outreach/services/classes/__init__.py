"""Classes, who learns in them, and what they earn."""
