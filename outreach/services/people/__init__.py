"""Those who work with the bot, and how they come in."""
