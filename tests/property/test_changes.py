"""A build passes over bulletins that no change touched: whatever is changed, none may be passed over that shows it."""

import tempfile
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.export.lookup import row, shard
from generator.loading.catalog import Catalog, RecordStore
from generator.loading.entries import notice_entry
from generator.loading.settings import Settings, load_settings
from generator.records.notice import Notice
from generator.site.changes import find_changes, note
from generator.site.stamping import NoticeJob, notice_job
from tests.support.project import make_project
from tests.support.records import notice

NUMBERS = range(1, 13)
GTINS = ("8800000000428", "4006381333931")


@st.composite
def records(draw: st.DrawFn, number: int) -> Notice:
    """An invented notice that has a good chance to share something with its neighbours."""
    others = st.sampled_from([f"PSB-2024-{n:04d}" for n in NUMBERS if n != number])
    product = {
        "name": {"en": "Cup"},
        "category": "toys",
        "brand": draw(st.sampled_from([None, "Example One", "Example Two"])),
        "models": draw(st.lists(st.sampled_from(["A-10", "B-20"]), max_size=1)),
        "gtins": draw(st.lists(st.sampled_from(GTINS), max_size=1)),
    }
    return Notice.model_validate(
        notice(
            id=f"PSB-2024-{number:04d}",
            title={"en": draw(st.sampled_from(["Cup", "Mug"]))},
            published=f"2024-05-{draw(st.integers(1, 4)):02d}",
            product={key: value for key, value in product.items() if value},
            related=draw(st.lists(others, max_size=1)),
        )
    )


def states() -> st.SearchStrategy[dict[int, Notice]]:
    """A set of notices by number; any of them may be missing."""
    return st.fixed_dictionaries({}, optional={number: records(number) for number in NUMBERS})


def catalog(settings: Settings, state: dict[int, Notice]) -> Catalog:
    """These notices; what they say of one that is missing is left out, as an officer would have to."""
    there = {record.id for record in state.values()}
    entries = []
    for record in state.values():
        related = tuple(other for other in record.related if other in there)
        told = notice_entry(record, f"notices/2024/{record.id}.yml", f"{record!r} {related}")
        entries.append(told._replace(related=related))
    return Catalog.build(settings, entries, (), RecordStore(Path("nowhere")))


def shown(catalog: Catalog) -> dict[str, NoticeJob]:
    """Everything that the page of each notice is made from."""
    return {entry.id: notice_job(catalog, entry, catalog.alike) for entry in catalog.notices.values()}


def answers(catalog: Catalog) -> dict[str, bytes]:
    """What the look-up says to each key."""
    rows = {entry.id: row(entry) for entry in catalog.notices.values()}
    return {key: shard(catalog, [key], rows) for key in catalog.by_key}


@given(before=states(), changed=states(), much=st.sampled_from([1, 20]))
@settings(max_examples=150, deadline=None)
def test_what_shows_a_change_is_touched(
    fixture_settings: Settings, before: dict[int, Notice], changed: dict[int, Notice], much: int
) -> None:
    """With `much` of 1 nearly every change counts as one of few notices."""
    after = {**before, **dict(list(changed.items())[:2])}
    for number in list(before)[:1] if len(changed) % 3 == 0 else ():
        after.pop(number)
    old, new = catalog(fixture_settings, before), catalog(fixture_settings, after)
    with tempfile.TemporaryDirectory() as folder, patch("generator.site.changes.MUCH", much):
        first = find_changes(old, Path(folder))
        assert (first.before, first.touched) == ("", frozenset())
        note(first, Path(folder))
        found = find_changes(new, Path(folder))
    if found.now == first.now:
        assert shown(old) == shown(new)
    was, now = shown(old), shown(new)
    if before:
        assert {name for name in now if now[name] != was.get(name)} <= found.touched
        assert {name: notice_job(new, new.notices[name], found.alike) for name in found.touched & now.keys()} == {
            name: now[name] for name in found.touched & now.keys()
        }
        said, says = answers(old), answers(new)
        assert {key for key in said.keys() | says.keys() if said.get(key) != says.get(key)} <= found.keys


@pytest.fixture(scope="module")
def fixture_settings() -> Settings:
    """The settings of the invented project."""
    with tempfile.TemporaryDirectory() as folder:
        found, _ = load_settings(make_project(Path(folder) / "project") / "site_config")
    assert found
    return found
