"""Files of regions that cannot be read say where and why."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brug.kernel.regions.errors import RegionFileError
from brug.kernel.regions.source import read_source

REGION = "{code: A, kind: country, names: {nl: A}"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("regions: [", "regions.yaml, line 1: broken YAML: expected the node content"),
        ("- just\n- a list\n", "regions.yaml, line 1: must be a mapping"),
        ("\nregion: []\n", "regions.yaml, line 2: unknown keys: region"),
        ("regions: 3\n", "regions and children must be lists"),
        ("regions:\n  - A\n", "'A' is no region"),
        ("regions:\n  - {kind: country, names: {nl: A}}\n", "line 2: 'code': Field required"),
        ("regions:\n  - {code: 010, kind: country, names: {nl: A}}\n", "line 2: 'code': Input"),
        ("regions:\n  - {code: A, kind: planet, names: {nl: A}}\n", "line 2: 'kind': Input"),
        ("regions:\n  - {code: A, kind: country, names: {fr: A}}\n", "'names.nl': Field required"),
        ("regions:\n  - {code: A, kind: country, names: {nl: ' '}}\n", "'names.nl': String should"),
        (f"regions:\n  - {REGION}, lat: 91, lon: 0}}\n", "line 2: 'lat': Input should be less"),
        (f"regions:\n  - {REGION}, lat: .nan, lon: 0}}\n", "line 2: 'lat': Input should"),
        (f"regions:\n  - {REGION}, lat: 9}}\n", "line 2: give both lat and lon, or neither"),
        (f"regions:\n  - {REGION}, colour: red}}\n", "line 2: 'colour': Extra inputs"),
        (
            f"regions:\n  - {REGION}}}\n  - {REGION}}}\n",
            "'A' was used before (regions.yaml, line 2)",
        ),
        (f"regions:\n  - {REGION}, code: B}}\n", "line 2: broken YAML: a key stands here twice"),
        ("regions: &a\n  - {children: *a}\n", "line 2: broken YAML: aliases are not allowed"),
        (
            "regions: !!python/object/apply:os.getcwd []\n",
            "line 1: broken YAML: could not determine",
        ),
        ("regions: []\ntables: more.csv\n", "'tables' must be a list of file names"),
        ("regions: []\ntables: [none.csv]\n", "none.csv: No such file"),
        ("country: [B]\n", "'country' must be two letters"),
    ],
)
def test_a_broken_tree_is_refused_with_its_place(
    tmp_path: Path, content: str, message: str
) -> None:
    path = tmp_path / "regions.yaml"
    path.write_text(content, "utf8")
    with pytest.raises(RegionFileError) as raised:
        read_source(path)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("code,colour\n", "table.csv, line 1: unknown columns: colour"),
        ("code,kind,name_nl\nA,country,A\nB,country,B,C\n", "line 3: more cells than columns"),
        ("code,kind,name_nl\nA,country,A\nA,country,A\n", "line 3: code 'A' was used before"),
        ("code,kind,name_nl\nA,country,\n", "line 2: 'names.nl': Field required"),
        ("code,kind,name_nl,active\nA,country,A,perhaps\n", "line 2: 'is_active': Input"),
        ('code,kind,name_nl\nA,country,"A\n', "is no table: unexpected end of data"),
        ("code,kind,name_nl\nA,country,\xff\n", "table.csv: is not in UTF-8"),
    ],
)
def test_a_broken_table_is_refused_with_its_line(tmp_path: Path, table: str, message: str) -> None:
    path = tmp_path / "regions.yaml"
    path.write_text("tables: [table.csv]\n", "utf8")
    (tmp_path / "table.csv").write_text(table, "latin-1")
    with pytest.raises(RegionFileError) as raised:
        read_source(path)
    assert message in str(raised.value)


def test_postal_codes_take_the_country_of_the_tree_or_their_own(tmp_path: Path) -> None:
    path = tmp_path / "regions.yaml"
    path.write_text("country: BE\npostal_codes: [codes.csv]\n", "utf8")
    (tmp_path / "codes.csv").write_text("code,region,country\n1,A,\n2,A,NL\n", "utf8")
    found = [(record.country, record.code) for record in read_source(path).postal_codes]
    assert found == [("BE", "1"), ("NL", "2")]


@given(st.binary(max_size=200))
def test_no_bytes_get_past_as_anything_but_a_tree_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("regions") / "regions.yaml"
    path.write_bytes(content)
    try:
        regions = read_source(path).regions
    except RegionFileError:
        return
    assert regions == []
