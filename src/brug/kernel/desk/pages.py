"""What rooms' own pages in the desk's frame share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
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
        for name, refusals in told.items():
            field = name if name in form.fields and name != NON_FIELD_ERRORS else None
            for message in refusals:
                form.add_error(field, message)
        return False
    except PermissionDenied as error:
        form.add_error(None, str(error))
        return False
    return True


def do_and_say(
    request: HttpRequest, form: forms.Form, act: Callable[[], object], said: str = ""
) -> bool:
    """Do what a form of one button asks, and say on the next page that it was done, or why not.

    What is said is `said`, or the text that `act` returns. Returns whether it was done.
    """
    told: list[object] = []
    if try_it(form, lambda: told.append(act())):
        messages.success(request, said or str(told[0]))
        return True
    for refusals in form.errors.values():
        messages.error(request, " ".join(str(refusal) for refusal in refusals))
    return False


def desk_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int | None = None
) -> HttpResponse:
    """Render a page; 422 where its ``form`` came back with errors, unless told otherwise."""
    form = context.get("form")
    failed = form is not None and form.is_bound and bool(form.errors)
    return render(request, template, context, status=status or (422 if failed else 200))
