"""A local chat server for bots: people, chats and a clock, spoken to as to Telegram, with a page to watch."""

from sandbox.accounts import Bot, Person
from sandbox.bell import Bell
from sandbox.chats import Group, PrivateChat
from sandbox.clock import ClockRefusedError, SandboxClock
from sandbox.faults import Fault, Faults
from sandbox.posts import Media, Post, SceneError
from sandbox.scene import Scene
from sandbox.server import SandboxServer, serve
from sandbox.world import Request, World

__all__ = [
    "Bell",
    "Bot",
    "ClockRefusedError",
    "Fault",
    "Faults",
    "Group",
    "Media",
    "Person",
    "Post",
    "PrivateChat",
    "Request",
    "SandboxClock",
    "SandboxServer",
    "Scene",
    "SceneError",
    "World",
    "serve",
]
