"""What a build has to know of every platform before it makes a page: kept from build to build under a fingerprint.

The fingerprint of a platform is the hash of everything that its figures and pages rest on: the code, the settings, the
day as of which they speak, the notices that name it and its cases. As long as it stays the same, neither its cases nor
its figures are computed again: which pages there are, what each shows (as a hash), and where each case stands are
read from the cache. Figures are computed when a page has to be made.
"""

from collections.abc import Mapping
from typing import NamedTuple

from generator.compliance.summary import Compliance, PlatformFigures, when_asked
from generator.compliance.timeline import Case, State
from generator.loading import store
from generator.loading.catalog import Catalog
from generator.views.case_lists import dimensions_with_lists, figures_with_lists
from generator.views.case_rows import Rows, facts


class Plan(NamedTuple):
    """The pages of a platform's cases. `cases` are (notice, state, hash of what its page shows), by notice."""

    cases: tuple[tuple[str, State, str], ...]
    figures: tuple[str, ...]
    dimensions: tuple[str, ...]


NO_PLAN = Plan((), (), ())


class Ledger:
    """Figures and plans of all platforms of a catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.found: Compliance = when_asked(catalog)
        self._folder = catalog.records.cache / "figures"
        self._fingerprints: dict[str, str] = {}
        self._plans: dict[str, Plan] = {}
        self._states: dict[str, dict[str, State]] = {}
        self._cases: dict[str, dict[str, Case]] = {}
        self._rows: dict[str, Rows] = {}

    def fingerprint(self, platform: str) -> str:
        """Changes when anything does that figures and pages of a platform rest on."""
        if platform not in self._fingerprints:
            catalog = self.catalog
            parts = [store.code_version(), catalog.settings.digest, catalog.latest, platform]
            parts += [catalog.notices[notice].shown for notice in catalog.by_platform.get(platform, ())]
            for entry in catalog.cases_by_platform.get(platform, ()):
                parts += (entry.digest, catalog.notices[entry.notice].shown)
            self._fingerprints[platform] = store.digest("\0".join(parts).encode())
        return self._fingerprints[platform]

    def whole(self) -> str:
        """Changes when the fingerprint of any platform does."""
        names = sorted(self.catalog.settings.platforms)
        return store.digest("\0".join((self.catalog.latest, *map(self.fingerprint, names))).encode())

    def plan(self, platform: str) -> Plan:
        """The pages of a platform's cases: kept, or made anew where the fingerprint is another."""
        if platform not in self._plans:
            if not (self.catalog.by_platform.get(platform) or self.catalog.cases_by_platform.get(platform)):
                self._plans[platform] = NO_PLAN
            else:
                self._plans[platform] = self._kept(platform)
        return self._plans[platform]

    def _kept(self, platform: str) -> Plan:
        path, fingerprint = self._folder / platform, self.fingerprint(platform)
        kept = store.load(path)
        if kept and kept[0] == fingerprint:
            _, cases, figures, dimensions = kept
            return Plan(tuple((notice, State(state), shown) for notice, state, shown in cases), figures, dimensions)
        plan = self._made(self.found.platforms[platform])
        plain = tuple((notice, state.value, shown) for notice, state, shown in plan.cases)
        store.save(path, (fingerprint, plain, plan.figures, plan.dimensions))
        return plan

    def _made(self, own: PlatformFigures) -> Plan:
        cases = tuple((case.notice, case.state, self._shown(case)) for case in own.cases)
        return Plan(cases, figures_with_lists(own), dimensions_with_lists(own))

    def _shown(self, case: Case) -> str:
        """Changes when anything that the page of a case shows does."""
        records = self.catalog.notices[case.notice].shown, self.catalog.cases[case.notice, case.platform].digest
        return store.digest("\0".join((*records, repr(facts(case, self.catalog.latest)))).encode())

    def states(self, platform: str) -> Mapping[str, State]:
        """Where the cases of a platform stand, by notice."""
        if platform not in self._states:
            self._states[platform] = {notice: state for notice, state, _ in self.plan(platform).cases}
        return self._states[platform]

    def case(self, notice: str, platform: str) -> Case:
        """One case."""
        if platform not in self._cases:
            self._cases[platform] = {case.notice: case for case in self.found.platforms[platform].cases}
        return self._cases[platform][notice]

    def rows(self, platform: str) -> Rows:
        """The rows of a platform's cases, each made once a language."""
        if platform not in self._rows:
            self._rows[platform] = Rows(self.catalog, self.found.platforms[platform])
        return self._rows[platform]


_open: list[Ledger] = []
"""That of the catalogue that is being built."""


def ledger(catalog: Catalog) -> Ledger:
    """The ledger of a catalogue; workers that are forked inherit what it has computed."""
    if not _open or _open[0].catalog is not catalog:
        _open[:] = [Ledger(catalog)]
    return _open[0]
