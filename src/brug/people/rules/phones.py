"""Telephone numbers: kept as given, found by their digits."""

import re

_COUNTRY_CODES = {"BE": "32", "NL": "31", "FR": "33", "DE": "49", "LU": "352", "GB": "44"}


def digits(number: str, country: str = "BE") -> str:
    """Return the digits of a number with its country's code: '0470 12 34 56' is '32470123456'.

    What has no digits becomes ''; at most 20 are kept.
    """
    found = re.sub(r"\(0\)|[^\d+]", "", number)
    plain = found.replace("+", "")
    if found.startswith("+"):
        return plain[:20]
    if plain.startswith("00"):
        return plain[2:22]
    if plain.startswith("0") and country in _COUNTRY_CODES:
        return (_COUNTRY_CODES[country] + plain[1:])[:20]
    return plain[:20]
