"""Charts of market series: values as published, what was computed from them beside, several providers side by side."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.loading.settings import Settings
from generator.market.derived import Derived, growth, shares, yearly
from generator.market.series import Current, Line, lines, out
from generator.records.context import Point as Value
from generator.records.context import Release
from generator.records.context import Series as Record
from generator.records.notice import Qualifier
from generator.records.values import PartialDate, Period
from generator.views.charts import Axis, Chart, Form, Kind, Link, Number, Place, Point, Series
from generator.views.words import Language

METHOD = "methodology/"


@dataclass(frozen=True, slots=True)
class Board:
    """What the charts of one metric share: the metric's term, its axis of values, the language."""

    metric: str
    settings: Settings
    language: Language

    @property
    def axis(self) -> Axis:
        """The axis of values: the metric's name and unit."""
        term = self.settings.terms["metrics"][self.metric]
        return Axis(self.language.words(term.name).text, self.language.term("units", term.unit).text)

    def time(self) -> Axis:
        """The axis of time."""
        return Axis(self.language.t("Period"))


def number(value: Decimal) -> Number:
    """Whole numbers as such, so that axes know that they count."""
    return int(value) if value == value.to_integral_value() else value


def subject_name(line: Line, language: Language) -> str:
    """What a line is about: a platform, platforms together, a country, or everything."""
    platform, platforms, country = line.subject
    if platform:
        return language.platform(platform).text
    if platforms:
        return " + ".join(language.platform(one).text for one in platforms)
    return language.country(country) if country else language.t("In all")


def sources_of(series: Record, points: Iterable[Value]) -> tuple[Link, ...]:
    """The sources of some values, each once."""
    used = {name for point in points for name in point.sources}
    return tuple(Link(source.name, source.url) for source in series.sources if source.id in used)


def read(series: Iterable[Record]) -> PartialDate:
    """When the newest source of the series was read: the day up to which their charts speak."""
    return max(source.retrieved for one in series for source in one.sources)


def point_of(series: Record, current: Current, place: Place, language: Language) -> Point:
    """A value as a point, with what has to be said of it and its sources."""
    point = current.point
    used = [point, *current.earlier]
    return Point(
        place, number(point.value), note=value_note(series, current, language), sources=sources_of(series, used)
    )


def value_note(series: Record, current: Current, language: Language) -> str:
    """Release, earlier values with their days, rounding and the record's own note, in one line."""
    point = current.point
    told = []
    if point.revision is Release.FIRST:
        told.append(language.t("first release"))
    for earlier in current.earlier:
        before, day = language.qualified(earlier.value, earlier.qualifier), out(series, earlier)
        when = f" ({language.date(day)})" if day else ""
        told.append(language.t("revised; before it was {value}", value=f"{before}{when}"))
    if point.qualifier is not Qualifier.EXACT:
        told.append(language.qualified(point.value, point.qualifier))
    if point.rounded_to and point.rounded_to > 1:
        told.append(language.t("rounded by the source to {step}", step=language.number(point.rounded_to)))
    if point.note:
        told.append(language.words(point.note).text)
    return "; ".join(told)


def series_charts(board: Board, series: Record) -> tuple[Chart, ...]:
    """The charts of one provider's series: the whole apart from its parts, each length of period apart."""
    found = []
    every = lines(series)
    for grain in dict.fromkeys(line.grain for line in every):
        own = [line for line in every if line.grain == grain]
        whole = [line for line in own if line.subject == (None, (), None)]
        parts = [line for line in own if line not in whole]
        several = bool(whole and parts) or len({line.grain for line in every}) > 1
        for kind, members in (("", whole), ("parts", parts)):
            if sum(len(line.values) for line in members) > 1:  # a lone value needs no picture
                ending = "-".join(filter(None, [grain if several else "", kind if whole else ""]))
                found.append(line_chart(board, series, members, f"{series.id}-{ending}" if ending else series.id))
    return tuple(found)


def line_chart(board: Board, series: Record, members: list[Line], name: str) -> Chart:
    """Bars where there is one period only, else lines over time."""
    language = board.language
    periods = {current.point.period.text for line in members for current in line.values}
    points = [current.point for line in members for current in line.values]
    title = language.words(series.title).text
    if len(members) > 1 and any(line.subject == (None, (), None) for line in lines(series)):
        title = language.t("{title}, by region", title=title)
    over_time = len(periods) > 1
    if over_time:
        drawn = tuple(_line(series, line, language) for line in members)
        kind, place = Kind.LINES, board.time()
    else:
        when = language.period(points[0].period)
        rows = [point_of(series, line.values[0], subject_name(line, language), language) for line in members]
        rows.sort(key=lambda row: -float(row.y or 0))
        drawn = (Series("", tuple(rows)),)
        kind, place = Kind.BARS, Axis(language.t("Of whom or what"))
        title = f"{title}, {when}" if when not in title else title
    return Chart(
        id=name,
        kind=kind,
        title=title,
        description=description(title, language.words(series.provider).text, points, language),
        x=place,
        y=board.axis,
        series=drawn,
        sources=sources_of(series, points),
        as_of=read([series]),
        note=language.words(series.note).text if series.note else "",
    )


def description(title: str, provider: str, points: list[Value], language: Language) -> str:
    """What a chart shows, for those who do not see it."""
    first, last = min(points, key=lambda p: p.period.first), max(points, key=lambda p: p.period.last)
    least, most = min(points, key=lambda p: p.value), max(points, key=lambda p: p.value)
    return language.t(
        "{title}. Provider: {provider}. {n} values from {first} to {last}, between {least} and {most}.",
        title=title,
        provider=provider,
        n=language.number(len(points)),
        first=language.period(first.period),
        last=language.period(last.period),
        least=language.number(least.value),
        most=language.number(most.value),
    )


def _line(series: Record, line: Line, language: Language) -> Series:
    points = tuple(point_of(series, current, current.point.period, language) for current in line.values)
    return Series(subject_name(line, language), points)


def revision_chart(board: Board, every: list[Record]) -> Chart | None:
    """Years as they were published beside the sums of the revised quarters. None where there are not both."""
    language = board.language
    for series in every:
        published = next((x for x in lines(series) if x.grain == "year" and x.subject == (None, (), None)), None)
        quarters = [
            (other, line)
            for other in every
            for line in lines(other)
            if line.grain == "quarter" and line.subject == (None, (), None) and not other.group
        ]
        if published is None or series.group or not quarters:
            continue
        other, line = max(quarters, key=lambda found: len(found[1].values))
        sums = yearly(line)
        if not sums:
            continue
        computed = tuple(_computed(other, one, language) for one in sums)
        title = language.t("{metric}: years as published, and sums of the revised quarters", metric=board.axis.title)
        points = [current.point for current in published.values]
        drawn = (
            Series(language.t("As published"), _line(series, published, language).points),
            Series(language.t("Sum of quarters, computed here"), computed),
        )
        return Chart(
            id=f"{board.metric}-years",
            kind=Kind.LINES,
            title=title,
            description=description(title, language.words(series.provider).text, points, language),
            x=board.time(),
            y=board.axis,
            series=drawn,
            sources=(*sources_of(series, points), *sources_of(other, [p for one in sums for p in one.of])),
            as_of=read([series, other]),
            note=language.t("A sum is computed only where all four quarters are on record."),
        )
    return None


def _computed(series: Record, one: Derived, language: Language) -> Point:
    parts = ", ".join(language.period(point.period) for point in one.of)
    told = language.t("computed from {parts}", parts=parts)
    return Point(one.period, number(one.value), note=told, sources=sources_of(series, one.of))


def computed_charts(board: Board, series: Record) -> tuple[Chart, ...]:
    """Growth on the year before of the whole, and shares of the parts: computed here, and said so."""
    every = [line for line in lines(series) if line.grain in ("quarter", "year", "month")]
    whole = next((line for line in every if line.subject == (None, (), None)), None)
    if whole is None:
        return ()
    language, found = board.language, []
    title = language.words(series.title).text
    grown = growth(whole)
    if grown:
        words = language.t("{title}: growth on the year before", title=title)
        told = (Series(language.t("In all"), tuple(_fraction(series, one, language) for one in grown)),)
        found.append(_fractions(board, series, f"{series.id}-growth", words, language.t("Growth"), told))
    parts = [(line, shares(line, whole)) for line in every if line.country and line.grain == whole.grain]
    drawn = tuple(
        Series(subject_name(line, language), tuple(_fraction(series, one, language) for one in own))
        for line, own in parts
        if own
    )
    if drawn:
        words = language.t("{title}: shares of regions", title=title)
        found.append(_fractions(board, series, f"{series.id}-shares", words, language.t("Share"), drawn))
    return tuple(found)


def _fraction(series: Record, one: Derived, language: Language) -> Point:
    first, second = (language.number(point.value) for point in one.of)
    if one.kind == "growth":
        told = language.t("computed: {later} on {earlier}", later=second, earlier=first)
    else:
        told = language.t("computed: {part} of {whole}", part=first, whole=second)
    return Point(one.period, round(one.value, 6), note=told, sources=sources_of(series, one.of))


def _fractions(board: Board, series: Record, name: str, title: str, axis: str, drawn: tuple[Series, ...]) -> Chart:
    language = board.language
    points = [point for one in drawn for point in one.points]
    kind, place, shown = Kind.LINES, board.time(), drawn
    if len({str(point.x) for point in points}) == 1:  # one moment is no line: a bar for each part
        kind, place = Kind.BARS, Axis(language.t("Of whom or what"))
        moment = points[0].x
        when = language.period(moment) if isinstance(moment, Period) else ""
        title = f"{title}, {when}" if when not in title else title
        shown = (Series("", tuple(replace(one.points[0], x=one.name) for one in drawn)),)
    return Chart(
        id=name,
        kind=kind,
        title=title,
        description=language.t("{title}. {n} computed values.", title=title, n=language.number(len(points))),
        x=place,
        y=Axis(axis, form=Form.SHARE, most=1 if kind is Kind.BARS else None),
        series=shown,
        sources=tuple(dict.fromkeys(link for point in points for link in point.sources)),
        as_of=read([series]),
        method=Link(language.t("How we measure"), path=METHOD),
        note=language.t(
            "Computed here from the values of the series, release by release; not printed by the provider."
        ),
    )


def meters(board: Board, every: list[Record]) -> tuple[Chart, ...]:
    """Months for which several providers give a value for the same platform: side by side; the newest first."""
    found: dict[str, list[tuple[Record, Line, Current]]] = {}
    for series in every:
        for line in lines(series):
            if line.platform and line.grain == "month":
                for current in line.values:
                    found.setdefault(current.point.period.text, []).append((series, line, current))
    charts = []
    for period, members in sorted(found.items(), reverse=True):
        counts: dict[str, int] = {}
        for _, line, _ in members:
            counts[line.platform or ""] = counts.get(line.platform or "", 0) + 1
        shared = [member for member in members if counts[member[1].platform or ""] > 1]
        if shared:
            charts.append(_side_by_side(board, period, shared))
    return tuple(charts)


def _side_by_side(board: Board, period: str, members: list[tuple[Record, Line, Current]]) -> Chart:
    language = board.language
    when = language.period(members[0][2].point.period)
    title = language.t("{metric}, {when}: one month, several meters", metric=board.axis.title, when=when)
    by_series: dict[str, list[Point]] = {}
    names: dict[str, Record] = {}
    largest = sorted(members, key=lambda m: -m[2].point.value)
    for series, line, current in largest:
        names[series.id] = series
        by_series.setdefault(series.id, []).append(point_of(series, current, subject_name(line, language), language))
    drawn = tuple(
        Series(language.words(names[one].provider).text, tuple(points)) for one, points in sorted(by_series.items())
    )
    points = [current.point for _, _, current in members]
    return Chart(
        id=f"{board.metric}-{period}",
        kind=Kind.GROUPED,
        title=title,
        description=description(title, ", ".join(one.name for one in drawn), points, language),
        x=Axis(language.t("Platform")),
        y=board.axis,
        series=drawn,
        sources=tuple(dict.fromkeys(link for one in drawn for point in one.points for link in point.sources)),
        as_of=read(list(names.values())),
        note=language.t("Each provider counts in its own way: figures of different providers are not comparable."),
    )
