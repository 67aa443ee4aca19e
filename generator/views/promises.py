"""What was promised beside what is on record: commitment, time limit, evidence."""

from dataclasses import dataclass

from generator import urls
from generator.compliance.figure import Figure
from generator.compliance.kept import kept
from generator.compliance.summary import Compliance, PlatformFigures
from generator.loading.catalog import Catalog
from generator.records.context import Act, Agreement, Commitment, Deadline
from generator.views.case_lists import split_path
from generator.views.context import deadline
from generator.views.figures import counts, headline, interval
from generator.views.words import Language, Words

NOT_SHOWN = "No event of a case can show it."
REMOVED = ("removal claimed", "removal reported", "removal verified")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is on record of a promise of one platform: in words, with the way to the cases (or without any)."""

    text: str
    note: str
    path: str


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A commitment with its time limit, and what is on record for each platform in the order of the columns."""

    id: str
    text: Words
    deadline: str
    note: Words | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Promised:
    """An agreement as the page of a platform shows it."""

    name: Words
    path: str
    when: str
    rows: tuple[PromiseRow, ...]
    cases: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The commitments of an agreement for every platform that signed it."""

    platforms: tuple[tuple[Words, str], ...]
    rows: tuple[PromiseRow, ...]


def matrix(found: Compliance, agreement: Agreement, language: Language) -> Matrix:
    """Commitments by platforms, in the order of the agreement: no ranking."""
    names = [party.platform for party in agreement.parties]
    platforms = tuple((language.platform(name), urls.platform(name)) for name in names)
    rows = []
    for commitment in agreement.commitments:
        cells = tuple(_evidence(found.platforms.get(name), agreement, commitment, language) for name in names)
        rows.append(_row(commitment, cells, language))
    return Matrix(platforms, tuple(rows))


def promised(catalog: Catalog, own: PlatformFigures | None, platform: str, language: Language) -> tuple[Promised, ...]:
    """Every agreement that a platform is party to, the oldest first."""
    made = []
    for agreement in sorted(catalog.settings.agreements.values(), key=lambda a: (a.date, a.id)):
        for party in agreement.parties:
            if party.platform != platform:
                continue
            when = [language.date(party.joined or agreement.date)]
            if party.left:
                when.append(language.t("left {when}", when=language.date(party.left)))
            rows = tuple(_row(c, (_evidence(own, agreement, c, language),), language) for c in agreement.commitments)
            number = sum(case.promise.agreement == agreement.id for case in own.cases) if own else 0
            measured = (
                language.n("{n} case is measured by it", "{n} cases are measured by it", number)
                if number
                else language.t("no case on record is measured by it")
            )
            made.append(
                Promised(language.words(agreement.name), urls.agreement(agreement.id), "; ".join(when), rows, measured)
            )
    return tuple(made)


def _row(commitment: Commitment, cells: tuple[Evidence, ...], language: Language) -> PromiseRow:
    note = language.words(commitment.note) if commitment.note else None
    return PromiseRow(
        commitment.id, language.words(commitment.text), deadline(commitment.deadline, language), note, cells
    )


def _evidence(
    own: PlatformFigures | None, agreement: Agreement, commitment: Commitment, language: Language
) -> Evidence:
    if commitment.act is None:
        return Evidence(language.t(NOT_SHOWN), "", "")
    threshold = language.settings.site.threshold
    figure = kept(own.cases, agreement, commitment, threshold) if own and own.cases else None
    if own is None or figure is None or not figure.n:
        return Evidence(language.t("No case on record."), "", "")
    path = split_path(own.platform, "agreement", agreement.id, commitment.id)
    return Evidence(*_words(figure, commitment, language), path)


def _words(figure: Figure, commitment: Commitment, language: Language) -> tuple[str, str]:
    """What is on record, and a share where there are enough cases."""
    share = (
        f"{headline(figure, language)} ({interval(figure, language)})"
        if figure.enough and figure.value is not None
        else ""
    )
    if commitment.act is not Act.REMOVAL:
        return language.t("told in {counts}", counts=counts(figure, language)), share
    if isinstance(commitment.deadline, Deadline):
        return language.t("{counts} in time", counts=counts(figure, language)), share
    removed = sum(len(figure.part(name)) for name in REMOVED)
    text = language.t("{k} of {n}", k=language.number(removed), n=language.number(figure.n))
    return language.t("removal on record in {counts}", counts=text), ""
