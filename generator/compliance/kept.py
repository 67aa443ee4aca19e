"""What is on record of one promise: the figure of the cases that are measured by it."""

from collections.abc import Iterable, Sequence

from generator.compliance.figure import REGISTRY, Figure, Scope, Selection
from generator.compliance.timeline import Case
from generator.records.context import Act, Agreement, Commitment, Deadline

_TELLING = {Act.SELLERS_NOTIFIED: "sellers-told", Act.BUYERS_NOTIFIED: "buyers-told"}


def kept(cases: Sequence[Case], agreement: Agreement, commitment: Commitment, threshold: int) -> Figure | None:
    """The figure that shows a commitment by cases of one platform; None where no event of a case can show it.

    A removal with a time limit: the share in time, of the cases that this very commitment applies to. A removal without
    one: where these cases stand. Telling sellers or buyers: the share on record, of all cases under the agreement.
    """
    if commitment.act is None:
        return None
    own = [case for case in cases if case.promise.agreement == agreement.id]
    asked_by = commitment.asked_by.value if commitment.asked_by else "authority"
    if commitment.act is not Act.REMOVAL:
        return _figure(_TELLING[commitment.act], own, asked_by, threshold)
    own = [case for case in own if case.promise.commitment == commitment.id]
    return _figure("on-time" if isinstance(commitment.deadline, Deadline) else "state", own, asked_by, threshold)


def _figure(id: str, cases: Sequence[Case], asked_by: str, threshold: int) -> Figure:
    return REGISTRY[id].compute(Selection(cases, Scope(asked_by, threshold)))


def under(cases: Iterable[Case], agreement: str) -> tuple[Case, ...]:
    """The cases that are measured by an agreement."""
    return tuple(case for case in cases if case.promise.agreement == agreement)
