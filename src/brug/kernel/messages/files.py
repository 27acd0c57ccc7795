"""Files of mails in a folder, where the installation sends to nobody: they go as what they said."""

import re
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from brug.kernel.models import OutgoingMail

_UNSAFE = re.compile(r"[^\w.@+-]")
_AT_ONCE = 500


def file_of(message_id: str) -> Path:
    """Return the file of a mail by its Message-ID."""
    return Path(settings.EMAIL_FILE_PATH) / f"{_UNSAFE.sub('_', message_id.strip('<>'))}.eml"


def forget_files(message_ids: Sequence[str]) -> None:
    """Delete the files of mails once the caller's transaction is committed."""
    transaction.on_commit(partial(_delete, [file_of(one) for one in message_ids]))


def sweep_files() -> int:
    """Delete the files of mails that say nothing any more, or are gone; return how many.

    Whatever a halt left just after a mail was blanked goes so.
    """
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.eml")) if folder.is_dir() else []
    count = 0
    for start in range(0, len(files), _AT_ONCE):
        some = files[start : start + _AT_ONCE]
        speaking = set(
            OutgoingMail.objects.filter(
                message_id__in=[f"<{path.stem}>" for path in some], body_removed_at=None
            ).values_list("message_id", flat=True)
        )
        silent = [path for path in some if f"<{path.stem}>" not in speaking]
        _delete(silent)
        count += len(silent)
    return count


def _delete(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
