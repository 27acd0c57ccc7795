"""Trees for hypothesis: every condition of the people tier, nested in every way."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from hypothesis import strategies as st

from brug.people.rules.segments import Group, Leaf, Op
from tests.people.segments.world import KINDS

Values = st.SearchStrategy[dict[str, Any]]


def some_of(*codes: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(codes), min_size=1, max_size=2, unique=True).map(sorted)


def _day(back: int) -> str:
    return (timezone.localdate() - timedelta(days=back)).isoformat()


def periods() -> Values:
    return st.one_of(
        st.just({}),
        st.builds(lambda months: {"months": months}, st.integers(1, 30)),
        st.builds(lambda back: {"since": _day(back)}, st.integers(0, 900)),
        st.builds(lambda back: {"until": _day(back)}, st.integers(0, 900)),
        st.builds(
            lambda back, days: {"since": _day(back + days), "until": _day(back)},
            st.integers(0, 400),
            st.integers(0, 400),
        ),
    )


def merged(*parts: Values) -> Values:
    return st.tuples(*parts).map(lambda found: {k: v for part in found for k, v in part.items()})


def maybe(values: Values) -> Values:
    return st.one_of(st.just({}), values)


def acts() -> Values:
    return merged(
        maybe(st.fixed_dictionaries({"kinds": some_of(*KINDS)})),
        periods(),
        maybe(st.just({"practices": ["walk"]})),
        maybe(
            st.sampled_from([{"campaigns": ["winter"]}, {"source": "news"}, {"medium": "print"}])
        ),
    )


def leaves() -> st.SearchStrategy[Leaf]:
    fixed, pick = st.fixed_dictionaries, st.sampled_from
    consent = {"purpose": st.just("news"), "channel": pick(["email", "post"])}
    how_often = fixed({"how": pick(["at_least", "at_most"]), "times": st.integers(1, 4)})
    never = st.just({"how": "at_most", "times": 0})
    how_much = fixed(
        {
            "how": pick(["total", "total_below", "once"]),
            "amount": pick(["0.10", "0.30", "20.20", "25.00", "60.00"]),
        }
    )
    states = pick(["given", "withdrawn", "asked", "none"])
    kinds = some_of("works-for", "works-for~", "leads", "leads~", "member-of")
    conditions: dict[str, Values] = {
        "kind": fixed({"kind": pick(["person", "organisation"])}),
        "language": fixed({"languages": some_of("nl", "fr", "en")}),
        "speaks": fixed({"languages": some_of("nl", "ps")}),
        "region": fixed({"regions": some_of("OVL", "LIM", "M9000", "M3500")}),
        "volunteer": st.just({}),
        "birth_year": pick([{"first": 1960}, {"last": 1985}, {"first": 1950, "last": 1980}]),
        "known_since": periods().filter(bool),
        "last_engaged": periods(),
        "did": merged(acts(), st.one_of(how_often, never)),
        "gave": merged(acts(), how_much),
        "consent": fixed({**consent, "state": states}),
        "reachable": fixed(consent),
        "has": fixed({"what": pick(["email", "phone", "address"])}),
        "email": fixed({"state": pick(["confirmed", "unconfirmed", "bounced"])}),
        "target_group": fixed({"groups": some_of("press", "radio")}),
        "relation": fixed({"kinds": kinds}),
    }
    return st.one_of(
        *(st.builds(Leaf, st.just(f"people.{name}"), told) for name, told in conditions.items())
    )


def _groups(parts: st.SearchStrategy) -> st.SearchStrategy[Group]:
    return st.builds(Group, st.sampled_from(Op), st.lists(parts, min_size=1, max_size=3).map(tuple))


def trees() -> st.SearchStrategy[Group]:
    return _groups(st.recursive(leaves(), _groups, max_leaves=6))
