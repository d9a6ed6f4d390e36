"""What a unit's code may be written with."""

CODE_LETTERS = "A-ZĐ"
