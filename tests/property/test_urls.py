"""No id, whatever it is, makes an address that leaves the site; every address leads back to the root."""

from posixpath import normpath
from urllib.parse import unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from generator import urls

ANY = st.one_of(
    st.text(max_size=120), st.text("./\\-_~%aA0\n\0", max_size=12), st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*")
)
SAFE = st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,20}[A-Za-z0-9])?", fullmatch=True).filter(lambda t: ".." not in t)
SLUGS = st.from_regex(r"[a-z0-9]{1,10}(-[a-z0-9]{1,10}){0,3}", fullmatch=True)
IDS = st.from_regex(r"[A-Z]{2,8}-[0-9]{4}-[0-9]{4,6}", fullmatch=True)


@given(ANY)
def test_a_segment_is_the_text_itself_or_refused(text: str) -> None:
    try:
        made = urls.segment(text)
    except urls.UnsafePath:
        return
    assert made == text
    assert made.isascii()
    assert not set(made) & set("/\\ \n\r\t\0%?#:~")
    assert normpath(f"/site/{made}") == f"/site/{made}"


@given(ANY)
def test_no_maker_of_paths_leaves_the_site(text: str) -> None:
    makers = (urls.platform, urls.agreement, urls.case, urls.report, urls.series, lambda t: urls.substance(t, None))
    for make in (*makers, lambda t: urls.platform_year(t, 2024), lambda t: urls.image("PSB-2024-0001", t)):
        try:
            path = make(text)
        except urls.UnsafePath:
            continue
        assert not path.startswith("/")
        assert ".." not in path.split("/")
        assert normpath(f"/site/{path}").startswith("/site/")


@given(SAFE)
def test_safe_segments_pass(text: str) -> None:
    assert urls.segment(text) == text


@given(IDS)
def test_a_notice_is_found_again_in_its_address(notice: str) -> None:
    assert urls.notice(notice).rstrip("/").rsplit("/", 1)[-1] == notice
    assert urls.notice(notice).split("/")[1] == notice.split("-")[1]


@given(IDS, IDS)
def test_two_notices_have_two_addresses(a: str, b: str) -> None:
    assert (urls.notice(a) == urls.notice(b)) == (a == b)


@given(st.lists(SAFE, max_size=9))
def test_the_way_up_leads_to_the_root(segments: list[str]) -> None:
    path = "".join(f"{segment}/" for segment in segments)
    assert normpath(f"/site/{path}{urls.up(path)}") == "/site"
    assert normpath(f"/site/{path}{urls.up(path)}{path}") == normpath(f"/site/{path}")


@given(st.lists(SAFE, max_size=5))
def test_an_output_file_serves_its_path(segments: list[str]) -> None:
    path = "".join(f"{segment}/" for segment in segments)
    assert urls.output_file(path).removesuffix("index.html") == path


@given(IDS, st.lists(SLUGS, max_size=3), SLUGS)
def test_a_picture_lies_beside_its_page(notice: str, folders: list[str], name: str) -> None:
    assert urls.image(notice, "/".join([*folders, f"{name}.png"])) == f"{urls.notice(notice)}{name}.png"


@given(st.sampled_from(["https://b.example", "https://b.example/", "https://b.example/safety/"]), st.text(max_size=40))
def test_a_full_address_holds_the_path_and_nothing_breaks_out(site: str, path: str) -> None:
    address = urls.absolute(site, path.replace("\ud800", ""))
    parts = urlsplit(address)
    assert (parts.netloc, parts.query, parts.fragment) == ("b.example", "", "")
    assert unquote(parts.path) == f"{urlsplit(site).path.rstrip('/')}/{path}"
    assert not set(address) & set("\"'<> \n")
