"""Which pages there are: editorial ones for the engine, browse pages for the stamped lane; and how each is made."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from generator import urls
from generator.loading import store
from generator.loading.catalog import Catalog
from generator.records.context import Agreement, Platform
from generator.render.renderer import Renderer
from generator.site.market import market_pages
from generator.views import context, home, lists, platforms
from generator.views.lists import Listing
from generator.views.page import Meta, Page

K = TypeVar("K")


def editorial_pages(catalog: Catalog, renderer: Renderer) -> Iterator[Page]:
    """The generated pages of the editorial lane, in one language."""
    t, language, settings = renderer.language.t, renderer.language, catalog.settings
    start = home.home(catalog, language)
    yield renderer.page(
        "home.html", urls.HOME, language.words(settings.site.title).text, start.lede.text, "home", home=start
    )
    rows = platforms.platform_rows(catalog, language)
    yield renderer.page(
        "platforms.html",
        urls.PLATFORMS,
        t("Platforms"),
        t("Online marketplaces and what is on record about them."),
        "platforms",
        rows=rows,
        wide=True,
    )
    for platform in settings.platforms.values():
        yield _platform(catalog, platform, renderer)
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
        yield _agreement(agreement, view, renderer)
    yield _reports(catalog, renderer)
    yield from market_pages(catalog, renderer)


def _platform(catalog: Catalog, platform: Platform, renderer: Renderer) -> Page:
    view = platforms.platform_view(catalog, platform, renderer.language)
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


def _agreement(agreement: Agreement, view: context.AgreementView, renderer: Renderer) -> Page:
    names = ", ".join(party.name.text for party in view.parties)
    description = f"{view.name.text}, {view.date}. {names}"
    return renderer.page(
        "agreement.html",
        view.path,
        view.name.text,
        description,
        "agreements",
        a=view,
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


@dataclass(frozen=True, slots=True)
class BrowseJob:
    """A browse page that may have to be made: `digest` changes when anything that it shows does."""

    path: str
    section: str
    digest: str
    make: Callable[[Renderer], Page]


def browse_jobs(catalog: Catalog) -> Iterator[BrowseJob]:
    """Every browse page (the same ones in each language)."""
    years = sorted(catalog.by_year)
    counts = [f"{year}:{len(catalog.by_year[year])}" for year in years]
    months = Counter(entry.published[:7] for entry in catalog.notices.values())
    yield BrowseJob(
        urls.BULLETINS,
        "bulletins",
        _digest([f"{month}:{number}" for month, number in sorted(months.items())]),
        lambda r: _list(lists.year_index(catalog, r.language), "bulletins", r),
    )
    for year in years:
        ids = catalog.by_year[year]
        yield BrowseJob(urls.year(year), "bulletins", _digest([*counts, *_digests(catalog, ids)]), _year(catalog, year))
        by_month = _grouped(ids, lambda i: catalog.notices[i].month)
        for month in sorted(by_month.keys() - {""}):
            digest = _digest(_digests(catalog, by_month[month]))
            yield BrowseJob(urls.month(year, month), "bulletins", digest, _month(catalog, year, month))
    for platform, named in catalog.by_platform.items():
        own = _grouped(named, lambda i: catalog.notices[i].year)
        for year in sorted(own):
            yield from _platform_jobs(catalog, platform, year, [str(y) for y in sorted(own)], own[year])
    terms = catalog.settings.terms["substances"]
    found = [f"{term}:{len(catalog.by_substance.get(term, ()))}" for term in terms]
    yield BrowseJob(urls.SUBSTANCES, "substances", _digest(found), lambda r: _substances(catalog, r))
    for term in terms.values():
        ids = catalog.by_substance.get(term.id, ())
        yield BrowseJob(
            urls.substance(term.id, term.cas),
            "substances",
            _digest(_digests(catalog, ids)),
            _substance(catalog, term.id),
        )


def _platform_jobs(catalog: Catalog, platform: str, year: int, years: list[str], ids: list[str]) -> Iterator[BrowseJob]:
    """The page of a year, and where it lists months only, a page for each month."""
    months = _grouped(ids, lambda i: catalog.notices[i].month)
    if len(ids) <= lists.MOST:
        parts = [*years, *_digests(catalog, ids, platform)]
    else:
        undated = months.pop("", [])
        counts = [f"{month}:{len(own)}" for month, own in sorted(months.items())]
        parts = [*years, *counts, *_digests(catalog, undated, platform)]
        for month, own in sorted(months.items()):
            digest = _digest(_digests(catalog, own, platform))
            make = _platform_month(catalog, platform, year, month, own)
            yield BrowseJob(urls.platform_month(platform, year, month), "platforms", digest, make)
    yield BrowseJob(
        urls.platform_year(platform, year), "platforms", _digest(parts), _platform_year(catalog, platform, year)
    )


def _grouped(ids: Iterable[str], key: Callable[[str], K]) -> dict[K, list[str]]:
    """Ids by a key, in their order."""
    found: dict[K, list[str]] = defaultdict(list)
    for notice_id in ids:
        found[key(notice_id)].append(notice_id)
    return found


def _digest(parts: list[str]) -> str:
    return store.digest("\0".join(parts).encode())


def _digests(catalog: Catalog, ids: tuple[str, ...] | list[str], platform: str = "") -> list[str]:
    found = [catalog.notices[i].digest for i in ids]
    if platform:
        found += [case.digest for i in ids if (case := catalog.cases.get((i, platform)))]
    return found


def _list(view: Listing, section: str, renderer: Renderer) -> Page:
    return renderer.page("list.html", view.path, view.title, view.lede, section, page=view)


def _year(catalog: Catalog, year: int) -> Callable[[Renderer], Page]:
    return lambda r: _list(lists.year_page(catalog, year, r.language), "bulletins", r)


def _month(catalog: Catalog, year: int, month: str) -> Callable[[Renderer], Page]:
    return lambda r: _list(lists.month_page(catalog, year, month, r.language), "bulletins", r)


def _platform_year(catalog: Catalog, platform: str, year: int) -> Callable[[Renderer], Page]:
    return lambda r: _list(lists.platform_year(catalog, platform, year, r.language), "platforms", r)


def _platform_month(
    catalog: Catalog, platform: str, year: int, month: str, ids: list[str]
) -> Callable[[Renderer], Page]:
    return lambda r: _list(lists.platform_month(catalog, platform, year, month, ids, r.language), "platforms", r)


def _substances(catalog: Catalog, renderer: Renderer) -> Page:
    t = renderer.language.t
    rows = context.substance_rows(catalog, renderer.language)
    description = t("Substances found in products, by name and CAS number.")
    return renderer.page("substances.html", urls.SUBSTANCES, t("Substances"), description, "substances", rows=rows)


def _substance(catalog: Catalog, substance: str) -> Callable[[Renderer], Page]:
    def make(renderer: Renderer) -> Page:
        view = context.substance_view(catalog, substance, renderer.language)
        description = view.description.text if view.description else view.name.text
        meta = Meta("substance", summary=description, codes=(view.cas, *view.aliases) if view.cas else view.aliases)
        return renderer.page(
            "substance.html",
            view.path,
            view.name.text,
            description,
            "substances",
            s=view,
            drawn=renderer.draw(view.chart, view.path) if view.chart else None,
            wide=True,
            source="site_config/vocabularies/substances.yml",
            meta=meta,
        )

    return make
