"""A bulletin: the page of one notice with its cases, in the order that a worried person needs."""

from collections.abc import Mapping
from typing import NamedTuple

from generator import urls
from generator.compliance.timeline import State
from generator.records.notice import Measure, Notice, Status
from generator.records.response import Response
from generator.records.values import PartialDate
from generator.views.cases import CaseView, case_view
from generator.views.evidence import ConflictView, OriginView, SourceView, conflicts, origin, sources
from generator.views.findings import FindingView, finding_view
from generator.views.identity import Row, identity
from generator.views.words import Language, Words

TOP_LEVELS = {"serious": "Serious risk", "high": "High risk", "medium": "Medium risk", "low": "Low risk"}
"""The level of a bulletin, worst first (interface strings)."""

LEVELS = {"serious": "serious", "high": "high", "medium": "medium", "low": "low"}
"""The level beside the name of a hazard (interface strings)."""


class HazardView(NamedTuple):
    """A hazard sign with its word, level and what the type means."""

    icon: str
    name: Words
    level: str
    serious: bool
    description: Words | None


class MeasureView(NamedTuple):
    """A measure in words."""

    type: Words
    by: Words | None
    ordered_by: Words | None
    voluntary: str
    date: str
    note: Words | None


class ImageView(NamedTuple):
    """A picture: file name beside the page."""

    file: str
    alt: Words
    credit: str


class LinkView(NamedTuple):
    """A link to another page by its path below the language root."""

    title: Words
    path: str


KIN = {
    "gtin": "same barcode",
    "model": "same brand and model",
    "item": "same listing",
    "brand": "same brand",
}
"""What a bulletin shares with a related one that nobody declared (interface strings), by the kind of look-up key."""


class Bulletin(NamedTuple):
    """Everything that the page of a bulletin says, in one language."""

    id: str
    path: str
    title: Words
    summary: Words
    published: str
    authority: Words
    jurisdiction: str
    notified_by: str
    foreign: str
    status: Status
    withdrawn: tuple[str, Words] | None
    successor: LinkView | None
    predecessors: tuple[LinkView, ...]
    related: tuple[LinkView, ...]
    kin: tuple[tuple[LinkView, str], ...]
    ways: tuple[tuple[Words, str], ...]
    unconfirmed: bool
    confidence_note: Words | None
    level: str
    hazards: tuple[HazardView, ...]
    images: tuple[ImageView, ...]
    pictures: tuple[str, ...]
    advice: tuple[Words, ...]
    advice_is_general: bool
    risk: Words
    identity: tuple[Row, ...]
    findings: tuple[FindingView, ...]
    computed: bool
    printed: bool
    derived: bool
    sample: str
    sample_note: Words | None
    lot: bool
    pooled: bool
    scope_note: Words | None
    cases: tuple[CaseView, ...]
    measures: tuple[MeasureView, ...]
    note: Words | None
    conflicts: tuple[ConflictView, ...]
    sources: tuple[SourceView, ...]
    revisions: tuple[tuple[str, Words], ...]
    references: tuple[tuple[str, str, str], ...]
    origin: OriginView | None
    aliases: tuple[str, ...]
    crumbs: tuple[tuple[str, str], ...]
    file: str


Told = tuple[Response, str, State]
"""A case, its file, and where it stands as of the day of the site."""


def bulletin(
    notice: Notice,
    responses: Mapping[str, Told],
    links: dict[str, Words],
    predecessors: tuple[str, ...],
    related: tuple[str, ...],
    file: str,
    language: Language,
    kin: tuple[tuple[str, str], ...] = (),
) -> Bulletin:
    """Build the page model.

    `responses` maps platform ids to a case, its file and where it stands; `links` gives titles of the notices that this
    one points at; `predecessors` are ids of notices that this one supersedes, `related` of those on the same product;
    `kin` are (id, kind of key) of those that share one with it.
    """
    t = language.t
    advice, general = _advice(notice, language)
    cases = _cases(notice, responses, language)
    findings = tuple(finding_view(finding, language) for finding in notice.findings)
    return Bulletin(
        id=notice.id,
        path=urls.notice(notice.id),
        title=language.words(notice.title),
        summary=language.words(notice.summary),
        published=language.date(notice.published),
        authority=language.term("authorities", notice.authority),
        jurisdiction=language.country(notice.jurisdiction),
        notified_by=language.country(notice.notified_by) if notice.notified_by else "",
        foreign=_foreign(notice, language),
        status=notice.status,
        withdrawn=(language.date(notice.withdrawal.date), language.words(notice.withdrawal.reason))
        if notice.withdrawal
        else None,
        successor=_link(notice.superseded_by, links) if notice.superseded_by else None,
        predecessors=tuple(_link(old, links) for old in predecessors),
        related=tuple(_link(other, links) for other in related),
        kin=tuple((_link(other, links), language.t(KIN[kind.split(":")[0]])) for other, kind in kin),
        ways=_ways(notice, language),
        unconfirmed=notice.unconfirmed,
        confidence_note=language.words(notice.confidence_note) if notice.confidence_note else None,
        level=_top_level(notice, language),
        hazards=tuple(_hazards(notice, language)),
        images=tuple(
            ImageView(image.file.rsplit("/", 1)[-1], language.words(image.alt), image.credit) for image in notice.images
        ),
        pictures=notice.pictures,
        advice=advice,
        advice_is_general=general,
        risk=language.words(notice.risk),
        identity=identity(notice, language),
        findings=findings,
        computed=any(row.multiple for row in findings),
        printed=any(row.printed for row in findings),
        derived=any(row.derived for row in findings),
        sample=t(
            "{failed} of {tested} products tested in this round failed.",
            failed=language.number(notice.sample.failed),
            tested=language.number(notice.sample.tested),
        )
        if notice.sample
        else "",
        sample_note=language.words(notice.sample.note) if notice.sample and notice.sample.note else None,
        lot=notice.scope.kind.value == "lot",
        pooled=notice.pooled,
        scope_note=language.words(notice.scope.note) if notice.scope.note else None,
        cases=cases,
        measures=tuple(_measures(notice, language)),
        note=language.words(notice.note) if notice.note else None,
        conflicts=conflicts(notice, language),
        sources=sources(notice.sources, language),
        revisions=tuple(
            (language.date(revision.date), language.words(revision.change)) for revision in notice.revisions
        ),
        references=tuple((reference.scheme, reference.id, reference.url or "") for reference in notice.references),
        origin=origin(notice, language),
        aliases=notice.aliases,
        crumbs=_crumbs(notice, language),
        file=file,
    )


def _crumbs(notice: Notice, language: Language) -> tuple[tuple[str, str], ...]:
    """The way back: all bulletins, the year, the month where it is known."""
    day = notice.published
    found = [
        (language.t("Bulletins"), urls.BULLETINS),
        (language.date(PartialDate.parse(f"{day.year:04d}")), urls.year(day.year)),
    ]
    if day.precision != "year":
        found.append((language.date(PartialDate.parse(day.text[:7])), urls.month(day.year, day.text[5:7])))
    return tuple(found)


def _ways(notice: Notice, language: Language) -> tuple[tuple[Words, str], ...]:
    """Lists on which this bulletin stands, beside those of its date: (name, path)."""
    found = [
        (language.term("categories", notice.product.category), urls.listed(urls.CATEGORIES, notice.product.category))
    ]
    hazards = dict.fromkeys(hazard.type for hazard in notice.hazards)
    found += [(language.term("hazards", hazard), urls.listed(urls.HAZARDS, hazard)) for hazard in hazards]
    found.append((language.term("authorities", notice.authority), urls.listed(urls.AUTHORITIES, notice.authority)))
    return tuple(found)


def _link(notice_id: str, links: dict[str, Words]) -> LinkView:
    return LinkView(links[notice_id], urls.notice(notice_id))


def _top_level(notice: Notice, language: Language) -> str:
    levels = [hazard.level.value for hazard in notice.hazards if hazard.level]
    return next((language.t(TOP_LEVELS[level]) for level in TOP_LEVELS if level in levels), "")


def _hazards(notice: Notice, language: Language) -> list[HazardView]:
    found = []
    for hazard in notice.hazards:
        term = language.settings.terms["hazards"][hazard.type]
        found.append(
            HazardView(
                icon=term.icon,
                name=language.words(term.name),
                level=language.t(LEVELS[hazard.level.value]) if hazard.level else "",
                serious=hazard.level is not None and hazard.level.value in ("serious", "high"),
                description=language.words(hazard.description) if hazard.description else None,
            )
        )
    return found


def _advice(notice: Notice, language: Language) -> tuple[tuple[Words, ...], bool]:
    """What to do: what a source says, or else general advice, which the page says that it is."""
    if notice.advice:
        return tuple(language.words(line) for line in notice.advice), False
    lines = [Words(language.t("Stop using it."))]
    for hazard in notice.hazards:
        lines += [language.words(line) for line in language.settings.terms["hazards"][hazard.type].advice]
    lines.append(
        Words(language.t("Ask the seller or the platform for your money back, and keep the order number and a photo."))
    )
    return tuple(dict.fromkeys(lines)), True


def _cases(notice: Notice, responses: Mapping[str, Told], language: Language) -> tuple[CaseView, ...]:
    found = []
    for platform in notice.platforms:
        response, file, state = responses.get(platform, (None, "", None))
        items = tuple(x.item_id for x in notice.listings if x.platform == platform and x.item_id)
        found.append(case_view(response, state, platform, items, file, language))
    return tuple(found)


def _measures(notice: Notice, language: Language) -> list[MeasureView]:
    return [
        MeasureView(
            type=language.term("measures", measure.type),
            by=language.words(measure.by) if measure.by else None,
            ordered_by=language.words(measure.ordered_by) if measure.ordered_by else None,
            voluntary=_voluntary(measure, language),
            date=language.date(measure.date) if measure.date else "",
            note=language.words(measure.note) if measure.note else None,
        )
        for measure in notice.measures
    ]


def _voluntary(measure: Measure, language: Language) -> str:
    """Whether it was ordered: said where the source says so, and not twice where it says by whom."""
    if measure.voluntary is None or measure.ordered_by:
        return ""
    return language.t("of its own accord") if measure.voluntary else language.t("ordered")


def _foreign(notice: Notice, language: Language) -> str:
    """The name of the language in which the record's texts are, where the page's own has none of them."""
    codes = {text.best(language.code)[1] for text in (notice.title, notice.summary, notice.risk)}
    return language.join([language.language(code) for code in sorted(codes)]) if language.code not in codes else ""
