"""Chats and what goes in and out of them: drafts, offers, messages to be sent."""
