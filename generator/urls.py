"""The only place that makes a path or an address from an id. What stands here is a promise: it never changes.

A path is relative to the root of one language, ends in `/` for pages and never begins with `/`.
"""

import re
from functools import lru_cache
from urllib.parse import quote

_SAFE_SEGMENT = re.compile(r"^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$")


class UnsafePath(ValueError):
    """An id from which no path may be made."""


@lru_cache(maxsize=1 << 16)
def segment(text: str) -> str:
    """One path segment from an id. Only letters, digits, `.`, `_`, `-` pass, and no way up.

    Raises UnsafePath for anything else, so that no record can place a file outside the site.
    """
    if len(text) > 100 or ".." in text or not _SAFE_SEGMENT.fullmatch(text):
        raise UnsafePath(f"'{text[:40]}' cannot be part of an address")
    return text


HOME = ""
BULLETINS = "bulletins/"
PLATFORMS = "platforms/"
AGREEMENTS = "agreements/"
REPORTS = "reports/"
STATISTICS = "statistics/"
SUBSTANCES = "substances/"
CATEGORIES = "categories/"
HAZARDS = "hazards/"
AUTHORITIES = "authorities/"
COUNTRIES = "countries/"
CHECK = "check/"
SEARCH = "search/"
INDEX = "search/index/"
RULES = "handbook/rules/"
COMPARE = "platforms/compare/"
METHOD = "methodology/figures/"


@lru_cache(maxsize=1 << 16)
def notice(notice_id: str) -> str:
    """Page of a bulletin: `bulletins/2024/PSB-2024-0001/`. The year is the one in the id, so it never moves."""
    return f"{BULLETINS}{segment(notice_id.split('-')[1])}/{segment(notice_id)}/"


def year(number: int) -> str:
    """List of the bulletins published in a year."""
    return f"{BULLETINS}{number:04d}/"


def month(number: int, month_number: str) -> str:
    """List of the bulletins published in a month, `month_number` from 01 to 12."""
    return f"{BULLETINS}{number:04d}/{segment(month_number)}/"


UNDATED = "undated"
"""In the place of a month: the bulletins of a year whose month is not known, where they are too many for its page."""


def platform(platform_id: str) -> str:
    """Page of a platform. Raises UnsafePath for the id `compare`, whose address is taken."""
    if f"{PLATFORMS}{platform_id}/" == COMPARE:
        raise UnsafePath(f"'{platform_id}' cannot be the id of a platform: the page that compares platforms is there")
    return f"{PLATFORMS}{segment(platform_id)}/"


def platform_cases(platform_id: str) -> str:
    """Every case of a platform, by the state that it is in."""
    return f"{platform(platform_id)}cases/"


def platform_figure(platform_id: str, figure_id: str) -> str:
    """The cases behind a figure of a platform, part by part. The states are the page of all cases."""
    cases = platform_cases(platform_id)
    return cases if figure_id == "state" else f"{cases}{segment(figure_id)}/"


def platform_split(platform_id: str, dimension: str) -> str:
    """The cases behind the figures of parts of a platform's cases: `platforms/ID/cases/by-year/`."""
    return f"{platform_cases(platform_id)}by-{segment(dimension)}/"


def cases_csv(platform_id: str) -> str:
    """A platform's cases as a table for download, below the root of the site: the same in every language."""
    return f"{platform(platform_id)}cases.csv"


def figures_json(platform_id: str) -> str:
    """A platform's figures for download, below the root of the site: the same in every language."""
    return f"{platform(platform_id)}figures.json"


def definition(figure_id: str) -> str:
    """Place of a figure's definition on the page of the method."""
    return f"{METHOD}#{segment(figure_id)}"


def platform_year(platform_id: str, number: int) -> str:
    """Every notice that names a platform, published in a year, with its case."""
    return f"{PLATFORMS}{segment(platform_id)}/{number:04d}/"


def platform_month(platform_id: str, number: int, month_number: str) -> str:
    """The same for a month, in a year with so many notices that its page lists months."""
    return f"{platform_year(platform_id, number)}{segment(month_number)}/"


def agreement(agreement_id: str) -> str:
    """Page of an agreement."""
    return f"{AGREEMENTS}{segment(agreement_id)}/"


def report(report_id: str) -> str:
    """Place of a published report on the reports page."""
    return f"{REPORTS}#{segment(report_id)}"


def series(series_id: str) -> str:
    """Place of a series on the statistics page."""
    return f"{STATISTICS}#{segment(series_id)}"


def metric(metric_id: str) -> str:
    """Page of what a market statistic counts, with every series of it."""
    return f"{STATISTICS}{segment(metric_id)}/"


def metric_values(metric_id: str, ending: str) -> str:
    """Every value of a metric for download, below the root of the site: the same in every language."""
    return f"{metric(metric_id)}values.{segment(ending)}"


TEST_RESULTS = f"{STATISTICS}test-results/"
PLEDGE_RESULTS = f"{STATISTICS}pledge-results/"
RATES = f"{STATISTICS}rates/"


def chart_file(page: str, chart_id: str, ending: str) -> str:
    """What can be taken away of a chart, beside its page: `statistics/monthly-users/kr-users.csv`."""
    return f"{page}{segment(chart_id)}.{segment(ending)}"


def substance(substance_id: str, cas: str | None) -> str:
    """Page of a substance: by CAS number, or by its own name where it has none (groups)."""
    return f"{SUBSTANCES}{segment(cas or substance_id)}/"


def listed(facet: str, value: str) -> str:
    """List of the bulletins of a category, hazard, authority or country; `facet` is one of the paths above."""
    return f"{facet}{segment(value)}/"


def numbered(listing: str, page: int) -> str:
    """A page of a long list, counted from the oldest number: page 7 stays page 7."""
    return f"{listing}{page:d}/"


def lookup_shard(bits: int, number: int) -> str:
    """A part of the look-up index, by the first `bits` bits of a key's hash, below the site's root."""
    return f"{CHECK}index/{bits:d}/{number:x}.json"


def rule(name: str) -> str:
    """Place of a rule of the check on the handbook's page."""
    return f"{RULES}#{segment(name)}"


def brands(sign: str) -> str:
    """The brands whose first or second sign this is, for suggestions; below the site's root."""
    return f"{SEARCH}brands/{ord(sign):x}.json"


def case(platform_id: str) -> str:
    """Anchor of a platform's case on a bulletin page."""
    return f"case-{segment(platform_id)}"


def case_page(notice_id: str, platform_id: str) -> str:
    """Page of a case, below that of its bulletin: `bulletins/2024/PSB-2024-0001/temu/`."""
    return f"{notice(notice_id)}{segment(platform_id)}/"


def anchor(*texts: str) -> str:
    """Anchor of a part of a page, from the English words that name it: `not-reached`."""
    return "-".join(re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") for text in texts)


def image(notice_id: str, file: str) -> str:
    """Where a bulletin's picture is published: beside the page, under the last part of its name."""
    return f"{notice(notice_id)}{segment(file.rsplit('/', 1)[-1])}"


def language_root(code: str, default: str) -> str:
    """Prefix of a language: empty for the first one, `ko/` for the others."""
    return "" if code == default else f"{segment(code)}/"


def output_file(path: str) -> str:
    """File below the site folder that serves a path."""
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def up(path: str) -> str:
    """Relative prefix from the page at `path` (with its language) to the root of the site: `../../`."""
    return "../" * path.count("/") or "./"


def absolute(site_url: str, path: str) -> str:
    """Full address of a path below `site_url`; empty where the site has no address."""
    return f"{site_url.rstrip('/')}/{path if _PLAIN(path) else quote(path)}" if site_url else ""


_PLAIN = re.compile(r"[A-Za-z0-9_.~/-]*").fullmatch
"""Nearly every path: nothing in it has to be quoted."""
