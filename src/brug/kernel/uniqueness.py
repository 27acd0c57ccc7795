"""What may be there once: the table says so, never a look beforehand.

Between the look and the write somebody else can write the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction


@contextmanager
def refusing_doubles(refusal: Exception) -> Iterator[None]:
    """Write inside; where a constraint finds it there already, ``refusal`` is raised instead.

    Of what was written inside nothing stays then, and the transaction around it can go on.

    Raises:
        django.db.IntegrityError: another constraint than one of uniqueness forbids it.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as fault:
        # Both databases say "unique constraint"; neither has a class of its own for it in Django.
        if "unique constraint" not in str(fault).lower():
            raise
        raise refusal from fault
