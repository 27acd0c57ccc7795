"""The web tier's own jobs."""

from brug.web.backups.forgetting import forget_replaced

__all__ = ["forget_replaced"]
