"""Which promise a case is measured by: the agreement in force between the platform and the authority's country."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from generator.compliance.calendars import Calendar, calendar
from generator.compliance.clock import Clock, When
from generator.loading.settings import Settings
from generator.records.context import Act, Agreement, Commitment, Deadline, Party
from generator.records.settings import RecheckRule
from generator.records.values import PartialDate

NO_AGREEMENT = "no agreement on record covers this platform and country"
NOT_IN_FORCE = "it is not certain that the agreement applied when the platform was told"
NO_COMMITMENT = "the agreement on record has no commitment for whoever asked"
NONE_STATED = "the agreement states no deadline"
OWN_ACCORD = "the platform acted of its own accord"
WHO_ASKED = "no source says who asked for the removal"

_MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EU = frozenset({"EU", *_MEMBERS.split(" ")})
"""Countries to whose authorities an agreement with the European Union applies."""


class Promise(NamedTuple):
    """What a case is measured by. `clock` is None where the agreement states no deadline; `missing` then says why.

    `agreement` and `commitment` are empty where none applies.
    """

    agreement: str
    commitment: str
    clock: Clock | None
    missing: str


class _Offer(NamedTuple):
    """An agreement that a platform is party to, with the commitment that fits; days as ordinals."""

    agreement: Agreement
    commitment: Commitment | None
    promise: Promise
    since: int
    until: int


@dataclass(frozen=True)
class Rules:
    """Everything of the settings that cases are judged by."""

    settings: Settings

    @cached_property
    def zone(self) -> ZoneInfo:
        """The time zone of the site, in which instants become days."""
        return ZoneInfo(self.settings.site.time_zone)

    @cached_property
    def _calendars(self) -> dict[str, Calendar]:
        return {}

    @cached_property
    def _offers(self) -> dict[tuple[str, str, str], tuple[_Offer, ...]]:
        return {}

    @cached_property
    def _plans(self) -> dict[tuple[str, str], "RecheckPlan"]:
        return {}

    @cached_property
    def _references(self) -> dict[str, Clock]:
        return {}

    def calendar(self, code: str) -> Calendar:
        """The calendar of a country, or the site's own where the country's holidays are not known."""
        if code not in self._calendars:
            corrections = self.settings.calendars
            try:
                found = calendar(code, corrections)
            except KeyError:
                found = calendar(self.settings.site.calendar, corrections)
            self._calendars[code] = found
        return self._calendars[code]

    def reference(self, jurisdiction: str) -> Clock:
        """The yardstick of this site with the working days of a country: a reference, not a promise."""
        if jurisdiction not in self._references:
            limit = self.settings.site.reference_deadline
            self._references[jurisdiction] = Clock(limit, self.calendar(jurisdiction), self.zone)
        return self._references[jurisdiction]

    def promise(self, platform: str, jurisdiction: str, initiative: str, sent: When) -> Promise:
        """The promise in force on the day on which the platform was told, the newest where there are several."""
        if initiative == "platform":
            return Promise("", "", None, OWN_ACCORD)
        if not initiative:
            return Promise("", "", None, WHO_ASKED)
        key = platform, jurisdiction, initiative
        if key not in self._offers:
            self._offers[key] = self._found(*key)
        offers = self._offers[key]
        if not offers:
            return Promise("", "", None, NO_AGREEMENT)
        for offer in offers:
            if offer.since <= sent.first and sent.last < offer.until and offer.commitment:
                return offer.promise
        in_force = any(o.since <= sent.first and sent.last < o.until for o in offers)
        return Promise("", "", None, NO_COMMITMENT if in_force else NOT_IN_FORCE)

    def _found(self, platform: str, jurisdiction: str, initiative: str) -> tuple[_Offer, ...]:
        """Agreements between a platform and a country, the newest first."""
        found = []
        for agreement in self.settings.agreements.values():
            covered = EU if agreement.jurisdiction == "EU" else {agreement.jurisdiction}
            party = next((party for party in agreement.parties if party.platform == platform), None)
            if party and jurisdiction in covered:
                found.append(self._offer(agreement, party, initiative))
        return tuple(sorted(found, key=lambda offer: (offer.agreement.date.first, offer.agreement.id), reverse=True))

    def _offer(self, agreement: Agreement, party: Party, initiative: str) -> _Offer:
        fitting = [
            one
            for one in agreement.commitments
            if one.act is Act.REMOVAL and (one.asked_by is None or one.asked_by.value == initiative)
        ]
        commitment = min(fitting, key=lambda one: one.asked_by is None, default=None)
        clock, missing = None, NONE_STATED
        if commitment and isinstance(commitment.deadline, Deadline):
            clock, missing = self._clock(agreement, commitment.deadline), ""
        promise = Promise(agreement.id, commitment.id if commitment else "", clock, missing)
        return _Offer(agreement, commitment, promise, _since(agreement, party), _until(party))

    def _clock(self, agreement: Agreement, limit: Deadline) -> Clock:
        assumed = [] if limit.counted_from else ["first day"]
        if not agreement.calendar and limit.unit.value == "working_days":
            assumed.append("calendar")
        days = self.calendar(agreement.calendar or agreement.jurisdiction)
        return Clock(limit, days, self.zone, tuple(assumed))

    def rechecks(self, agreement: str, authority: str) -> "RecheckPlan":
        """When the authority looks again: what the agreement says, else the authority's own rule, else never."""
        key = agreement, authority
        if key not in self._plans:
            self._plans[key] = self._plan(agreement, authority)
        return self._plans[key]

    def _plan(self, agreement: str, authority: str) -> "RecheckPlan":
        found = self.settings.agreements.get(agreement)
        grace = self.settings.rechecks.grace_days
        if found and found.rechecks_after_months:
            return RecheckPlan(found.id, tuple(sorted(found.rechecks_after_months)), 0, grace)
        rule = self._rules_by_authority.get(authority)
        if rule is None:
            return RecheckPlan("", (), 0, grace)
        return RecheckPlan(rule.id, tuple(sorted(rule.after_months)), rule.since.first.toordinal(), grace)

    @cached_property
    def _rules_by_authority(self) -> Mapping[str, RecheckRule]:
        return {name: rule for rule in self.settings.rechecks.rules for name in rule.authorities}


class RecheckPlan(NamedTuple):
    """Months after a stop of sale in which somebody looks again, by which rule, for stops from `since` on (a day)."""

    rule: str
    months: tuple[int, ...]
    since: int
    grace: int


def _since(agreement: Agreement, party: Party) -> int:
    """The first day on which the platform was bound for certain. A later joiner without a date is never certain."""
    days: list[PartialDate] = [day for day in (agreement.date, agreement.applies_from, party.joined) if day]
    if not party.founding and party.joined is None:
        return 10**9
    return max(day.last for day in days).toordinal()


def _until(party: Party) -> int:
    """The first day on which it may have left."""
    return party.left.first.toordinal() if party.left else 10**9
