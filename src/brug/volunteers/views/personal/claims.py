"""Costs that a volunteer wants back, on their own page; and the account they go to."""
# messages: public

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say, try_it
from brug.kernel.periods import today
from brug.people.web_door import personal
from brug.volunteers.enums import ClaimKind, Scheme
from brug.volunteers.forms.claims import FORMS_BY_KIND, AccountForm
from brug.volunteers.models import BankAccount, Claim, Involvement
from brug.volunteers.queries.allowances import used_by
from brug.volunteers.rules.iban import last_signs
from brug.volunteers.services import accounts, claiming
from brug.volunteers.views.personal.involvement import own


def _home(involvement: Involvement) -> HttpResponse:
    return HttpResponseRedirect(reverse("volunteers:claims", args=[involvement.public_id]))


@personal
def show(request: HttpRequest, person: Any, public_id: UUID) -> HttpResponse:
    """Show what somebody claimed, what the year still allows, and the forms that are theirs."""
    return _page(request, person, own(person, public_id))


def _page(
    request: HttpRequest, person: Any, involvement: Involvement, faulty: Any = None
) -> HttpResponse:
    account = BankAccount.objects.filter(person=person).first()
    first = ClaimKind.FLAT if involvement.scheme == Scheme.FLAT else ClaimKind.REAL
    kinds = () if involvement.scheme == Scheme.NONE else (first, ClaimKind.TRAVEL)
    forms = [
        (
            kind,
            faulty
            if faulty and faulty.kind == kind
            else FORMS_BY_KIND[kind](auto_id=f"{kind.value}_%s"),
        )
        for kind in kinds
    ]
    context = {
        "involvement": involvement,
        "claims": list(Claim.objects.filter(involvement=involvement)[:60]),
        "forms": forms,
        "used": used_by(involvement, today()) if kinds else None,
        "is_flat": involvement.scheme == Scheme.FLAT,
        "account": last_signs(account.iban) if account else "",
        "account_form": AccountForm(initial={"holder": person.name}),
    }
    status = 422 if faulty else 200
    return render(request, "volunteers/personal/claims.html", context, status=status)


@require_POST
@personal
def claim(request: HttpRequest, person: Any, public_id: UUID, kind: str) -> HttpResponse:
    """Claim a day, a cost or kilometres."""
    involvement = own(person, public_id)
    if kind not in FORMS_BY_KIND:
        raise Http404
    form = FORMS_BY_KIND[kind](request.POST)

    def do() -> None:
        claiming.claim(actor=Actor.person(person.pk), involvement=involvement, wanted=form.wanted)

    if not try_it(form, do):
        return _page(request, person, involvement, form)
    messages.success(request, _("Noted. Somebody looks at it, and then you are paid back."))
    return _home(involvement)


@require_POST
@personal
def take_back(request: HttpRequest, person: Any, public_id: UUID) -> HttpResponse:
    """Take back a claim that nobody decided on."""
    rows = Claim.objects.filter(person=person).select_related("involvement")
    found = get_object_or_404(rows, public_id=public_id)
    do_and_say(
        request,
        Form(request.POST),
        lambda: claiming.take_back_claim(actor=Actor.person(person.pk), claim=found),
        _("Taken back."),
    )
    return _home(found.involvement)


@require_POST
@personal
def account(request: HttpRequest, person: Any, public_id: UUID) -> HttpResponse:
    """Keep the account to which costs are paid back."""
    involvement = own(person, public_id)
    form = AccountForm(request.POST)
    do_and_say(
        request,
        form,
        lambda: accounts.keep_account(
            actor=Actor.person(person.pk), person_id=person.pk, **form.cleaned_data
        ),
        _("Saved. Only who pays sees the whole number."),
    )
    return _home(involvement)
