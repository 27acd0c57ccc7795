"""Structured logs that say what happened, never to whom."""

from typing import Any

from brug.web.environment import Environment


def logging_config(environment: Environment) -> dict[str, Any]:
    """Return Django's LOGGING: one line an event on standard error, as JSON or as text."""
    text = "OutspokenText" if environment.brug_mode == "development" else "DiscreetText"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": "brug.web.request_log.AddRequestId"}},
        "formatters": {
            "json": {"()": "brug.kernel.logs.DiscreetJson"},
            "text": {"()": f"brug.kernel.logs.{text}"},
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": environment.brug_log_format,
                "filters": ["request_id"],
            }
        },
        "root": {"handlers": ["stderr"], "level": environment.brug_log_level},
        "loggers": {
            # Our own line of each request says it better.
            "django.request": {"level": "ERROR"},
            "django.server": {"handlers": ["stderr"], "propagate": False},
        },
    }
