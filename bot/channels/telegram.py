"""Telegram, through python-telegram-bot's ``Bot`` alone: its Updater would confirm updates before they are stored."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    Message,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.channels.base import (
    AwayError,
    FloodError,
    GoneError,
    Limits,
    MigratedError,
    RejectedError,
    Take,
    TokenRejectedError,
)
from bot.channels.telegram_http import AiohttpRequest, Hear, UpdatesRequest
from bot.channels.telegram_read import ALLOWED, CHANNEL, read_raw
from bot.clock import Clock
from outreach.messages import Attachment, Text
from outreach.services.talk.outbox import Button, Outgoing

os.environ.setdefault("PTB_TIMEDELTA", "true")  # else the library warns of retry_after at every 429

log = structlog.get_logger()
POLL_SECONDS = 50
POLL_SECONDS_WHEN_LED = 2  # where answers tell the time, a clock that was moved is heard of soon
BATCH = 100
_GONE = ("chat not found", "user is deactivated", "bot was kicked", "bot was blocked", "not a member", "upgraded")
_UNEDITABLE = ("message to edit not found", "message can't be edited", "message_id_invalid")


@dataclass(frozen=True)
class Menu:
    """The command menu of one kind of chat in one language (``""``: whoever has no other)."""

    private: bool
    language: str
    commands: Sequence[tuple[str, str]]


class TelegramChannel:
    """One bot on Telegram, by long polling."""

    name = CHANNEL
    confirms = True
    limits = Limits(a_second=25, chat_pause=1.0, group_pause=3.0, burst=4)

    def __init__(self, token: str, url: str, clock: Clock, menus: Sequence[Menu], hear: Hear | None = None) -> None:
        self._requests = AiohttpRequest(64, hear), UpdatesRequest(hear)
        self.bot = Bot(
            token,
            base_url=f"{url}/bot",
            base_file_url=f"{url}/file/bot",
            request=self._requests[0],
            get_updates_request=self._requests[1],
        )
        self._clock = clock
        self._poll_seconds = POLL_SECONDS if hear is None else POLL_SECONDS_WHEN_LED
        self._menus = menus
        self._offset: int | None = None
        self._ready = False
        self._menus_hung = False
        self._introducing = asyncio.Lock()

    @property
    def username(self) -> str:
        """The bot's @name, once Telegram has told it."""
        return self.bot.username if self._ready else ""

    def door(self, take: Take) -> None:
        """Nothing: updates are polled."""
        del take

    async def start(self) -> None:
        """Open the connections; Telegram may be away."""
        for request in self._requests:  # Bot.initialize() would also insist on an answer to getMe
            await request.initialize()

    async def stop(self) -> None:
        """Close the connections."""
        for request in self._requests:
            await request.shutdown()

    async def introduce(self) -> None:
        """Learn the bot's name, once.

        Raises:
            TokenRejectedError: Telegram does not know the token.
            AwayError: Telegram is away.

        """
        async with self._introducing, _in_transit():
            if not self._ready:
                await self.bot.initialize()
                await self.bot.delete_webhook()
                self._ready = True

    async def _hang_menus(self) -> None:
        """Hang up the menus; the bot works without, so what goes wrong is tried again at the next poll."""
        if self._menus_hung:
            return
        try:
            for menu in self._menus:
                await self._hang(menu)
        except BadRequest as error:
            log.error("Telegram refuses a menu", reason=error.message)  # noqa: TRY400 - no trace
        except TelegramError as error:
            log.warning("the menus are not hung up yet", kind=type(error).__name__)
            return
        self._menus_hung = True

    async def _hang(self, menu: Menu) -> None:
        scope = BotCommandScopeAllPrivateChats() if menu.private else BotCommandScopeAllGroupChats()
        commands = [BotCommand(name, description) for name, description in menu.commands]
        await self.bot.set_my_commands(commands, scope=scope, language_code=menu.language or None)

    async def receive(self, take: Take) -> None:
        """Fetch updates once; they are confirmed by the offset of the next call, after ``take`` has stored them."""
        await self.introduce()
        await self._hang_menus()
        async with _in_transit():
            await self.bot.get_updates(
                offset=self._offset, limit=BATCH, timeout=self._poll_seconds, allowed_updates=ALLOWED,
                read_timeout=10,  # beyond the time that the poll itself may take
            )  # fmt: skip
        updates, now = self._requests[1].came, self._clock.now()
        if not updates:
            return
        await take([event for update in updates if (event := read_raw(update, self.bot, now)) is not None])
        self._offset = updates[-1]["update_id"] + 1

    async def send(self, message: Outgoing) -> str:
        """Send ``message``, or edit the one that it replaces; the message's id.

        Raises:
            DeliveryError: of the kind that fits.

        """
        await self.introduce()
        async with _in_transit():
            if message.replaces is not None and (edited := await self._edit(message)):
                return edited
            sent = await (self._send(message) if message.file is None else self._send_file(message, message.file))
            return str(sent.message_id)

    async def _edit(self, message: Outgoing) -> str | None:
        try:
            await self.bot.edit_message_text(
                message.text.plain,
                chat_id=int(message.address.chat),
                message_id=int(message.replaces or 0),
                entities=entities(message.text),
                reply_markup=self._keyboard(message.buttons),
            )
        except BadRequest as error:
            reason = error.message.lower()
            if "message is not modified" in reason:
                return message.replaces
            if any(words in reason for words in _UNEDITABLE):
                return None
            raise
        return message.replaces

    async def _send(self, message: Outgoing) -> Message:
        return await self.bot.send_message(
            int(message.address.chat),
            message.text.plain,
            entities=entities(message.text),
            reply_markup=self._keyboard(message.buttons),
            reply_parameters=_answered(message),
            message_thread_id=_thread(message),
        )

    async def _send_file(self, message: Outgoing, file: Attachment) -> Message:
        return await self.bot.send_document(
            int(message.address.chat),
            InputFile(file.content, file.name),
            caption=message.text.plain or None,
            caption_entities=entities(message.text),
            reply_markup=self._keyboard(message.buttons),
            reply_parameters=_answered(message),
            message_thread_id=_thread(message),
        )

    async def acknowledge(self, press_id: str, toast: str) -> None:
        """Take the waiting sign off the button, with a short word or none; best effort."""
        try:
            await self.bot.answer_callback_query(press_id, text=toast[:200] or None)
        except TelegramError as error:
            log.info("a button was not answered", kind=type(error).__name__)

    def link(self, start: str) -> str:
        """The deep link to the private chat; nothing before Telegram has told the bot's name."""
        return f"https://t.me/{self.username}?start={start}" if self.username else ""

    def is_group(self, chat: str) -> bool:
        """Whether the chat id is a group's: Telegram's are negative."""
        return chat.startswith("-")

    def _keyboard(self, buttons: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
        rows = [[self._button(button) for button in row] for row in buttons]
        return InlineKeyboardMarkup(rows) if rows else None

    def _button(self, button: Button) -> InlineKeyboardButton:
        if button.start:
            return InlineKeyboardButton(button.label, url=self.link(button.start))
        return InlineKeyboardButton(button.label, callback_data=button.press)


def _answered(message: Outgoing) -> ReplyParameters | None:
    return ReplyParameters(int(message.answers), allow_sending_without_reply=True) if message.answers else None


def _thread(message: Outgoing) -> int | None:
    return int(message.address.thread) if message.address.thread else None


def entities(text: Text) -> list[MessageEntity] | None:
    """The spans, which count code points, as Telegram's entities, which count UTF-16 units."""
    found = [MessageEntity(span.style, span.start, span.length) for span in text.spans]
    return list(MessageEntity.adjust_message_entities_to_utf_16(text.plain, found)) if found else None


@asynccontextmanager
async def _in_transit() -> AsyncIterator[None]:
    try:
        yield
    except RetryAfter as error:
        wait = error.retry_after
        raise FloodError(float(wait) if isinstance(wait, int) else wait.total_seconds()) from error
    except ChatMigrated as error:
        raise MigratedError(str(error.new_chat_id)) from error
    except Forbidden as error:
        raise GoneError(error.message) from error
    except BadRequest as error:
        reason = error.message
        raise (GoneError if any(words in reason.lower() for words in _GONE) else RejectedError)(reason) from error
    except InvalidToken:
        raise TokenRejectedError from None  # the library's message holds the token
    except TelegramError as error:  # no network, 5xx, another poller, an answer that is no JSON
        raise AwayError(type(error).__name__) from error
