"""What rooms' own pages in the desk's frame share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def try_it(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do what a valid form asks; where a service refuses, its words go beside the fields.

    Returns whether it was done. Nothing typed is lost: the form is shown again.
    """
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in told.items():
            field = name if name in form.fields and name != NON_FIELD_ERRORS else None
            for message in messages:
                form.add_error(field, message)
        return False
    except PermissionDenied as error:
        form.add_error(None, str(error))
        return False
    return True


def desk_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int | None = None
) -> HttpResponse:
    """Render a page; 422 where its ``form`` came back with errors, unless told otherwise."""
    form = context.get("form")
    failed = form is not None and form.is_bound and bool(form.errors)
    return render(request, template, context, status=status or (422 if failed else 200))
