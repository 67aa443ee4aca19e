"""One visit to every kind of page, that writes down all that several tests ask about: a visit is what costs."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.browser.serving import Served

PHONES = (390, 320)

STRUCTURE = """() => {
    const found = [], all = selector => [...document.querySelectorAll(selector)];
    const say = (what, element) => found.push(`${what}: ${(element.outerHTML || "").slice(0, 90)}`);
    const name = e => (e.textContent + (e.getAttribute("aria-label") || "")
        + all("img", e).map(i => i.alt).join("")).trim();
    if (all("h1").length !== 1) found.push(`${all("h1").length} first headings`);
    if (all("main").length !== 1) found.push("not one main part");
    if (!document.title.trim()) found.push("no title");
    let level = 0;
    for (const heading of all("main :is(h1, h2, h3, h4, h5, h6)")) {
        if (+heading.tagName[1] > level + 1) say("a level is skipped", heading);
        level = +heading.tagName[1];
    }
    all("img:not([alt])").forEach(e => say("no alternative", e));
    // A drawing inside a named one is a part of it.
    all("svg").filter(e => !e.parentElement.closest("svg[role=img]"))
        .filter(e => e.getAttribute("role") === "img" ? !e.querySelector("title") : e.ariaHidden !== "true")
        .forEach(e => say("a drawing that is neither named nor hidden", e));
    all("table").filter(e => !e.querySelector("th")).forEach(e => say("no header cell", e));
    all("th:not([scope])").filter(e => e.closest("main article, main .scroll")).forEach(e => say("no scope", e));
    all("a[href]").filter(e => !name(e)).forEach(e => say("a link without a name", e));
    all("button, summary").filter(e => !name(e)).forEach(e => say("a button without a name", e));
    all("nav, [role=region]").filter(e => !e.ariaLabel && !e.getAttribute("aria-labelledby"))
        .forEach(e => say("a region without a name", e));
    all("[aria-labelledby], [aria-describedby]").forEach(e => {
        const ids = ["aria-labelledby", "aria-describedby"].flatMap(a => (e.getAttribute(a) || "").split(" "));
        if (ids.some(id => id && !document.getElementById(id))) say("points at nothing", e);
    });
    const ids = all("[id]").map(e => e.id);
    ids.filter((id, at) => ids.indexOf(id) !== at).forEach(id => found.push(`the id ${id} twice`));
    all("[tabindex]").filter(e => e.tabIndex > 0).forEach(e => say("a tab order of its own", e));
    all("main a[href^=http]").filter(e => e.host !== location.host && e.rel !== "" && !/noopener/.test(e.rel))
        .forEach(e => say("an outside link without noopener", e));
    return found;
}"""

CONTRAST = """() => {
    const parse = text => (text.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
    const over = (top, below) => {
        const alpha = top.length > 3 ? top[3] : 1;
        return [0, 1, 2].map(i => top[i] * alpha + below[i] * (1 - alpha));
    };
    const paper = e => {
        const layers = [];
        for (; e; e = e.parentElement) layers.push(parse(getComputedStyle(e).backgroundColor));
        return layers.reduceRight((below, top) => over(top, below), [255, 255, 255]);
    };
    const light = colour => colour.map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
    const low = [], seen = { note: 0, tag: 0, link: 0, text: 0 };
    for (const e of document.querySelectorAll("body *")) {
        const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
        if (!own || !e.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
        if (e.closest(".visually-hidden, script, .headerlink")) continue;
        const style = getComputedStyle(e), below = paper(e);
        const ink = over(parse(e.closest("svg") ? style.fill : style.color), below);
        const [high, deep] = [light(ink), light(below)].sort((a, b) => b - a);
        const size = parseFloat(style.fontSize), bold = +style.fontWeight >= 700;
        const need = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5, ratio = (high + .05) / (deep + .05);
        seen[e.matches(".note") ? "note" : e.matches(".tag") ? "tag" : e.matches("a") ? "link" : "text"]++;
        const what = `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 40)}`;
        if (ratio < need) low.push(`${ratio.toFixed(2)} ${what}`);
    }
    return { low, seen };
}"""

TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width && document.body.scrollWidth <= width) return [];
    const scrolls = e => e.closest(".scroll") && !e.matches(".scroll");
    return ["the page is wider than the screen", ...[...document.querySelectorAll("body *")]
        .filter(e => !scrolls(e) && e.getBoundingClientRect().right > width + 1)
        .slice(0, 4).map(e => `${e.tagName.toLowerCase()}.${e.className} ${e.textContent.trim().slice(0, 40)}`)];
}"""


def survey(page: Page, served: Served, pages: list[tuple[str, str]]) -> dict[str, Any]:
    """Visit each (kind, path). The result: lists of problems by concern, and what was seen."""
    found: dict[str, Any] = {"structure": [], "contrast": [], "wide": [], "noise": [], "requests": [], "status": {}}
    seen: dict[str, int] = {}
    _listen(page, found)
    for kind, path in pages:
        page.emulate_media(color_scheme="light")
        answer = page.goto(served.url(path))
        found["status"][kind] = answer.status if answer else 0
        found["structure"] += [[path, problem] for problem in page.evaluate(STRUCTURE)]
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            measured = page.evaluate(CONTRAST)
            found["contrast"] += [[path, scheme, low] for low in measured["low"]]
            seen = {what: seen.get(what, 0) + count for what, count in measured["seen"].items()}
        for width in PHONES:
            page.set_viewport_size({"width": width, "height": 800})
            found["wide"] += [[path, width, element] for element in page.evaluate(TOO_WIDE)]
        page.set_viewport_size({"width": 1280, "height": 800})
    page.keyboard.press("/")
    page.keyboard.type("DEHP")
    page.locator("dialog.finder ol > li").first.wait_for()
    found["contrast"] += [["the search", "dark", low] for low in page.evaluate(CONTRAST)["low"]]
    found["seen"], found["cookies"] = seen, [cookie["name"] for cookie in page.context.cookies()]
    return found


def _listen(page: Page, found: dict[str, Any]) -> None:
    """Write down what the browser complains about, and every address that it asks for."""
    noise: list[Any] = found["noise"]

    def told(message: Any) -> None:
        # Chromium tells of the status of the page itself, which is 404 on purpose for a wrong address.
        if message.type in ("error", "warning") and "no-such-page" not in message.location.get("url", ""):
            noise.append([page.url, message.type, message.text])

    def failed(request: Any) -> None:
        # What was under way when the browser went on to the next page has not failed.
        if request.failure != "net::ERR_ABORTED":
            noise.append([page.url, request.failure, request.url])

    def answered(response: Any) -> None:
        if response.status >= 400 and not response.url.endswith("/no-such-page/"):
            noise.append([page.url, response.status, response.url])

    page.on("console", told)
    page.on("pageerror", lambda error: noise.append([page.url, "exception", str(error)]))
    page.on("requestfailed", failed)
    page.on("response", answered)
    page.on("request", lambda asked: found["requests"].append(asked.url))
