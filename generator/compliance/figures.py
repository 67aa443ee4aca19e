"""The figures, each computed in one function whose docstring is the definition that readers see.

All of them count cases as of a day: a case is one notice on one platform. Cases of notices that were withdrawn, or that
another notice took the place of, are left out everywhere and listed as left out.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter

from generator.compliance.clock import IN_TIME, LATE, NOT_REMOVED
from generator.compliance.figure import REGISTRY, Definition, Figure, Groups, Selection, Unit, figure
from generator.compliance.gather import make, share
from generator.compliance.intervals import median
from generator.compliance.survival import kaplan_meier
from generator.compliance.timeline import Case, State
from generator.compliance.waits import OUTSIDE, Wait

CLOSED, STILL_OPEN = "closed", "still open"
REMOVAL, NOTHING_DONE = "removal on record", "no removal of all listings on record"
LOT = "named for a whole lot: no source says that this platform sold the product"

OPEN_STATES = (State.OVERDUE, State.REFUSED, State.FOUND_AGAIN, State.OPEN)


def definitions() -> tuple[Definition, ...]:
    """Every figure, in the order in which pages print them."""
    return tuple(REGISTRY.values())


@figure("state", "Where the cases stand", Unit.COUNT)
def state(of: Selection) -> Figure:
    """Every case in exactly one state, as of the day.

    *Found again*: goods were seen again after a removal, and no new removal is on record. *Removal verified*,
    *reported* or *claimed*: the best that is on record since then, in this order: an authority or test body saw that
    the goods are gone; somebody reports so; the platform says so. *Refused*: the platform refused and no removal is on
    record. *Overdue*: the platform was told, and the time that it promised is over. *Open*: it was told, and the time
    is not over or none was promised. *Unknown*: something is on record, but neither that the platform was told nor that
    all listings are gone. *Not notified*: nothing is on record as of this day. A removal of some of several listings
    does not close a case.

    An event counts if it is dated up to the day. One that is known to lie between two days counts from the later of
    them on, when it can have become known; one that is known to a month counts from its first day on; one that no
    source dates counts from the publication of the notice on. A case begins with its first event that counts: before
    that, the notice is one without a response on record.
    """
    groups: Groups = defaultdict(list, {name.value: [] for name in State})
    chosen, left = of.counted()
    for case in chosen:
        groups[case.state].append(case.id)
    return make("state", of, len(chosen), chosen, groups, left)


@figure("on-time", "Removed within the time promised", Unit.SHARE)
def on_time(of: Selection) -> Figure:
    """Of all cases whose deadline has passed, the share in which a removal is on record by the deadline.

    The deadline is the one that the agreement between the platform and the authority's country states, counted from the
    day on which the platform was told, in the working days of the agreement's country and the time zone of this site.
    The day of the request is not counted, unless the agreement says so. A deadline has passed when its last day lies
    before the as-of day. Any removal of all listings counts, whether claimed, reported or verified, the earliest of the
    three. A case without a removal counts as not in time, so that nothing is gained by silence.

    Cases are pooled; percentages are never averaged. Left out, and listed: cases without a deadline, cases whose
    deadline has not passed, and cases whose dates do not decide it. The interval is Wilson's at 95 %.
    """
    return _in_time("on-time", of, attrgetter("verdict"))


@figure(
    "on-time-reference", "Removed within the reference time", Unit.SHARE, "A reference of this site, not a promise."
)
def on_time_reference(of: Selection) -> Figure:
    """The same share, measured for every case by one reference clock: by default two working days, as several pledges
    state them, counted in the working days of the country of the authority.

    It is a yardstick of this site and no promise of the platform: an agreement may state another deadline, or none, as
    the Korean one does. No case is called overdue by it.
    """
    return _in_time("on-time-reference", of, attrgetter("reference_verdict"))


def _in_time(id: str, of: Selection, judge: Callable[[Case], str]) -> Figure:
    groups: Groups = defaultdict(list, {IN_TIME: [], LATE: [], NOT_REMOVED: []})
    chosen, left = of.asked()
    for case in chosen:
        verdict = judge(case)
        (groups if verdict in groups else left)[verdict].append(case.id)
    return share(id, of, groups, left)


@figure("time-to-removal", "Time to removal", Unit.CALENDAR_DAYS)
def time_to_removal(of: Selection) -> Figure:
    """Median number of calendar days from the day on which the platform was told to the first removal of all listings
    that is on record, whether claimed, reported or verified.

    Estimated by Kaplan and Meier's method: a case that is still open counts with the days that it has been open so far
    (right-censored), and is not left out. The median is the first day by which half of the cases are closed; it reads
    "not reached" while fewer than half are. Its 95 % interval is read from Greenwood's pointwise interval on the
    log(-log) scale.

    Where a removal is only known to lie between two days, there are two curves: one as if every such removal had come
    on its earliest day, one as if on its latest. A removal without any date may have come on any day from the request
    to the as-of day. If the two medians differ, both are given and no single one. The
    interval runs from the lower bound of the first curve to the upper bound of the second. The two are extremes that
    the dates allow, not bounds of everything between.

    Left out, and listed: cases for which no source says when the platform was told, and what the platform did before it
    was told or of its own accord. Only the first removal counts; goods that were found again are counted elsewhere.
    """
    return _waiting("time-to-removal", of, attrgetter("to_removal"))


@figure("time-to-removal-working", "Time to removal in working days", Unit.WORKING_DAYS)
def time_to_removal_working(of: Selection) -> Figure:
    """The same as the time to removal, in working days: those after the day of the request, up to and with the day of
    the removal, in the calendar by which the case is measured. A removal on the day of the request took none.
    """
    return _waiting("time-to-removal-working", of, attrgetter("to_removal"))


@figure("time-to-removal-hours", "Time to removal in hours", Unit.HOURS)
def time_to_removal_hours(of: Selection) -> Figure:
    """The same as the time to removal, in hours from the moment of the request, nights and holidays included. Only
    cases in which the source gives the time of day of the request; where that of the removal is not given, it may have
    come at any time of its day, and the two curves show the earliest and the latest. An open case has waited until the
    end of the as-of day.
    """
    return _waiting("time-to-removal-hours", of, attrgetter("to_removal"))


@figure("time-to-claim", "Time to the platform's claim", Unit.CALENDAR_DAYS)
def time_to_claim(of: Selection) -> Figure:
    """Median number of calendar days from the day on which the platform was told to the day on which it said that all
    listings are gone, estimated like the time to removal. A case in which a removal is reported or verified, but no
    claim of the platform's is on record, is left out and listed: it is not open, and its claim is not known.
    """
    return _waiting("time-to-claim", of, attrgetter("to_claim"))


@figure("time-to-claim-working", "Time to the platform's claim in working days", Unit.WORKING_DAYS)
def time_to_claim_working(of: Selection) -> Figure:
    """The same as the time to the platform's claim, in working days after the day of the request."""
    return _waiting("time-to-claim-working", of, attrgetter("to_claim"))


@figure("time-to-verification", "Time to verified removal", Unit.CALENDAR_DAYS)
def time_to_verification(of: Selection) -> Figure:
    """Median number of calendar days from the day on which the platform was told to the day on which an authority or a
    test body saw that all listings are gone, estimated like the time to removal. A removal that is claimed or reported
    but not verified counts as still open here. The authority's own pace is part of this time.
    """
    return _waiting("time-to-verification", of, attrgetter("to_verification"))


@figure("time-to-verification-working", "Time to verified removal in working days", Unit.WORKING_DAYS)
def time_to_verification_working(of: Selection) -> Figure:
    """The same as the time to verified removal, in working days after the day of the request."""
    return _waiting("time-to-verification-working", of, attrgetter("to_verification"))


_TIMES = {
    Unit.CALENDAR_DAYS: (attrgetter("early", "late"), OUTSIDE),
    Unit.WORKING_DAYS: (attrgetter("early_working", "late_working"), OUTSIDE),
    Unit.HOURS: (attrgetter("early_hours", "late_hours"), "no time of day of the request is on record"),
}
"""Where a wait keeps its shortest and longest time in a unit, and why it may have none."""


def _waiting(id: str, of: Selection, pick: Callable[[Case], Wait]) -> Figure:
    pick_times, without = _TIMES[REGISTRY[id].unit]
    closed: list[str] = []
    still_open: list[str] = []
    early: tuple[list[float], list[float]] = [], []
    late: tuple[list[float], list[float]] = [], []
    chosen, left = of.asked()
    for case in chosen:
        found = pick(case)
        least, most = pick_times(found)
        if found.missing or least is None or most is None:
            left[found.missing or without].append(case.id)
        elif found.closed:
            early[0].append(least)
            late[not found.late_closed].append(most)
            closed.append(case.id)
        else:
            early[1].append(least)
            late[1].append(most)
            still_open.append(case.id)
    first = kaplan_meier(*early)
    second = kaplan_meier(*late) if late != early else first
    groups = {CLOSED: closed, STILL_OPEN: still_open}
    made = make(id, of, (first.median, second.median), None, groups, left)
    return replace(made, lower=first.median_lower, upper=second.median_upper, curves=(first, second))


@figure("claim-to-verification", "From the platform's claim to verification", Unit.CALENDAR_DAYS)
def claim_to_verification(of: Selection) -> Figure:
    """Median number of calendar days from the day on which the platform said that all listings are gone to the day on
    which an authority or a test body saw it, of the cases in which both are on record; a plain median, the mean of the
    two middle values where their number is even. Negative where the removal was seen before it was claimed. Where days
    are not known exactly, the median lies between that of the shortest and that of the longest gaps, and no single
    value is given if they differ. Claims that nobody has verified are left out and listed: it is not known whether
    anybody looked.
    """
    groups: Groups = defaultdict(list, {"both on record": []})
    chosen, left = of.asked()
    least: list[float] = []
    most: list[float] = []
    for case in chosen:
        claimed, verified = case.first.claimed, case.first.verified
        if claimed is None or verified is None:
            left["the claim was not verified" if claimed else "no claim on record"].append(case.id)
        elif not (claimed.known and verified.known):
            left["no source says when"].append(case.id)
        else:
            least.append(verified.first - claimed.last)
            most.append(verified.last - claimed.first)
            groups["both on record"].append(case.id)
    return make("claim-to-verification", of, (median(least), median(most)), None, groups, left)


@figure("sellers-told", "Sellers told", Unit.SHARE)
def sellers_told(of: Selection) -> Figure:
    """Of the cases in which the platform was told or removed the goods, the share in which it is on record that it told
    the sellers. Not on record does not mean that it was not done. The interval is Wilson's at 95 %.
    """
    return _on_record("sellers-told", of, attrgetter("sellers_told"))


@figure("buyers-told", "Buyers told", Unit.SHARE)
def buyers_told(of: Selection) -> Figure:
    """Of the cases in which the platform was told or removed the goods, the share in which it is on record that it told
    the buyers. Not on record does not mean that it was not done. The interval is Wilson's at 95 %.
    """
    return _on_record("buyers-told", of, attrgetter("buyers_told"))


@figure("remedy-offered", "Remedy offered", Unit.SHARE)
def remedy_offered(of: Selection) -> Figure:
    """Of the cases in which the platform was told or removed the goods, the share in which it is on record that a
    refund, a repair or a replacement was offered. Not on record does not mean that it was not done. The interval is
    Wilson's at 95 %.
    """
    return _on_record("remedy-offered", of, attrgetter("remedy_offered"))


def _on_record(id: str, of: Selection, done: Callable[[Case], bool]) -> Figure:
    groups: Groups = defaultdict(list, {"on record": [], "not on record": []})
    chosen, left = of.counted()
    for case in chosen:
        if case.sent is None and case.acknowledged is None and case.first.removed is None:
            left["neither told nor removed on record"].append(case.id)
        else:
            groups["on record" if done(case) else "not on record"].append(case.id)
    return share(id, of, groups, left)


@figure("found-again", "Found again after removal", Unit.SHARE)
def found_again(of: Selection) -> Figure:
    """Of the cases with a removal on record and at least one later check on record, the share in which the goods were
    found again at any time. Cases that nobody checked are *not checked*: they are left out and listed, and nothing is
    known of them; they are never counted as clean. The interval is Wilson's at 95 %. It is no estimate for the cases
    that were not checked, as nobody chose at random which ones to check.
    """
    groups: Groups = defaultdict(list, {"found again": [], "checked, not found": []})
    chosen, left = of.counted()
    for case in chosen:
        if case.first.removed is None:  # whatever a check found: who is counted must not depend on the result
            left[NOTHING_DONE].append(case.id)
        elif case.found_again:
            groups["found again"].append(case.id)
        elif case.checked:
            groups["checked, not found"].append(case.id)
        else:
            left["not checked"].append(case.id)
    return share("found-again", of, groups, left)


@figure("removed-again", "Removed again after being found again", Unit.SHARE)
def removed_again(of: Selection) -> Figure:
    """Of the cases in which goods were found again, the share in which a new removal is on record after the last time.
    Each time begins a new interval of the case, linked to the one before. The interval is Wilson's at 95 %.
    """
    groups: Groups = defaultdict(list, {"removed again": [], "no new removal on record": []})
    chosen, left = of.counted()
    for case in chosen:
        if case.found_again:
            groups["removed again" if case.last.removed else "no new removal on record"].append(case.id)
    return share("removed-again", of, groups, left)


@figure("removal-on-record", "Notices with a removal on record", Unit.SHARE)
def removal_on_record(of: Selection) -> Figure:
    """Of the notices that name the platform, the share for which a removal of all listings by it is on record, claimed,
    reported or verified, dated or not. A notice without any response on record counts as one without a removal on
    record; this does not mean that the product was not removed. Left out, and listed: notices that name several
    platforms for a whole lot, as no source says that this platform sold the product. The interval is Wilson's at 95 %.
    """
    groups: Groups = defaultdict(list, {REMOVAL: [], NOTHING_DONE: [], "no response on record": []})
    left: Groups = defaultdict(list)
    removed = {case.id: case.first.removed is not None for case in of.cases}
    for named in of.scope.named:
        if named.excluded or named.lot:
            left[named.excluded or LOT].append(named.id)
        elif named.id in removed:
            groups[REMOVAL if removed[named.id] else NOTHING_DONE].append(named.id)
        else:
            groups["no response on record"].append(named.id)
    return share("removal-on-record", of, groups, left)


@figure("open", "Told, and no removal on record", Unit.COUNT)
def still_open(of: Selection) -> Figure:
    """Cases in which the platform was told and no removal of all listings is on record since, as of the day: open,
    overdue, refused and found again. Ages are counted from the day of the request to the as-of day.
    """
    groups: Groups = defaultdict(list, {name.value: [] for name in OPEN_STATES})
    chosen, left = of.counted()
    found = [case for case in chosen if case.state in OPEN_STATES]
    for case in found:
        groups[case.state.value].append(case.id)
    return make("open", of, len(found), found, groups, left)


@figure("rechecks", "Checks that are due after a stop of sale", Unit.COUNT, "A duty of the authority.")
def rechecks_due(of: Selection) -> Figure:
    """Cases by the checks that an authority's own rule, or an agreement, asks for some months after a stop of sale. A
    check counts as done if it was made within the days of grace before or after its day; it is missed when these are
    over. A case with several such checks stands in several parts. It is the authority's duty: a missed check says
    nothing about the platform, and nothing about the goods. Nothing is due where no rule applies or no source says when
    the goods were gone.
    """
    groups: Groups = defaultdict(list, {"missed": [], "due": [], "done": [], "ahead": []})
    chosen, left = of.counted()
    found = [case for case in chosen if case.rechecks]
    for case in found:
        for name in {recheck.state for recheck in case.rechecks}:
            groups[name].append(case.id)
    return make("rechecks", of, len(found), found, groups, left)
