"""E-mail addresses, telephone numbers and networks in one form."""

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brug.people.rules.emails import normalise
from brug.people.rules.network import truncate_ip
from brug.people.rules.phones import digits


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Jan.Peeters@Example.ORG ", "jan.peeters@example.org"),
        ("mailto:jan@example.org", "jan@example.org"),
        ("<jan+news@example.org>", "jan+news@example.org"),
        ("jan@vluchteling\u200b.example", "jan@vluchteling.example"),
        ("jan@bücher.example", "jan@xn--bcher-kva.example"),
    ],
)
def test_an_address_has_one_form(typed: str, kept: str) -> None:
    assert normalise(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "jan", "jan@", "@example.org", "a b@example.org", "jan@x", "a@b.org,c@d.org"]
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="e-mail"):
        normalise(typed)


@given(st.emails(domains=st.sampled_from(["example.org", "demo.example"])))
def test_normalising_twice_changes_nothing(address: str) -> None:
    try:
        once = normalise(address)
    except ValueError:
        return  # quoted local parts and the like are not accepted
    assert normalise(once) == once == once.lower()


@given(st.ip_addresses())
def test_a_kept_network_holds_the_address_and_many_others(address: object) -> None:
    kept = ip_network(truncate_ip(str(address)))
    ip = ip_address(str(address))
    mapped = getattr(ip, "ipv4_mapped", None)
    assert (mapped or ip) in kept
    assert kept.num_addresses >= 256


@pytest.mark.parametrize("text", ["", "unknown", "1.2.3", "::zz"])
def test_what_is_no_address_is_not_kept(text: str) -> None:
    assert truncate_ip(text) == ""


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("0470 12 34 56", "32470123456"),
        ("+32 (0)470/12.34.56", "32470123456"),
        ("0032 470 12 34 56", "32470123456"),
        ("+93 70 123 4567", "93701234567"),
        ("geen", ""),
    ],
)
def test_a_number_is_found_by_its_digits(number: str, expected: str) -> None:
    assert digits(number) == expected
