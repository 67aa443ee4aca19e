"""How many times over their limits the findings of a substance are: the chart of its page."""

from decimal import Context, Decimal

from generator import urls
from generator.records.notice import Finding
from generator.records.values import PartialDate
from generator.views.charts import LARGEST, SMALLEST, Axis, Chart, Form, Kind, Link, Mark, Series, distribution
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
    values = [value for notice_id, finding in findings if (value := _value(notice_id, finding, language))]
    if len(values) < LEAST:
        return None
    over = sum(1 for value, *_ in values if value > 1)
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
            n=language.number(len(values)),
            over=language.number(over),
            first=language.number(min(value for value, *_ in values)),
            last=language.number(max(value for value, *_ in values)),
        ),
        x=Axis(language.t("Measured value / limit"), form=Form.TIMES, log=True),
        y=Axis(language.t("Findings")),
        series=(Series("", distribution(values)),),
        marks=(Mark("x", 1, language.t("limit")),),
        sources=(Link(language.t("the bulletins named in the table"), path=f"{path}#findings"),),
        as_of=as_of,
        note=" ".join(notes),
    )


def _value(notice_id: str, finding: Finding, language: Language) -> Value | None:
    """The multiple of a finding, to six digits, with what has to be said of it. None where there is none to draw."""
    value = finding.multiple if finding.multiple is not None else finding.printed_multiple
    if value is None or (finding.limit is not None and finding.limit.max is None):
        return None
    if not SMALLEST < value < LARGEST:
        return None
    part = f"; {language.words(finding.part).text}" if finding.part else ""
    printed = language.t("as printed by the source") if finding.multiple is None else ""
    note = "; ".join(filter(None, [f"{notice_id}{part}", printed]))
    return _SIX.plus(value), note, (Link(notice_id, path=urls.notice(notice_id)),)
