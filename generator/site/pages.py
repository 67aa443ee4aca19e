"""Which pages there are: editorial ones for the engine, browse pages for the stamped lane; and how each is made."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import TypeVar

from markupsafe import Markup

from generator import urls
from generator.compliance.timeline import State
from generator.export.brands import brand_counts
from generator.export.lookup import bits_for
from generator.loading import store
from generator.loading.catalog import Catalog
from generator.records.context import Agreement, Platform
from generator.render.icons import sign
from generator.render.renderer import Renderer
from generator.site.browse import LongLists, facet_jobs, month_jobs, platform_month_jobs
from generator.site.case_pages import case_jobs, figures_of
from generator.site.jobs import BrowseJob, once
from generator.site.kept_lists import KeptLists
from generator.site.kept_pages import KeptPages
from generator.site.ledger import ledger
from generator.site.market import market_jobs, overview_page
from generator.views import check, context, facets, home, lists, methodology, rules, search, substances
from generator.views.charts import Chart
from generator.views.lists import Listing
from generator.views.page import Meta, Page
from generator.views.platforms.compare import comparison
from generator.views.platforms.index import platform_rows
from generator.views.platforms.page import platform_view
from generator.views.promises import matrix

K = TypeVar("K", int, str)


def editorial_pages(catalog: Catalog, renderer: Renderer) -> Iterator[Page]:
    """The generated pages of the editorial lane, in one language."""
    t, language, settings = renderer.language.t, renderer.language, catalog.settings
    start = home.home(catalog, language)
    yield renderer.page(
        "home.html", urls.HOME, language.words(settings.site.title).text, start.lede.text, "home", home=start
    )
    kept, known = KeptPages(catalog, renderer), ledger(catalog)
    yield kept.page(urls.CHECK, catalog.shown, lambda: _check(catalog, renderer))
    yield kept.page(urls.SEARCH, catalog.shown, lambda: _search(catalog, renderer))
    yield kept.page(urls.PLATFORMS, known.whole(), lambda: _platforms(catalog, renderer))
    for platform in settings.platforms.values():
        make = partial(_platform, catalog, platform, renderer)
        yield kept.page(urls.platform(platform.id), known.fingerprint(platform.id), make)
    yield kept.page(urls.COMPARE, known.whole(), lambda: _compare(catalog, renderer))
    agreements = sorted(settings.agreements.values(), key=lambda a: (a.date, a.id))
    views = [context.agreement_view(catalog, agreement, language) for agreement in agreements]
    description = t("What platforms have promised to authorities, by when, and where that is written.")
    yield renderer.page(
        "agreements.html",
        urls.AGREEMENTS,
        t("Agreements and pledges"),
        description,
        "agreements",
        agreements=views,
        wide=True,
    )
    for agreement, view in zip(agreements, views, strict=True):
        signed = "".join(known.fingerprint(party.platform) for party in agreement.parties)
        yield kept.page(view.path, signed, partial(_agreement, catalog, agreement, view, renderer))
    yield kept.page(urls.STATISTICS, "", partial(overview_page, settings, renderer))
    kept.save()
    yield _reports(catalog, renderer)
    yield _rules(renderer)
    yield _method(renderer)


def _platforms(catalog: Catalog, renderer: Renderer) -> Page:
    t = renderer.language.t
    rows = platform_rows(catalog, figures_of(catalog), renderer.language)
    description = t("Online marketplaces and what is on record about them.")
    return renderer.page(
        "platforms.html", urls.PLATFORMS, t("Platforms"), description, "platforms", rows=rows, wide=True
    )


def _check(catalog: Catalog, renderer: Renderer) -> Page:
    t = renderer.language.t
    root, here = urls.up(renderer.prefix + urls.CHECK), renderer.here(urls.CHECK)
    view = check.check_view(catalog, renderer.language, bits_for(catalog.number_of_keys), root, here)
    description = t("Paste the link of a product, its barcode or its model: is there a safety bulletin about it?")
    scripts = "".join(f'<script defer src="{root}assets/{name}.js"></script>' for name in ("identifiers", "check"))
    return renderer.page(
        "check.html",
        urls.CHECK,
        t("Check my item"),
        description,
        "check",
        c=view,
        examples=check.EXAMPLES,
        head=scripts,
    )


def _search(catalog: Catalog, renderer: Renderer) -> Page:
    t, path = renderer.language.t, urls.SEARCH
    starts = "".join(sorted({first for key in brand_counts(catalog) for first in key[:2]}))
    root, here = urls.up(renderer.prefix + path), renderer.here(path)
    view = search.search_view(catalog, renderer.language, bits_for(catalog.number_of_keys), root, here, sign, starts)
    names = ("identifiers", "finding", "search")
    scripts = "".join(f'<script defer src="{root}assets/{name}.js"></script>' for name in names)
    description = t("Search all bulletins by words, numbers and links, and narrow them down.")
    return renderer.page(
        "search.html", path, t("Search bulletins"), description, "search", s=view, head=scripts, wide=True
    )


def _platform(catalog: Catalog, platform: Platform, renderer: Renderer) -> Page:
    view = platform_view(catalog, figures_of(catalog), platform, renderer.language)
    meta = Meta(kind="platform", platforms=(view.name.text,), summary=view.lede, codes=view.aliases)
    return renderer.page(
        "platform.html",
        view.path,
        view.name.text,
        view.lede,
        "platforms",
        p=view,
        wide=True,
        source=view.file,
        meta=meta,
    )


def _compare(catalog: Catalog, renderer: Renderer) -> Page:
    view = comparison(catalog, figures_of(catalog), renderer.language)
    title = renderer.language.t("Platforms side by side")
    description = renderer.language.t("In the order of names, on the same scales. This is no ranking.")
    return renderer.page("compare.html", urls.COMPARE, title, description, "platforms", c=view, wide=True)


def _method(renderer: Renderer) -> Page:
    view = methodology.method(renderer.language)
    title = renderer.language.t("How each figure is made")
    description = renderer.language.t("The definition of every figure that is derived here, with version and changes.")
    return renderer.page("method.html", urls.METHOD, title, description, "methodology", m=view)


def _agreement(catalog: Catalog, agreement: Agreement, view: context.AgreementView, renderer: Renderer) -> Page:
    names = ", ".join(party.name.text for party in view.parties)
    description = f"{view.name.text}, {view.date}. {names}"
    return renderer.page(
        "agreement.html",
        view.path,
        view.name.text,
        description,
        "agreements",
        a=view,
        matrix=matrix(figures_of(catalog), agreement, renderer.language),
        version=figures_of(catalog).version,
        wide=True,
        source=view.file,
        meta=Meta("agreement", view.date, summary=description),
    )


def _reports(catalog: Catalog, renderer: Renderer) -> Page:
    t = renderer.language.t
    views = [context.report_view(catalog, report, renderer.language) for report in catalog.settings.reports.values()]
    kinds = list(context.REPORT_KINDS.values())
    views.sort(key=lambda v: ([t(kind) for kind in kinds].index(v.kind), v.order))
    groups = [(kind, list(items)) for kind, items in groupby(views, key=lambda v: v.kind)]
    description = t("Figures that authorities and others have published, with their sources.")
    return renderer.page("reports.html", urls.REPORTS, t("Published results"), description, "reports", groups=groups)


def _rules(renderer: Renderer) -> Page:
    t = renderer.language.t
    # The rules' own texts are English: on other pages they say so.
    foreign = "" if renderer.code.split("-")[0] == "en" else Markup(' lang="en"')
    description = t("What every record is held against before it is published, rule by rule, with examples.")
    groups = rules.rule_groups(renderer.language)
    return renderer.page(
        "rules.html",
        urls.RULES,
        t("Rules for records"),
        description,
        "handbook",
        groups=groups,
        foreign=foreign,
        wide=True,
        meta=Meta("handbook", summary=description),
    )


def browse_jobs(catalog: Catalog) -> Iterator[BrowseJob]:
    """Every browse page (the same ones in each language)."""
    long = LongLists(facets.Lines(catalog), KeptLists(catalog))
    years = sorted(catalog.by_year)
    counts = [f"{year}:{len(catalog.by_year[year])}" for year in years]
    months = {year: _months(catalog, catalog.by_year[year]) for year in years}
    newest = [entry.digest for entry in lists.newest(catalog)]
    yield BrowseJob(
        urls.BULLETINS,
        "bulletins",
        _digest([*(f"{year}-{month}:{len(own)}" for year in years for month, own in months[year].items()), *newest]),
        lambda r: _list(lists.year_index(catalog, r.language, facets.ways(r.language)), "bulletins", r),
    )
    for year in years:
        ids = catalog.by_year[year]
        by_month = months[year]
        shown = [f"{month}:{len(own)}" for month, own in by_month.items()]
        undated = by_month.get("", ())
        if len(undated) > facets.MOST:
            yield from month_jobs(long, year, "", undated)
            undated = ()
        shown += _digests(catalog, ids if len(ids) <= lists.MOST else undated)
        yield BrowseJob(urls.year(year), "bulletins", _digest([*counts, *shown]), _year(catalog, year))
        for month in sorted(by_month.keys() - {""}):
            if len(by_month[month]) > facets.MOST:
                yield from month_jobs(long, year, month, by_month[month])
                continue
            digest = _digest(_digests(catalog, by_month[month]))
            yield BrowseJob(urls.month(year, month), "bulletins", digest, _month(catalog, year, month))
    for platform, named in catalog.by_platform.items():
        own = _runs(named, lambda notice: catalog.notices[notice].year)
        for year in own:
            yield from _platform_jobs(long, platform, year, [*map(str, own)], own[year])
    terms = catalog.settings.terms["substances"]
    found = [f"{term}:{len(catalog.by_substance.get(term, ()))}" for term in terms]
    yield BrowseJob(urls.SUBSTANCES, "substances", _digest(found), lambda r: _substances(catalog, r))
    for term in terms.values():
        shown = [part for entry in substances.found_last(catalog, term.id) for part in (entry.shown, entry.found)]
        digest = _digest([str(len(catalog.by_substance.get(term.id, ()))), *shown])
        yield _substance_job(catalog, term.id, urls.substance(term.id, term.cas), digest)
    yield from market_jobs(catalog)
    yield from facet_jobs(long)
    long.kept.save()
    yield from case_jobs(catalog)


def _platform_jobs(
    long: LongLists, platform: str, year: int, years: list[str], ids: Sequence[str]
) -> Iterator[BrowseJob]:
    """The page of a year, and where it lists months only, a page for each month."""
    catalog = long.lines.catalog
    states = ledger(catalog).states(platform)
    if len(ids) <= lists.MOST:
        parts = [*years, *_digests(catalog, ids), *_states(states, ids)]
    else:
        months = _months(catalog, ids)
        undated = months.get("", ())
        if len(undated) <= facets.MOST:
            months.pop("", None)
        else:
            undated = ()
        counts = [f"{month}:{len(own)}" for month, own in months.items()]
        parts = [*years, *counts, *_digests(catalog, undated), *_states(states, undated)]
        for month, own in months.items():
            if len(own) > facets.MOST:
                yield from platform_month_jobs(long, platform, year, month, own, states)
                continue
            digest = _digest([*_digests(catalog, own), *_states(states, own)])
            make = _platform_month(catalog, platform, year, month, own)
            yield BrowseJob(urls.platform_month(platform, year, month), "platforms", digest, make)
    yield BrowseJob(
        urls.platform_year(platform, year),
        "platforms",
        _digest(parts),
        _platform_year(catalog, platform, year),
    )


def _months(catalog: Catalog, ids: Sequence[str]) -> dict[str, Sequence[str]]:
    """Notices of a year, from the oldest on, by month; those without a month come first."""
    return _runs(ids, lambda notice: catalog.notices[notice].month)


def _runs(ids: Sequence[str], key: Callable[[str], K]) -> dict[K, Sequence[str]]:
    """Ids by a key that never falls from one to the next, in its order. Where a run ends is found by halving."""
    found: dict[K, Sequence[str]] = {}
    start = 0
    while start < len(ids):
        value = key(ids[start])
        end = bisect_right(ids, value, start, key=key)
        found[value], start = ids[start:end], end
    return found


def _digest(parts: list[str]) -> str:
    return store.digest("\0".join(parts).encode())


def _digests(catalog: Catalog, ids: Iterable[str]) -> list[str]:
    return [catalog.notices[i].digest for i in ids]


def _states(states: Mapping[str, State], ids: Iterable[str]) -> list[str]:
    """Where the cases of these notices stand, as their tags say."""
    return [f"{i}:{states[i]}" for i in ids if i in states]


def _list(view: Listing, section: str, renderer: Renderer) -> Page:
    return renderer.page("list.html", view.path, view.title, view.lede, section, page=view)


def _year(catalog: Catalog, year: int) -> Callable[[Renderer], Page]:
    return lambda r: _list(lists.year_page(catalog, year, r.language), "bulletins", r)


def _month(catalog: Catalog, year: int, month: str) -> Callable[[Renderer], Page]:
    return lambda r: _list(lists.month_page(catalog, year, month, r.language), "bulletins", r)


def _platform_year(catalog: Catalog, platform: str, year: int) -> Callable[[Renderer], Page]:
    states = ledger(catalog).states(platform)
    return lambda r: _list(lists.platform_year(catalog, platform, year, states, r.language), "platforms", r)


def _platform_month(
    catalog: Catalog, platform: str, year: int, month: str, ids: Sequence[str]
) -> Callable[[Renderer], Page]:
    states = ledger(catalog).states(platform)
    return lambda r: _list(
        lists.platform_month(catalog, platform, year, month, ids, states, r.language), "platforms", r
    )


def _substances(catalog: Catalog, renderer: Renderer) -> Page:
    t = renderer.language.t
    rows = substances.substance_rows(catalog, renderer.language)
    description = t("Substances found in products, by name and CAS number.")
    return renderer.page("substances.html", urls.SUBSTANCES, t("Substances"), description, "substances", rows=rows)


def _substance_job(catalog: Catalog, substance: str, path: str, digest: str) -> BrowseJob:
    view_of = once(lambda r: substances.substance_view(catalog, substance, r.language))

    def charts(renderer: Renderer) -> tuple[Chart, ...]:
        chart = view_of(renderer).chart
        return (chart,) if chart else ()

    def make(renderer: Renderer) -> Page:
        view = view_of(renderer)
        description = view.description.text if view.description else view.name.text
        return renderer.page(
            "substance.html",
            view.path,
            view.name.text,
            description,
            "substances",
            s=view,
            drawn=renderer.figure(view.chart, view.path) if view.chart else None,
            wide=True,
            source="site_config/vocabularies/substances.yml",
        )

    return BrowseJob(path, "substances", digest, make, charts=charts)
