"""What people are told of the bot's own accord, put into words when it is sent, from what is true then."""
