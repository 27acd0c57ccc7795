"""E-mails: every mail that the house sends is declared with its variables.

So that it can be previewed in the desk, tested in every language, and never goes out with a hole.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from django.template.utils import get_app_template_dirs
from django.utils import translation
from django.utils.functional import Promise

from brug.kernel.registry import Registry, RegistryError

Text = str | Promise
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


class Audience(Enum):
    """Who reads a mail, and so in which languages it must exist."""

    PUBLIC = "public"
    STAFF = "staff"


class OnDoubt(Enum):
    """What to do when a kill left open whether a mail went out.

    HOLD waits for a person; RESEND sends it again with the same number, for mails that do no harm
    twice and much harm never.
    """

    HOLD = "hold"
    RESEND = "resend"


@dataclass(frozen=True)
class EmailKind:
    """A mail that a room sends.

    ``subject`` is a sentence with ``%(variable)s`` in it; ``template`` names the file
    ``<template>.mjml`` (see the README of ``kernel.messages``). ``variables`` are all that the
    template needs, each with a sample value for previews and tests. ``carries_token`` says that the
    body holds a link that proves something: it is blanked once the mail is sent. ``is_last`` says
    that nothing may be known of its reader any more: then what it says goes, and the address too.
    """

    name: str
    label: Text
    subject: Text
    template: str
    variables: Mapping[str, object] = field(default_factory=dict)
    audience: Audience = Audience.PUBLIC
    on_doubt: OnDoubt = OnDoubt.HOLD
    carries_token: bool = False
    is_last: bool = False

    @property
    def template_file(self) -> str:
        """The template's name for Django's loaders."""
        return f"{self.template}.mjml"

    def check(self) -> None:
        """Raise RegistryError where its template is missing or its subject asks too much."""
        if not _is_template(self.template_file):
            raise RegistryError(f"e-mail '{self.name}': there is no template {self.template_file}")
        if unknown := self._in_subject() - set(self.variables) - set(HOUSE_VARIABLES):
            raise RegistryError(f"e-mail '{self.name}': its subject needs {sorted(unknown)}")
        if taken := set(self.variables) & set(HOUSE_VARIABLES):
            raise RegistryError(f"e-mail '{self.name}': {sorted(taken)} come from the house")

    def _in_subject(self) -> set[str]:
        with translation.override(None):
            return set(_PLACEHOLDER.findall(str(self.subject)))


# What every template and subject may use beside the variables of its kind.
HOUSE_VARIABLES = (
    "organisation",
    "contact_email",
    "home_url",
    "language",
    "direction",
    "subject",
    "layout",
    "unsubscribe_url",
)


def _is_template(name: str) -> bool:
    return any((Path(folder) / name).is_file() for folder in get_app_template_dirs("templates"))


emails: Registry[EmailKind] = Registry("e-mail")
