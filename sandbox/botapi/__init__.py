"""Telegram's dialect: the part of its Bot API that a chat bot needs, with its codes, words and limits."""

from sandbox.botapi.api import BotApi
from sandbox.botapi.params import Params, Upload, decode_request
from sandbox.botapi.refusals import ApiError

__all__ = ["ApiError", "BotApi", "Params", "Upload", "decode_request"]
