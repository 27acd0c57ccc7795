"""Who somebody is: what stands on their card."""

from datetime import date

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brug.kernel.models import Region
from brug.kernel.registries.conditions import (
    Condition,
    Parameter,
    ParameterType,
    Text,
    Values,
    conditions,
)
from brug.people.conditions.common import (
    CONTACT,
    PERIOD,
    among,
    check_period,
    codes,
    day,
    joined,
    listed,
    moments_within,
    period_words,
    within,
)
from brug.people.enums import ContactKind
from brug.people.models import Contact, ContactLanguage
from brug.people.queries.segments.semijoin import with_any


def _contact(contact_id: int) -> Contact:
    return Contact.objects.select_related("region").get(pk=contact_id)


def _kinds() -> list[tuple[str, Text]]:
    return list(ContactKind.choices)


def _languages() -> list[tuple[str, Text]]:
    return list(settings.LANGUAGES)


def _spoken() -> list[tuple[str, Text]]:
    found = ContactLanguage.objects.order_by("language").values_list("language", flat=True)
    names = dict(settings.LANGUAGES)
    return [(code, names.get(code, code)) for code in found.distinct()]


def _regions() -> list[tuple[str, Text]]:
    rows = Region.objects.filter(is_active=True)
    return [(row.code, "\u2003" * (row.depth - 1) + row.name) for row in rows]


def _in_regions(values: Values, _today: date) -> Q:
    inside = Q(pk__in=())
    for path in Region.objects.filter(code__in=codes(values, "regions")).values_list(
        "path", flat=True
    ):
        inside |= Q(path__startswith=path)
    below = Region.objects.filter(inside).order_by().values("pk")
    return Q(region__in=below)


def _region_words(values: Values) -> str:
    names = Region.objects.filter(code__in=codes(values, "regions"))
    return _("lives in %(place)s") % {"place": f" {_('or')} ".join(map(str, names))}


def _birth(values: Values, _today: date) -> Q:
    found = {f"birth_year__{side}": values[name] for name, side in _SIDES if name in values}
    return Q(**found)


_SIDES = (("first", "gte"), ("last", "lte"))


def _birth_words(values: Values) -> str:
    first, last = values.get("first"), values.get("last")
    if first and last:
        return _("was born from %(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return _("was born in %(first)s or later") % {"first": first}
    return _("was born in %(last)s or before") % {"last": last}


def _check_birth(values: Values) -> None:
    if not values:
        raise ValueError(_("tell at least one year"))
    first, last = (int(str(values.get(name, 0))) for name in ("first", "last"))
    if first and last and last < first:
        raise ValueError(_("it cannot end before it starts"))


def _needs_period(values: Values) -> None:
    check_period(values)
    if not values:
        raise ValueError(_("tell a period"))


def _engaged(values: Values, today: date) -> Q:
    return Q(**within(values, "last_engaged_on", today) or {"last_engaged_on__isnull": False})


def _known_engaged(contact_id: int, _values: Values, _today: date) -> str:
    last = _contact(contact_id).last_engaged_on
    return _("last engaged on %(day)s") % {"day": day(last)} if last else _("never engaged")


def _year(name: str, label: Text) -> Parameter:
    return Parameter(name, label, ParameterType.NUMBER, least=1900, most=2100)


conditions.register(
    Condition(
        name="people.kind",
        label=gettext_lazy("Person or organisation"),
        group=CONTACT,
        parameters=(
            Parameter("kind", gettext_lazy("Kind"), ParameterType.CHOICE, _kinds, required=True),
        ),
        where=lambda values, _today: Q(kind=values["kind"]),
        words=lambda values: (
            _("is a person") if values["kind"] == ContactKind.PERSON else _("is an organisation")
        ),
        known=lambda key, _values, _today: str(_contact(key).get_kind_display()),
    )
)
conditions.register(
    Condition(
        name="people.language",
        label=gettext_lazy("Language for mails"),
        group=CONTACT,
        parameters=(
            Parameter(
                "languages",
                gettext_lazy("Languages"),
                ParameterType.CHOICES,
                _languages,
                required=True,
            ),
        ),
        where=lambda values, _today: Q(language__in=codes(values, "languages")),
        words=lambda values: (
            _("gets mails in %(language)s") % {"language": listed(values, "languages", _languages)}
        ),
        known=lambda key, _values, _today: _contact(key).language_name,
    )
)
conditions.register(
    Condition(
        name="people.speaks",
        label=gettext_lazy("Speaks"),
        group=CONTACT,
        parameters=(
            Parameter(
                "languages",
                gettext_lazy("Languages"),
                ParameterType.CHOICES,
                _spoken,
                required=True,
            ),
        ),
        where=lambda values, _today: with_any(
            ContactLanguage.objects.filter(language__in=codes(values, "languages")), key="contact"
        ),
        words=lambda values: (
            _("speaks %(language)s") % {"language": listed(values, "languages", _spoken)}
        ),
        known=lambda key, _values, _today: ", ".join(
            ContactLanguage.objects.filter(contact=key).values_list("language", flat=True)
        ),
    )
)
conditions.register(
    Condition(
        name="people.region",
        label=gettext_lazy("Lives in"),
        group=CONTACT,
        parameters=(
            Parameter(
                "regions",
                gettext_lazy("Places, with all that lies in them"),
                ParameterType.CHOICES,
                _regions,
                required=True,
                known=among(Region),
            ),
        ),
        where=_in_regions,
        words=_region_words,
        known=lambda key, _values, _today: str(_contact(key).region or _("no place is known")),
    )
)
conditions.register(
    Condition(
        name="people.volunteer",
        label=gettext_lazy("Volunteer"),
        group=CONTACT,
        where=lambda _values, _today: Q(is_volunteer=True),
        words=lambda _values: _("is a volunteer"),
        known=lambda _key, _values, _today: "",
    )
)
conditions.register(
    Condition(
        name="people.birth_year",
        label=gettext_lazy("Year of birth"),
        group=CONTACT,
        parameters=(
            _year("first", gettext_lazy("First year")),
            _year("last", gettext_lazy("Last year")),
        ),
        where=_birth,
        words=_birth_words,
        known=lambda key, _values, _today: str(
            _contact(key).birth_year or _("no year of birth is known")
        ),
        check_values=_check_birth,
    )
)
conditions.register(
    Condition(
        name="people.known_since",
        label=gettext_lazy("Came to be known"),
        group=CONTACT,
        parameters=PERIOD,
        where=lambda values, today: Q(**moments_within(values, "created_at", today)),
        words=lambda values: joined([_("came to be known"), period_words(values)]),
        known=lambda key, _values, _today: (
            _("known since %(day)s") % {"day": day(timezone.localdate(_contact(key).created_at))}
        ),
        check_values=_needs_period,
    )
)
conditions.register(
    Condition(
        name="people.last_engaged",
        label=gettext_lazy("Last engaged"),
        group=CONTACT,
        parameters=PERIOD,
        where=_engaged,
        words=lambda values: joined([_("did something last"), period_words(values)]),
        known=_known_engaged,
        check_values=check_period,
    )
)
