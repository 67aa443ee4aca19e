/* The search page. What is asked and what narrows it down stand behind the # of the address: linkable, and no server sees it.
   Exact numbers and names come from the look-up index (one small file), words from the search index (finding.js); the columns of
   the facets are fetched when the person opens them. Words and data come with the page (#search-data). */
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("search-data").textContent);
  var words = data.words, site = window.bulletins, known = window.identifiers(data.shops);
  var html = document.documentElement;
  var get = function (id) { return document.getElementById("search-" + id); };
  var form = get("form"), input = get("input"), status = get("status"), list = get("results"), more = get("more");
  var exactBox = get("exact"), mean = get("mean"), narrow = get("narrow"), sort = get("sort");
  var groups = Array.prototype.slice.call(form.querySelectorAll("[data-facet]")), chosen = {};
  var PAGE = 10, TOP = 4, PAUSE = 60, turn = 0, results = [], shown = 0;

  function element(tag, attributes) {
    var made = document.createElement(tag);
    for (var name in attributes) made.setAttribute(name, attributes[name]);
    made.append.apply(made, Array.prototype.slice.call(arguments, 2));
    return made;
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, name) { return name in values ? values[name] : whole; });
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

  function found(row) {
    return card(row.url, row.title, row.lang, [site.day(row.date), row.id].filter(Boolean).join(" · "),
      { hazard: row.hazard, platform: row.platform, status: row.status ? [row.status] : [], state: row.state }, row.summary, row.level);
  }

  /* ---- exact numbers and names: the look-up index, whatever language the record is in ---- */
  var shards = new Map();

  function shard(key) {
    var name = data.bits + "/" + known.shard(key, data.bits).toString(16) + ".json";
    if (!shards.has(name)) {
      var file = fetch(new URL(data.index + name, location.href)).then(function (response) {
        if (!response.ok) throw new Error("HTTP " + response.status);
        return response.json();
      });
      shards.set(name, file);
      file.catch(function () { shards.delete(name); }); // the next try may go better
    }
    return shards.get(name);
  }

  async function exact(text) {
    var read = known.read(text), hits = new Map(), named = false;
    var keys = read.keys.slice(0, 2);
    await Promise.all(keys.map(async function (key) {
      var file = await shard(key);
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
      cards.append(card(path(row[0]), row[2][lang], lang, site.day(row[1]) + " · " + row[0], { hazard: row[3], platform: row[4], status: row[6] ? [row[6]] : [] }, "", row[5]));
    });
    exactBox.append(element("p", { class: "kicker" }, words.exact), cards);
  }

  function path(id) {
    return data.here + "bulletins/" + id.split("-")[1] + "/" + id + "/";
  }

  /* ---- one wrong letter in a brand ---- */
  async function suggest(text) {
    var engine = await site.engine(), key = engine.bare(text), seen = new Map();
    if (key.length < 4 || key.length > 40) return [];
    for (var sign of Array.from(key).slice(0, 2)) {
      if (!data.starts.includes(sign)) continue; // no brand has it there
      var response = await fetch(new URL(data.brands + sign.codePointAt(0).toString(16) + ".json", location.href));
      if (!response.ok) break;
      (await response.json()).forEach(function (brand) { if (engine.near(key, engine.bare(brand[0]))) seen.set(brand[0], brand[1]); });
      if (seen.size) break;
    }
    return Array.from(seen).sort(function (a, b) { return b[1] - a[1]; }).slice(0, 3).map(function (brand) { return brand[0]; });
  }

  /* ---- the address ---- */
  function state() {
    var now = new URLSearchParams();
    if (input.value.trim()) now.set("q", input.value.trim().slice(0, 500));
    groups.forEach(function (group) {
      (chosen[group.dataset.facet] || []).forEach(function (value) { now.append(group.dataset.facet, value); });
    });
    if (sort.value) now.set("sort", sort.value);
    return now;
  }

  function fromAddress() {
    var now = new URLSearchParams(location.hash.slice(1));
    input.value = now.get("q") || "";
    sort.value = now.get("sort") === "date" ? "date" : "";
    var any = sort.value;
    chosen = {};
    groups.forEach(function (group) {
      var values = now.getAll(group.dataset.facet).filter(Boolean).slice(0, 50);
      if (values.length) chosen[group.dataset.facet] = any = values;
      fillGroup(group, {});
    });
    if (any) narrow.open = true;
    if (input.value || any) run(false);
  }

  /* ---- asking ---- */
  /* A facet's values with their counts, as boxes to tick; what is chosen stays although nothing has it. */
  function fillGroup(group, numbers) {
    var facet = group.dataset.facet, own = chosen[facet] || [], field = group.querySelector("fieldset"), values = Object.keys(numbers);
    own.forEach(function (value) { if (!values.includes(value)) values.push(value); });
    values.sort(function (a, b) { return facet === "year" ? b - a : named(facet, a).localeCompare(named(facet, b), html.lang); });
    var at = field.contains(document.activeElement) ? document.activeElement.value : null;
    field.replaceChildren(field.firstElementChild);
    values.forEach(function (value) {
      var box = element("input", { type: "checkbox", value: value });
      box.checked = own.includes(value);
      var number = numbers[value] ? element("small", {}, "(" + site.number(numbers[value]) + ")") : "";
      field.append(element("label", {}, box, named(facet, value) + " ", number));
      if (value === at) box.focus();
    });
    say(group);
  }

  function say(group) { // what is chosen, beside the name of the facet
    var own = (chosen[group.dataset.facet] || []).map(function (value) { return named(group.dataset.facet, value); });
    group.querySelector("summary small").textContent = own.join(", ") || words.any;
  }

  function counts(numbers) {
    groups.forEach(function (group) { fillGroup(group, numbers[group.dataset.facet] || {}); });
  }

  /* The next results: all their rows are asked for at once, and the first ones are shown as soon as they are there. */
  async function show(mine, told) {
    var engine = await site.engine(), next = results.slice(shown, shown + PAGE), first = null;
    var parts = [next.slice(0, TOP), next.slice(TOP)].map(function (part) { return engine.rows(part); });
    parts[1].catch(function () { /* said below */ });
    list.setAttribute("aria-busy", "true");
    for (var part of parts) {
      var rows = await part;
      if (mine !== turn) return null;
      var made = rows.map(found);
      list.append(...made);
      if (!first && told) told();
      first = first || made[0];
      shown += rows.length;
    }
    list.removeAttribute("aria-busy");
    more.hidden = shown >= results.length;
    return first;
  }

  function count(number) {
    status.textContent = !number ? words.none : number === 1 ? words.one : fill(words.many, { n: site.number(number) });
  }

  function clear() {
    [list, mean, exactBox].forEach(function (part) { part.replaceChildren(); });
    mean.hidden = exactBox.hidden = more.hidden = true;
    list.removeAttribute("aria-busy");
    results = [];
    shown = 0;
  }

  /* With the answer, not before it: a new address makes some browsers ask for the page's icon again. */
  function remember(now) {
    history.replaceState(null, "", now ? "#" + now : location.pathname);
  }

  async function run(open) {
    var mine = ++turn, text = input.value, now = state().toString();
    if (!now || now === "sort=date") {
      remember(now);
      clear();
      status.textContent = "";
      if (narrow.open) counts(await (await site.engine()).totals().catch(function () { return {}; }));
      return;
    }
    if (text.length > 2000 && !/https?:/.test(text)) { remember(now); clear(); status.textContent = words.long; return; }
    status.textContent = words.busy;
    try {
      var engine = await site.engine(), nothing = { kind: "", named: false, hits: [] };
      var both = await Promise.all([
        engine.bare(text) && text.length <= 8000 ? exact(text).catch(function () { return nothing; }) : nothing, // the search finds numbers too
        engine.ask(text, { filters: chosen, date: sort.value === "date", count: narrow.open }).then(function (answer) {
          // Their rows are fetched while the exact hits are still on their way.
          if (mine === turn) engine.rows(answer.documents.slice(0, PAGE)).catch(function () { /* asked for again */ });
          return answer;
        })
      ]);
      if (mine !== turn) return;
      var exactly = both[0], answer = both[1];
      if (exactly.kind === "short") { remember(now); clear(); status.textContent = words.short; return; }
      var own = exactly.hits.find(function (hit) { return hit[1] === "ref" && hit[2] === engine.bare(hit[0][0]); });
      if (open && own) { remember(now); location.href = path(own[0][0]); return; }
      await answers(engine, exactly, answer, mine, now);
      if (mine === turn && engine.bare(text) && (answer.unknown || results.length < PAGE) && !exactly.named) offer(text, mine);
    } catch (error) {
      if (mine === turn) { remember(now); clear(); status.textContent = words.error; }
    }
  }

  // The old results stay until the new ones are there: nothing flickers while somebody types.
  async function answers(engine, exactly, answer, mine, now) {
    var ids = exactly.hits.map(function (hit) { return hit[0][0]; });
    var rows = await engine.rows(answer.documents.slice(0, ids.length ? PAGE + ids.length : TOP));
    if (mine !== turn) return;
    remember(now);
    clear();
    showExact(exactly.hits);
    var again = rows.filter(function (row) { return row.id && ids.includes(row.id); }); // each bulletin once
    results = answer.documents.filter(function (_, at) { return !again.includes(rows[at]); });
    if (answer.counts) counts(answer.counts);
    await show(mine, function () { count(results.length + exactly.hits.length); });
  }

  /* ---- what else there is: another spelling ---- */
  async function offer(text, mine) {
    var brands = await suggest(text).catch(function () { return []; });
    if (mine !== turn || !brands.length) return;
    mean.append(words.mean);
    brands.forEach(function (brand) { mean.append(" ", element("a", { href: "#q=" + encodeURIComponent(brand) }, brand)); });
    mean.hidden = false;
  }

  /* While somebody types: what the question will need, so that it is there when it is asked. */
  function warm(engine) {
    var text = input.value;
    if (text.length <= 500 && engine.bare(text)) known.read(text).keys.slice(0, 2).forEach(function (key) { shard(key).catch(function () { /* asked for again */ }); });
    return engine.warm(text);
  }

  var timer;
  input.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE, false);
    site.engine().then(warm).catch(function () { /* said when something is asked */ });
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(timer);
    run(true);
  });
  sort.addEventListener("change", function () { run(false); });
  groups.forEach(function (group) {
    group.addEventListener("change", function () {
      var values = Array.from(group.querySelectorAll("input:checked")).map(function (box) { return box.value; });
      if (values.length) chosen[group.dataset.facet] = values; else delete chosen[group.dataset.facet];
      say(group);
      run(false);
    });
  });
  get("clear").addEventListener("click", function () {
    [sort, input].forEach(function (field) { field.value = ""; });
    chosen = {};
    groups.forEach(function (group) { fillGroup(group, {}); });
    input.focus();
    run(false);
  });
  narrow.addEventListener("toggle", function () { if (narrow.open) run(false); });
  more.addEventListener("click", async function () {
    var next = await show(turn);
    if (next) next.querySelector("a").focus();
  });
  site.engine().catch(function () { /* said when something is asked */ });
  addEventListener("hashchange", fromAddress);
  fromAddress();
})();
