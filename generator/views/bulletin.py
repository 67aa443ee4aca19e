"""A bulletin: the page of one notice with its cases, in the order that a worried person needs."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from generator import urls
from generator.records.notice import Finding, Limit, Notice, Status
from generator.records.response import Response
from generator.records.values import PartialDate
from generator.views.cases import CaseView, case_view
from generator.views.evidence import ConflictView, SourceView, conflicts, sources
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


class FindingView(NamedTuple):
    """A row of the table of findings."""

    part: Words | None
    subject: Words
    subject_path: str
    cas: str
    measured: str
    allowed: str
    allowed_words: Words | None
    derived: bool
    basis: Words | None
    verdict: str
    over: bool
    printed: bool
    multiple: bool
    tested: str
    notes: tuple[Words, ...]
    platform: Words | None


class Row(NamedTuple):
    """A labelled row of facts; each value with its language, `code` set in a fixed width."""

    label: str
    values: tuple[Words, ...]
    code: bool = False


class MeasureView(NamedTuple):
    """A measure in words."""

    type: Words
    by: Words | None
    ordered_by: Words | None
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


class Bulletin(NamedTuple):
    """Everything that the page of a bulletin says, in one language."""

    id: str
    path: str
    title: Words
    summary: Words
    published: str
    published_iso: str
    authority: Words
    jurisdiction: str
    status: Status
    withdrawn: tuple[str, Words] | None
    successor: LinkView | None
    predecessors: tuple[LinkView, ...]
    unconfirmed: bool
    confidence_note: Words | None
    level: str
    hazards: tuple[HazardView, ...]
    images: tuple[ImageView, ...]
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
    aliases: tuple[str, ...]
    crumbs: tuple[tuple[str, str], ...]
    file: str


def bulletin(
    notice: Notice,
    responses: dict[str, tuple[Response, str]],
    links: dict[str, Words],
    predecessors: tuple[str, ...],
    file: str,
    language: Language,
) -> Bulletin:
    """Build the page model.

    `responses` maps platform ids to a case and its file; `links` gives titles of the notices that this one
    points at; `predecessors` are ids of notices that this one supersedes.
    """
    t = language.t
    advice, general = _advice(notice, language)
    findings = tuple(finding_view(finding, language) for finding in notice.findings)
    return Bulletin(
        id=notice.id,
        path=urls.notice(notice.id),
        title=language.words(notice.title),
        summary=language.words(notice.summary),
        published=language.date(notice.published),
        published_iso=notice.published.text,
        authority=language.term("authorities", notice.authority),
        jurisdiction=language.country(notice.jurisdiction),
        status=notice.status,
        withdrawn=(language.date(notice.withdrawal.date), language.words(notice.withdrawal.reason))
        if notice.withdrawal
        else None,
        successor=_link(notice.superseded_by, links) if notice.superseded_by else None,
        predecessors=tuple(_link(old, links) for old in predecessors),
        unconfirmed=notice.unconfirmed,
        confidence_note=language.words(notice.confidence_note) if notice.confidence_note else None,
        level=_top_level(notice, language),
        hazards=tuple(_hazards(notice, language)),
        images=tuple(
            ImageView(image.file.rsplit("/", 1)[-1], language.words(image.alt), image.credit) for image in notice.images
        ),
        advice=advice,
        advice_is_general=general,
        risk=language.words(notice.risk),
        identity=tuple(_identity(notice, language)),
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
        cases=_cases(notice, responses, language),
        measures=tuple(_measures(notice, language)),
        note=language.words(notice.note) if notice.note else None,
        conflicts=conflicts(notice, language),
        sources=sources(notice.sources, language),
        revisions=tuple(
            (language.date(revision.date), language.words(revision.change)) for revision in notice.revisions
        ),
        references=tuple((reference.scheme, reference.id, reference.url or "") for reference in notice.references),
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


def _identity(notice: Notice, language: Language) -> list[Row]:
    t, product = language.t, notice.product

    def plain(values: tuple[str, ...]) -> tuple[Words, ...]:
        return tuple(Words(value) for value in values)

    rows = [Row(t("Product"), (language.words(product.name),))]
    if product.description:
        rows.append(Row(t("Description"), (language.words(product.description),)))
    rows.append(Row(t("Brand"), plain((product.brand,)) if product.brand else ()))
    rows.append(Row(t("Model"), plain(product.models)))
    rows.append(Row(t("Barcode (GTIN)"), plain(product.gtins), code=True))
    rows.append(Row(t("Batch"), plain(product.batches), code=True))
    rows.append(Row(t("Category"), (language.term("categories", product.category),)))
    rows.append(Row(t("Made for"), tuple(language.term("users", user) for user in product.intended_users)))
    rows.append(Row(t("Country of origin"), plain((language.country(product.origin),)) if product.origin else ()))
    rows.append(Row(t("Units"), plain((language.number(product.units),)) if product.units is not None else ()))
    rows.append(Row(t("Price"), plain((product.price,)) if product.price else ()))
    rows.append(Row(t("Sold"), (language.words(product.sold),) if product.sold else ()))
    for platform in dict.fromkeys(listing.platform for listing in notice.listings):
        items = tuple(x.item_id for x in notice.listings if x.platform == platform and x.item_id)
        name = language.platform(platform).text
        rows.append(Row(t("Item number on {platform}", platform=name), plain(items), code=True))
        sellers = tuple(dict.fromkeys(x.seller for x in notice.listings if x.platform == platform and x.seller))
        rows.append(Row(t("Seller on {platform}", platform=name), plain(sellers)))
    return [row for row in rows if row.values]


def finding_view(finding: Finding, language: Language) -> FindingView:
    """A finding in words, with its multiple or the side of the limit that it is on."""
    settings = language.settings
    kind, name = ("substances", finding.substance) if finding.substance else ("properties", finding.property or "")
    cas = settings.terms["substances"][name].cas or "" if kind == "substances" else ""
    permitted, permitted_words = allowed(finding.limit, language)
    verdict, over, printed = _verdict(finding, language)
    notes = [finding.note, finding.limit.note if finding.limit else None]
    measured = finding.measured
    return FindingView(
        part=language.words(finding.part) if finding.part else None,
        subject=language.term(kind, name),
        subject_path=urls.substance(name, cas or None) if kind == "substances" else "",
        cas=cas,
        measured=language.quantity(measured.value, measured.unit, measured.qualifier) if measured else "",
        allowed=permitted,
        allowed_words=permitted_words,
        derived=bool(finding.limit and finding.limit.derived),
        basis=language.words(finding.limit.legal_basis) if finding.limit and finding.limit.legal_basis else None,
        verdict=verdict,
        over=over,
        printed=printed,
        multiple=printed or finding.multiple is not None,
        tested=_tested(finding, language),
        notes=tuple(language.words(note) for note in notes if note),
        platform=language.platform(finding.platform) if finding.platform else None,
    )


def _tested(finding: Finding, language: Language) -> str:
    """Who measured, and how, where a source says so."""
    told = ((language.t("Laboratory"), finding.laboratory), (language.t("Method"), finding.method))
    return "; ".join(f"{label}: {value}" for label, value in told if value)


def allowed(limit: Limit | None, language: Language) -> tuple[str, Words | None]:
    """A limit in words: `at most 0.1 %`, as a sign; or the requirement's own words."""
    if limit is None:
        return "", None
    unit = limit.unit or ""
    name = language.term("units", unit).text if unit in language.settings.terms["units"] else unit
    if limit.max is not None:
        return f"{'<' if limit.exclusive else '≤'} {language.number(limit.max)} {name}", None
    if limit.min is not None:
        return f"{'>' if limit.exclusive else '≥'} {language.number(limit.min)} {name}", None
    if limit.range is not None:
        return f"{language.number(limit.range[0])}–{language.number(limit.range[1])} {name}", None
    if limit.requirement is not None:
        return "", language.words(limit.requirement)
    return language.t("not allowed at all"), None


def times(value: Decimal) -> Decimal:
    """A multiple rounded for reading: one decimal below 1,000, none above; a trailing zero is dropped."""
    step = Decimal("0.1") if value < 1000 else Decimal(1)
    rounded = value.quantize(step, ROUND_HALF_UP)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded


def _verdict(finding: Finding, language: Language) -> tuple[str, bool, bool]:
    """The last column: the multiple (computed, or as the source printed it), or which side of a limit it is on."""
    t, measured, limit = language.t, finding.measured, finding.limit
    if finding.multiple is not None and measured is not None:
        sign = (
            ""
            if measured.qualifier.value == "="
            else f"{measured.qualifier.value} ".replace(">=", "≥").replace("<=", "≤").replace("~", "≈")
        )
        return f"{sign}{language.number(times(finding.multiple))} ×", finding.multiple > 1, False
    if finding.printed_multiple is not None:
        return f"{language.number(finding.printed_multiple)} ×", True, True
    if measured is not None and limit is not None and measured.unit == limit.unit:
        low = limit.min if limit.min is not None else limit.range[0] if limit.range else None
        high = limit.range[1] if limit.range else None
        if low is not None and measured.value < low:
            return t("below the minimum"), True, False
        if high is not None and measured.value > high:
            return t("above the range"), True, False
    if limit is not None and limit.prohibited:
        return t("found"), True, False
    return (t("not met"), True, False) if limit is not None and limit.requirement else ("", False, False)


def _cases(notice: Notice, responses: dict[str, tuple[Response, str]], language: Language) -> tuple[CaseView, ...]:
    found = []
    for platform in notice.platforms:
        response, file = responses.get(platform, (None, ""))
        items = tuple(x.item_id for x in notice.listings if x.platform == platform and x.item_id)
        found.append(case_view(response, platform, items, file, language))
    return tuple(found)


def _measures(notice: Notice, language: Language) -> list[MeasureView]:
    return [
        MeasureView(
            type=language.term("measures", measure.type),
            by=language.words(measure.by) if measure.by else None,
            ordered_by=language.words(measure.ordered_by) if measure.ordered_by else None,
            date=language.date(measure.date) if measure.date else "",
            note=language.words(measure.note) if measure.note else None,
        )
        for measure in notice.measures
    ]
