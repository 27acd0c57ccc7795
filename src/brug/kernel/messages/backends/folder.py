"""Into a folder, where nobody is bothered: a file for each mail, named for its number."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from brug.kernel.messages.files import file_of


class FolderBackend(BaseEmailBackend):
    """Writes ``EMAIL_FILE_PATH/<Message-ID>.eml``; writing the same mail twice is one file."""

    is_idempotent = True

    def __init__(self, *args: Any, file_path: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(file_path or settings.EMAIL_FILE_PATH)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the mails; each file appears whole or not at all.

        Raises:
            OSError: the folder cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        for email_message in email_messages:
            content = email_message.message()
            name = file_of(str(content["Message-ID"])).name
            draft = self.folder / f".{name}.{os.getpid()}.draft"
            draft.write_bytes(content.as_bytes())
            draft.replace(self.folder / name)
        return len(email_messages)
