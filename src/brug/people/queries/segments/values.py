"""A condition's values: checked against what it asks for, in their one form."""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from brug.kernel.registries.conditions import Condition, Parameter, ParameterType, conditions
from brug.people.rules.segments import UnknownCondition, WrongValues

_MOST_EURO = Decimal(10_000_000)


def check(name: str, values: dict[str, object]) -> dict[str, object]:
    """Return the values of a condition in their one form.

    Raises:
        UnknownCondition: no room offers it (any more).
        WrongValues: a value is missing, of another kind, or they contradict each other.
    """
    if name not in conditions:
        raise UnknownCondition(
            _("No part of the program offers the condition '%(name)s' (any more). Take it out.")
            % {"name": name}
        )
    condition = conditions.get(name)
    if strangers := set(values) - {parameter.name for parameter in condition.parameters}:
        raise _wrong(condition, _("it has no '%(name)s'") % {"name": sorted(strangers)[0]})
    told = {}
    for parameter in condition.parameters:
        value = _value(condition, parameter, values.get(parameter.name))
        if value is not None:
            told[parameter.name] = value
        elif parameter.required:
            raise _wrong(condition, _("fill in '%(name)s'") % {"name": parameter.label})
    if condition.check_values is not None:
        try:
            condition.check_values(told)
        except ValueError as error:
            raise _wrong(condition, str(error)) from error
    return told


def _wrong(condition: Condition, why: str) -> WrongValues:
    return WrongValues(f"{condition.label}: {why}.")


def _value(condition: Condition, parameter: Parameter, value: object) -> object | None:
    if value in (None, "", []):
        return None
    if parameter.is_chosen:
        return _chosen(condition, parameter, value)
    try:
        return _READ[parameter.type](parameter, value)
    except (ValueError, InvalidOperation) as error:
        told = _("'%(value)s' is no good '%(name)s'") % {"value": value, "name": parameter.label}
        raise _wrong(condition, told) from error


def _chosen(condition: Condition, parameter: Parameter, value: object) -> object:
    is_many = parameter.type is ParameterType.CHOICES
    codes = [str(code) for code in value] if isinstance(value, list) else [str(value)]
    known = _known(parameter, codes)
    for code in codes:
        if code not in known:
            told = _("'%(value)s' cannot be chosen (any more)") % {"value": code}
            raise _wrong(condition, told)
    if not is_many and len(codes) != 1:
        raise _wrong(condition, _("choose one '%(name)s'") % {"name": parameter.label})
    return sorted(set(codes)) if is_many else codes[0]


def _known(parameter: Parameter, codes: list[str]) -> set[str]:
    if parameter.known is not None:
        return parameter.known(codes)
    return {code for code, _words in (parameter.choices() if parameter.choices else ())}


def _number(parameter: Parameter, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError(value)
    number = int(value)
    if not parameter.least <= number <= parameter.most:
        raise ValueError(number)
    return number


def _amount(_parameter: Parameter, value: object) -> str:
    amount = Decimal(str(value).replace(",", "."))
    if not Decimal(0) < amount < _MOST_EURO or amount != round(amount, 2):
        raise ValueError(value)
    return f"{amount:.2f}"


def _day(_parameter: Parameter, value: object) -> str:
    return date.fromisoformat(str(value)).isoformat()


def _text(_parameter: Parameter, value: object) -> str:
    text = " ".join(str(value).split())
    if not 0 < len(text) <= 200:
        raise ValueError(value)
    return text


_READ = {
    ParameterType.NUMBER: _number,
    ParameterType.AMOUNT: _amount,
    ParameterType.DAY: _day,
    ParameterType.TEXT: _text,
}
