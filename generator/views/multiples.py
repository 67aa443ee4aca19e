"""How many times over their limits the findings of a substance are: the chart of its page."""

from decimal import Context, Decimal

from generator import urls
from generator.records.notice import Finding
from generator.records.values import PartialDate
from generator.views.charts import LARGEST, SINGLE, SMALLEST, Axis, Chart, Form, Kind, Link, Mark, Series, distribution
from generator.views.words import Language

LEAST = 3
"""Fewer findings are no distribution."""

_SIX = Context(prec=6)
Value = tuple[Decimal, str, tuple[Link, ...]]


def multiples(
    findings: list[tuple[str, Finding]],
    name: str,
    path: str,
    as_of: PartialDate | None,
    read: tuple[int, int],
    language: Language,
) -> Chart | None:
    """The findings of a substance by the multiple of their limit, on a logarithmic axis with the limit marked.

    Only findings with a maximum count, by the multiple that follows from value and limit, else by the printed one. A
    minimum, a range or a prohibition has no multiple: such findings stand in the table in their own unit. None for
    fewer than `LEAST`. `path` is that of the substance's page; `read` says how many bulletins of how many were read.
    """
    found = [(value, notice_id, f) for notice_id, f in findings if (value := _value(f)) is not None]
    if len(found) < LEAST:
        return None
    over, least, most = sum(value > 1 for value, *_ in found), min(x[0] for x in found), max(x[0] for x in found)
    told = len(found) <= SINGLE  # more are counted in bins, where none of them is told apart
    values: list[Value] = [(value, *(_told(i, f, language) if told else ("", ()))) for value, i, f in found]
    title = language.t("{substance}: how many times over the limit", substance=name)
    notes = [
        language.t("Bulletins tell of what failed: the picture says nothing about products in which nothing was found.")
    ]
    if read[0] < read[1]:
        newest, every = language.number(read[0]), language.number(read[1])
        notes.append(language.t("The newest {n} bulletins of {all}.", n=newest, all=every))
    return Chart(
        id="multiples",
        kind=Kind.DISTRIBUTION,
        title=title,
        description=language.t(
            "{title}. {n} findings with a maximum limit, {over} of them over it, from {first} to {last} times.",
            title=title,
            n=language.number(len(found)),
            over=language.number(over),
            first=language.number(least),
            last=language.number(most),
        ),
        x=Axis(language.t("Measured value / limit"), form=Form.TIMES, log=True),
        y=Axis(language.t("Findings")),
        series=(Series("", distribution(values)),),
        marks=(Mark("x", 1, language.t("limit")),),
        sources=(Link(language.t("the bulletins named in the table"), path=f"{path}#findings"),),
        as_of=as_of,
        note=" ".join(notes),
    )


def _value(finding: Finding) -> Decimal | None:
    """The multiple of a finding, to six digits. None where there is none to draw."""
    value = finding.multiple if finding.multiple is not None else finding.printed_multiple
    if value is None or (finding.limit is not None and finding.limit.max is None):
        return None
    return _SIX.plus(value) if SMALLEST < value < LARGEST else None


def _told(notice_id: str, finding: Finding, language: Language) -> tuple[str, tuple[Link, ...]]:
    """What has to be said of a multiple, and where it is from."""
    part = f"; {language.words(finding.part).text}" if finding.part else ""
    printed = language.t("as printed by the source") if finding.multiple is None else ""
    note = "; ".join(filter(None, [f"{notice_id}{part}", printed]))
    return note, (Link(notice_id, path=urls.notice(notice_id)),)
