"""Zalo's dialect: the Bot Platform as third parties describe it, with its opaque ids, codes and limits."""

from sandbox.zaloapi.api import ZaloApi
from sandbox.zaloapi.refusals import ZaloError

__all__ = ["ZaloApi", "ZaloError"]
