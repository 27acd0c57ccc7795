"""Make a mail from its template: subject, HTML and text, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import mjml
from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from brug.kernel.numbers import isolated
from brug.kernel.registries.emails import Audience, EmailKind

HTML_LAYOUT = "kernel/emails/base.mjml"
TEXT_LAYOUT = "kernel/emails/base.txt"


class VariablesError(ValueError):
    """A mail was given other variables than its kind declares; the message names them."""


@dataclass(frozen=True)
class Rendered:
    """A mail, ready to be kept and sent."""

    language: str
    subject: str
    html: str
    text: str


def languages_of(kind: EmailKind) -> list[str]:
    """Return the languages in which a kind of mail exists."""
    if kind.audience is Audience.STAFF:
        return list(settings.DESK_LANGUAGES)
    return [code for code, _ in settings.LANGUAGES]


def render(
    kind: EmailKind,
    language: str,
    variables: Mapping[str, object],
    *,
    unsubscribe_url: str = "",
) -> Rendered:
    """Return the mail in ``language``, or in the house's language where it has no such version.

    Raises:
        VariablesError: a variable is missing or unknown.
    """
    _check(kind, variables)
    language = language if language in languages_of(kind) else settings.LANGUAGE_CODE
    with translation.override(language):
        context = _house(language) | _isolated(variables) | {"unsubscribe_url": unsubscribe_url}
        # A subject is one line, whatever a name in it holds.
        context["subject"] = " ".join((str(kind.subject) % context).split())[:300]
        direction = context["direction"]
        source = _fill(kind, context | {"layout": HTML_LAYOUT}, autoescape=True)
        text = _fill(kind, context | {"layout": TEXT_LAYOUT}, autoescape=False)
    html = mjml.mjml2html(source, disable_comments=False, fonts={})
    html = html.replace("<body ", f'<body lang="{language}" dir="{direction}" ', 1)
    return Rendered(language, context["subject"], html, _tidy(text))


def samples(kind: EmailKind) -> dict[str, object]:
    """Return the sample values of a kind's variables, for previews."""
    return dict(kind.variables)


def _check(kind: EmailKind, variables: Mapping[str, object]) -> None:
    missing = sorted(set(kind.variables) - set(variables))
    unknown = sorted(set(variables) - set(kind.variables))
    if missing or unknown:
        raise VariablesError(
            f"e-mail '{kind.name}': missing {missing or 'nothing'}, unknown {unknown or 'nothing'}"
        )


def _isolated(variables: Mapping[str, object]) -> dict[str, Any]:
    """The variables, with names and addresses that keep their order where a mail reads leftwards.

    Addresses of pages stay bare: they are followed, not read.
    """
    return {
        name: isolated(value)
        if isinstance(value, str) and not value.startswith(("http:", "https:"))
        else value
        for name, value in variables.items()
    }


def _house(language: str) -> dict[str, Any]:
    return {
        "organisation": isolated(settings.BRUG_ORGANISATION_NAME),
        "contact_email": settings.BRUG_CONTACT_EMAIL,
        "home_url": f"{settings.BASE_URL}/{language}/",
        "language": language,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
    }


def _fill(kind: EmailKind, context: Mapping[str, object], *, autoescape: bool) -> str:
    template: Any = get_template(kind.template_file)
    filled: str = template.template.render(Context(dict(context), autoescape=autoescape))
    return filled


def _tidy(text: str) -> str:
    """Return the text without trailing blanks and with at most one empty line between parts."""
    lines: list[str] = []
    for line in text.splitlines():
        stripped = line.rstrip()
        if stripped or (lines and lines[-1]):
            lines.append(stripped)
    return "\n".join(lines).strip() + "\n"
