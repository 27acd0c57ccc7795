"""Database lookups of the people tier."""

from typing import Any

from django.db.models import Lookup
from django.db.models.fields import CharField
from django.db.models.functions import Length

# ``word__length__gte=5``: at least five letters.
CharField.register_lookup(Length)


@CharField.register_lookup
class Prefix(Lookup[str]):
    """``word__prefix='ma'``: starts with these letters, in the letters' own order, by index.

    SQLite uses an index for a range but not for the LIKE that Django writes; PostgreSQL the other
    way round (with an index of ``varchar_pattern_ops``), because its order depends on a language.
    """

    lookup_name = "prefix"
    prepare_rhs = True

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return a LIKE, which PostgreSQL answers from its index."""
        left, left_params = self.process_lhs(compiler, connection)
        escaped = str(self.rhs).replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
        return f"{left} LIKE %s", (*left_params, f"{escaped}%")

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return a range from the prefix up to the highest text that starts with it."""
        left, left_params = self.process_lhs(compiler, connection)
        params = (*left_params, str(self.rhs), *left_params, f"{self.rhs}\U0010ffff")
        return f"({left} >= %s AND {left} < %s)", params
