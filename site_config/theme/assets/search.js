/* The search page. What is asked and what narrows it down stand behind the # of the address: linkable, and no server sees it.
   Exact numbers and names come from the look-up index (one small file), words from Pagefind; its facets are loaded when the
   person opens them. Words and data come with the page (#search-data). */
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("search-data").textContent);
  var words = data.words, site = window.bulletins, known = window.identifiers(data.shops);
  var html = document.documentElement;
  var get = function (id) { return document.getElementById("search-" + id); };
  var form = get("form"), input = get("input"), status = get("status"), list = get("results"), more = get("more");
  var exactBox = get("exact"), mean = get("mean"), other = get("other"), narrow = get("narrow"), sort = get("sort");
  var selects = Array.prototype.slice.call(form.querySelectorAll("[data-facet]"));
  var PAGE = 10, turn = 0, results = [], shown = 0, asked, counted = false;

  function element(tag, attributes) {
    var made = document.createElement(tag);
    for (var name in attributes) made.setAttribute(name, attributes[name]);
    made.append.apply(made, Array.prototype.slice.call(arguments, 2));
    return made;
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, name) { return name in values ? values[name] : whole; });
  }

  function day(iso) {
    var parts = iso.length === 4 ? { year: "numeric" } : iso.length === 7 ? { year: "numeric", month: "long" } : { dateStyle: "long" };
    return new Date(iso).toLocaleDateString(site.locale, Object.assign({ timeZone: "UTC" }, parts));
  }

  function named(facet, value) {
    return (data.names[facet] || {})[value] || value;
  }

  /* ---- a result: sign, title, day, hazards, platforms, state ---- */
  function card(url, title, lang, when, facets, summary, level) {
    var tags = element("ul", { class: "tags" });
    function tag(text, css) { tags.append(element("li", { class: "tag" + (css || "") }, text)); }
    if (level === "serious" || level === "high") tag("▲ " + named("level", level), " risk");
    (facets.hazard || []).forEach(function (id) {
      var item = element("li", { class: "tag" });
      item.innerHTML = data.signs[id] || ""; // a drawing that the site itself has put into the page, never a record's text
      item.append(named("hazard", id));
      tags.append(item);
    });
    (facets.platform || []).forEach(function (id) { tag(named("platform", id)); });
    (facets.status || []).forEach(function (id) { tag(words[id] || id, " due"); });
    (facets.state || []).forEach(function (id) { if (id !== "no_response" && data.names.state[id]) tag(named("state", id)); });
    var link = element("a", { href: url }, title);
    if (lang && lang !== html.lang) link.setAttribute("lang", lang);
    var item = element("li", {}, element("h2", {}, link));
    if (when) item.prepend(element("time", {}, when));
    if (summary) item.append(element("p", {}, summary));
    if (lang && lang !== html.lang && summary) item.lastChild.setAttribute("lang", lang);
    if (tags.children.length) item.append(tags);
    return item;
  }

  function found(result, lang) {
    var id = (result.url.match(/[A-Z]{2,8}-\d{4}-\d{4,6}/) || [""])[0];
    return card(result.url, (result.meta.title || result.url).replace(" · " + id, ""), lang, [result.meta.date, id].filter(Boolean).join(" · "),
      result.filters || {}, result.meta.summary, ((result.filters || {}).level || [])[0]);
  }

  /* ---- exact numbers and names: the look-up index, whatever language the record is in ---- */
  async function exact(text) {
    var read = known.read(text), hits = new Map(), named = false;
    var keys = read.keys.slice(0, 2);
    await Promise.all(keys.map(async function (key) {
      var number = known.shard(key, data.bits);
      var response = await fetch(new URL(data.index + data.bits + "/" + number.toString(16) + ".json", location.href));
      if (!response.ok) throw new Error("HTTP " + response.status);
      var file = await response.json();
      var entry = Object.prototype.hasOwnProperty.call(file.keys, key) ? file.keys[key] : [[]];
      named = named || entry[0].length > 0;
      entry[0].forEach(function (match) { if (match[1] !== "brand") hits.set(file.rows[match[0]][0], [file.rows[match[0]], match[1], key]); });
    }));
    return { kind: read.kind, named: named, hits: Array.from(hits.values()) };
  }

  function showExact(hits) {
    exactBox.replaceChildren();
    exactBox.hidden = !hits.length;
    if (!hits.length) return;
    var cards = element("ol", { class: "cards found" });
    hits.forEach(function (hit) {
      var row = hit[0], lang = row[2][html.lang] ? html.lang : Object.keys(row[2])[0];
      cards.append(card(path(row[0]), row[2][lang], lang, day(row[1]) + " · " + row[0], { hazard: row[3], platform: row[4], status: row[6] ? [row[6]] : [] }, "", row[5]));
    });
    exactBox.append(element("p", { class: "kicker" }, words.exact), cards);
  }

  function path(id) {
    return data.here + "bulletins/" + id.split("-")[1] + "/" + id + "/";
  }

  /* ---- one wrong letter in a brand ---- */
  function near(a, b) { // one letter more, less, other, or two in the other order
    if (Math.abs(a.length - b.length) > 1 || a === b) return false;
    var at = 0;
    while (at < a.length && a[at] === b[at]) at++;
    var restA = a.slice(at), restB = b.slice(at);
    return restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1) ||
      (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2));
  }

  async function suggest(text) {
    var key = site.bare(text), seen = new Map();
    if (key.length < 4 || key.length > 40) return [];
    for (var sign of Array.from(key).slice(0, 2)) {
      if (!data.starts.includes(sign)) continue; // no brand has it there
      var response = await fetch(new URL(data.brands + sign.codePointAt(0).toString(16) + ".json", location.href));
      if (!response.ok) break;
      (await response.json()).forEach(function (brand) { if (near(key, site.bare(brand[0]))) seen.set(brand[0], brand[1]); });
      if (seen.size) break;
    }
    return Array.from(seen).sort(function (a, b) { return b[1] - a[1]; }).slice(0, 3).map(function (brand) { return brand[0]; });
  }

  /* ---- the address ---- */
  function state() {
    var now = new URLSearchParams();
    if (input.value.trim()) now.set("q", input.value.trim().slice(0, 500));
    selects.forEach(function (select) { if (select.value) now.set(select.dataset.facet, select.value); });
    if (sort.value) now.set("sort", sort.value);
    return now;
  }

  function fromAddress() {
    var now = new URLSearchParams(location.hash.slice(1));
    input.value = now.get("q") || "";
    sort.value = now.get("sort") === "date" ? "date" : "";
    var any = sort.value;
    selects.forEach(function (select) {
      var value = now.get(select.dataset.facet) || "";
      if (value && !Array.from(select.options).some(function (option) { return option.value === value; }))
        select.append(element("option", { value: value }, named(select.dataset.facet, value)));
      select.value = value;
      any = any || value;
    });
    if (any) narrow.open = true;
    if (input.value || any) run(false);
  }

  /* ---- asking ---- */
  function options() {
    var filters = {};
    selects.forEach(function (select) { if (select.value) filters[select.dataset.facet] = select.value; });
    var made = { filters: filters };
    if (sort.value) made.sort = { date: "desc" };
    return made;
  }

  function counts(answer) {
    selects.forEach(function (select) {
      var facet = select.dataset.facet, chosen = select.value;
      var numbers = (chosen && Object.keys(options().filters).length === 1 ? answer.totals : answer.counts)[facet] || {};
      var values = Object.keys(numbers).filter(function (value) { return numbers[value] || value === chosen; });
      if (chosen && !values.includes(chosen)) values.push(chosen);
      values.sort(function (a, b) { return facet === "year" ? b - a : named(facet, a).localeCompare(named(facet, b), html.lang); });
      select.replaceChildren(element("option", { value: "" }, words.any));
      values.forEach(function (value) {
        var number = numbers[value];
        select.append(element("option", { value: value }, named(facet, value) + (number ? " (" + number.toLocaleString(site.locale) + ")" : "")));
      });
      select.value = chosen;
    });
  }

  async function show(mine) {
    var first = shown;
    for (var tries = 0; shown - first < PAGE && shown < results.length; tries++) {
      if (tries === 4) { results.length = shown; break; }
      var batch = results.slice(shown, first + PAGE);
      var answers = await Promise.all(batch.map(function (result) { return result.data(); }));
      if (mine !== turn) return null;
      var kept = answers.filter(function (answer) { return !asked || site.holds(asked, answer.content); });
      results.splice(shown, batch.length, ...batch.filter(function (result, at) { return kept.includes(answers[at]); }));
      shown += kept.length;
      list.append(...kept.map(function (answer) { return found(answer); }));
    }
    more.hidden = shown >= results.length;
    return list.children[first];
  }

  function say(number) {
    status.textContent = !number ? words.none : number === 1 ? words.one : fill(words.many, { n: number.toLocaleString(site.locale) });
  }

  function clear() {
    [list, other, mean, exactBox].forEach(function (part) { part.replaceChildren(); });
    mean.hidden = exactBox.hidden = more.hidden = true;
    results = [];
    shown = 0;
  }

  async function run(open) {
    var mine = ++turn, text = input.value, now = state().toString();
    clear();
    history.replaceState(null, "", now ? "#" + now : location.pathname);
    if (!now || now === "sort=date") { status.textContent = ""; return; }
    if (text.length > 2000 && !/https?:/.test(text)) { status.textContent = words.long; return; }
    status.textContent = words.busy;
    try {
      var exactly = { kind: "", named: false, hits: [] };
      try { if (site.bare(text) && text.length <= 8000) exactly = await exact(text); } catch (error) { /* Pagefind finds numbers too */ }
      if (mine !== turn) return;
      if (exactly.kind === "short") { status.textContent = words.short; return; }
      var own = exactly.hits.find(function (hit) { return hit[1] === "ref" && hit[2] === site.bare(hit[0][0]); });
      if (open && own) { location.href = path(own[0][0]); return; }
      asked = site.bare(text) ? site.plan(text) : null;
      if (counted || narrow.open) { await (await site.engine()).filters(); counted = true; }
      var answer = await site.ask(asked, options());
      if (mine !== turn) return;
      var ids = exactly.hits.map(function (hit) { return hit[0][0]; });
      showExact(Object.keys(options().filters).length ? [] : exactly.hits);
      results = answer.slice();
      if (counted) counts(answer);
      await show(mine);
      if (mine !== turn) return;
      if (!exactBox.hidden) Array.from(list.children).forEach(function (item) { // each bulletin once
        if (ids.some(function (id) { return item.textContent.includes(id); })) { item.remove(); results.length--; shown--; }
      });
      var number = results.length + (exactBox.hidden ? 0 : exactBox.querySelectorAll("h2").length);
      say(number);
      if (asked) offer(text, exactly.named, mine);
    } catch (error) {
      if (mine === turn) { clear(); status.textContent = words.error; }
    }
  }

  /* ---- what else there is: another spelling, another language ---- */
  async function offer(text, named, mine) {
    data.others.forEach(function (language) {
      var button = element("button", { type: "button", class: "quiet" }, fill(words.other, { language: language[1] }));
      button.addEventListener("click", function () { inOther(language, button); });
      other.append(button);
    });
    if (named) return; // spelled as a bulletin spells it
    var brands = await suggest(text).catch(function () { return []; });
    if (mine !== turn || !brands.length) return;
    mean.append(words.mean);
    brands.forEach(function (brand) { mean.append(" ", element("a", { href: "#q=" + encodeURIComponent(brand) }, brand)); });
    mean.hidden = false;
  }

  async function inOther(language, button) {
    var mine = turn;
    button.disabled = true;
    try {
      var answer = await site.ask(asked, options(), language[0]);
      var taken = await Promise.all(answer.slice(0, 20).map(function (result) { return result.data(); }));
      if (mine !== turn) return;
      var kept = taken.filter(function (one) { return site.holds(asked, one.content); }).slice(0, PAGE);
      var cards = element("ol", { class: "cards found" });
      kept.forEach(function (one) { cards.append(found(one, language[0])); });
      var heading = element("h2", { tabindex: "-1" }, fill(words.inOther, { language: language[1] }));
      button.replaceWith(heading, kept.length ? cards : element("p", {}, words.none));
      heading.focus();
    } catch (error) {
      button.disabled = false;
      status.textContent = words.error;
    }
  }

  var timer;
  input.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(run, 250, false);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(timer);
    run(true);
  });
  selects.concat(sort).forEach(function (select) { select.addEventListener("change", function () { run(false); }); });
  get("clear").addEventListener("click", function () {
    selects.concat(sort, input).forEach(function (field) { field.value = ""; });
    input.focus();
    run(false);
  });
  narrow.addEventListener("toggle", async function () {
    if (!narrow.open || counted) return;
    try {
      var totals = await (await site.engine()).filters();
      counted = true;
      if (state().toString()) run(false); else counts({ counts: totals, totals: totals });
    } catch (error) { status.textContent = words.error; }
  });
  more.addEventListener("click", async function () {
    var next = await show(turn);
    if (next) next.querySelector("a").focus();
  });
  addEventListener("hashchange", fromAddress);
  fromAddress();
})();
