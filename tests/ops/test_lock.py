"""The lock is complete, has hashes and no addresses, and fits what the project asks for."""

import pytest

from tools.lock import LOCK, PARTS, checksum, faults, part, wishes

TEXT = LOCK.read_text(encoding="utf-8")


def test_the_lock_fits_the_project() -> None:
    assert faults(TEXT, wishes()) == []


def test_each_part_adds_to_those_before() -> None:
    sizes = [part(name, TEXT).count("==") for name in PARTS]
    assert sizes == sorted(sizes)
    assert "django==" in part("run", TEXT)
    assert "psycopg==" not in part("run", TEXT)
    assert "psycopg==" in part("grown", TEXT)
    assert "pytest==" not in part("grown", TEXT)
    assert part("dev", TEXT) == TEXT


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        (TEXT.replace(checksum(wishes()), "0" * 16), "another pyproject.toml"),
        (TEXT.replace("# ===== grown", "# grown"), "three parts"),
        (TEXT + "left-pad==1.0\n", "left-pad==1.0 stands"),
        ("--index-url https://x.example/simple\n" + TEXT, "an address"),
    ],
)
def test_a_lock_that_does_not_fit_is_found(spoiled: str, said: str) -> None:
    assert any(said in fault for fault in faults(spoiled, wishes()))


def test_a_new_wish_makes_the_lock_old() -> None:
    wanted = wishes()
    wanted["run"].append("left-pad~=1.0")
    assert faults(TEXT, wanted) != []
