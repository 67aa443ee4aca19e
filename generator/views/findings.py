"""What was found, in words: each finding with its limit, and the multiple or the side of the limit that it is on."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from generator import urls
from generator.records.notice import Finding, Limit
from generator.views.words import Language, Words


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
    quote: str
    platform: Words | None


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
        quote=finding.quote or "",
        platform=language.platform(finding.platform) if finding.platform else None,
    )


def _tested(finding: Finding, language: Language) -> str:
    """When and by whom it was measured, and how, where a source says so."""
    if not finding.laboratory and not finding.method and finding.tested is None:
        return ""
    told = (
        (language.t("Tested"), language.date(finding.tested) if finding.tested else ""),
        (language.t("Laboratory"), finding.laboratory),
        (language.t("Method"), finding.method),
    )
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
