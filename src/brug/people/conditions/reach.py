"""How somebody can be reached: addresses, and what they agreed to."""

from datetime import date

from django.db.models import OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brug.kernel.registries.conditions import (
    Condition,
    Parameter,
    ParameterType,
    Text,
    Values,
    conditions,
)
from brug.people.conditions.common import REACH, among, listed, of_table
from brug.people.enums import Channel, ConsentState
from brug.people.models import Consent, Contact, EmailAddress, Phone, PostalAddress, Purpose
from brug.people.queries.segments.reaching import reachable, words_on
from brug.people.queries.segments.semijoin import HasRow, with_any
from brug.people.queries.why_reach import why_may_reach

_MODELS = {"email": EmailAddress, "phone": Phone, "address": PostalAddress}
_NONE = "none"
_purposes = of_table(Purpose)


def _ways() -> list[tuple[str, Text]]:
    return [
        ("email", gettext_lazy("an e-mail address")),
        ("phone", gettext_lazy("a telephone number")),
        ("address", gettext_lazy("a postal address")),
    ]


def _mail_states() -> list[tuple[str, Text]]:
    return [
        ("confirmed", gettext_lazy("confirmed")),
        ("unconfirmed", gettext_lazy("not confirmed")),
        ("bounced", gettext_lazy("bounced")),
    ]


_MAIL_FILTERS = {
    "confirmed": {"confirmed_at__isnull": False},
    "unconfirmed": {"confirmed_at__isnull": True},
    "bounced": {"bounced_at__isnull": False},
}


def _channels() -> list[tuple[str, Text]]:
    return list(Channel.choices)


def _states() -> list[tuple[str, Text]]:
    return [*ConsentState.choices, (_NONE, gettext_lazy("Never asked"))]


def _consented(values: Values, _today: date) -> Q:
    rows = words_on(str(values["purpose"]), str(values["channel"]))
    if values["state"] == _NONE:
        return ~with_any(rows)
    return with_any(rows.filter(state=values["state"]))


def _consent_words(values: Values) -> str:
    return _("consent to %(purpose)s by %(channel)s: %(state)s") % _agreed(values)


def _agreed(values: Values) -> dict[str, str]:
    return {
        "purpose": listed(values, "purpose", _purposes),
        "channel": listed(values, "channel", _channels),
        "state": listed(values, "state", _states) if "state" in values else "",
    }


def _known_consent(contact_id: int, values: Values, _today: date) -> str:
    rows = Consent.objects.filter(
        person=contact_id, purpose__code=values["purpose"], channel=values["channel"]
    )
    told = [
        f"{row.get_state_display()}{f' ({row.address})' if row.address else ''}" for row in rows
    ]
    return ", ".join(told) or _("never asked")


def _known_reach(contact_id: int, values: Values, _today: date) -> str:
    contact = Contact.objects.get(pk=contact_id)
    channel = Channel(str(values["channel"]))
    return why_may_reach(contact, str(values["purpose"]), channel).sentence


def _known_emails(contact_id: int, _values: Values, _today: date) -> str:
    return ", ".join(
        EmailAddress.objects.filter(contact=contact_id).values_list("address", flat=True)
    )


def _has(values: Values, _today: date) -> Q:
    model = _MODELS[str(values["what"])]
    return Q(HasRow(model._default_manager.order_by().filter(contact=OuterRef("pk"))))


def _mail_state(values: Values, _today: date) -> Q:
    own = {"contact": OuterRef("pk"), **_MAIL_FILTERS[str(values["state"])]}
    return Q(HasRow(EmailAddress.objects.order_by().filter(**own)))


_CONSENT = (
    Parameter(
        "purpose",
        gettext_lazy("For what"),
        ParameterType.CHOICE,
        _purposes,
        required=True,
        known=among(Purpose),
    ),
    Parameter("channel", gettext_lazy("By what"), ParameterType.CHOICE, _channels, required=True),
)

conditions.register(
    Condition(
        name="people.consent",
        label=gettext_lazy("Consent"),
        group=REACH,
        parameters=(
            *_CONSENT,
            Parameter(
                "state", gettext_lazy("How it stands"), ParameterType.CHOICE, _states, required=True
            ),
        ),
        where=_consented,
        words=_consent_words,
        known=_known_consent,
    )
)
conditions.register(
    Condition(
        name="people.reachable",
        label=gettext_lazy("May be reached"),
        group=REACH,
        parameters=_CONSENT,
        where=lambda values, _today: reachable(str(values["purpose"]), str(values["channel"])),
        words=lambda values: _("may be reached for %(purpose)s by %(channel)s") % _agreed(values),
        known=_known_reach,
    )
)
conditions.register(
    Condition(
        name="people.has",
        label=gettext_lazy("Has an address or number"),
        group=REACH,
        parameters=(
            Parameter("what", gettext_lazy("What"), ParameterType.CHOICE, _ways, required=True),
        ),
        where=_has,
        words=lambda values: _("has %(what)s") % {"what": listed(values, "what", _ways)},
        known=lambda _key, _values, _today: "",
    )
)
conditions.register(
    Condition(
        name="people.email",
        label=gettext_lazy("State of the e-mail address"),
        group=REACH,
        parameters=(
            Parameter(
                "state",
                gettext_lazy("An address that is"),
                ParameterType.CHOICE,
                _mail_states,
                required=True,
            ),
        ),
        where=_mail_state,
        words=lambda values: (
            _("has an e-mail address that is %(state)s")
            % {"state": listed(values, "state", _mail_states)}
        ),
        known=_known_emails,
    )
)
