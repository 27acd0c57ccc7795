"""Mails, declared by rooms and sent exactly once: see the README beside this file.

A service calls ``messages.send(actor=…, kind="people.magic_link", to=…, language=…, variables={…},
key="…")``; the mail is written in its transaction and goes out once that is committed.
"""

from brug.kernel.messages.links import link
from brug.kernel.messages.rendering import VariablesError
from brug.kernel.messages.services import send

__all__ = ["VariablesError", "link", "send"]
