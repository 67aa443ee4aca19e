/* The two things on the site that need a script: the theme switch and the search. What the search needs is loaded when it is opened,
   on the home page, where it is the first thing, once the page itself is there.
   The words come from the data attributes of this script's own tag (partials/script.html). */
(function () {
  "use strict";
  var words = document.currentScript.dataset;
  var html = document.documentElement;
  var locale = html.lang === "en" ? "en-GB" : html.lang; // 5 March 2025, as the pages write it
  var root = new URL(words.root || "./", location.href);

  /* ---- theme: as on the device, then the opposite, then the same but fixed, then as on the device again ---- */
  function setUpTheme(button) {
    var device = matchMedia("(prefers-color-scheme: dark)");
    function name() {
      return button.title = button.firstChild.textContent = words[html.dataset.theme || "device"];
    }
    button.addEventListener("click", function () {
      var same = device.matches ? "dark" : "light";
      var other = device.matches ? "light" : "dark";
      var now = html.dataset.theme;
      var next = !now ? other : now === other ? same : "";
      if (next) html.dataset.theme = next; else delete html.dataset.theme;
      try {
        if (next) localStorage.setItem("theme", next); else localStorage.removeItem("theme");
      } catch (error) { /* storage is switched off: the choice holds for this page */ }
      name();
    });
    name();
  }

  /* ---- the search itself (finding.js), loaded when it is first wanted ---- */
  var engine;
  function loadEngine() {
    if (engine) return engine;
    // The index's first file comes along with the script, not after it.
    var first = fetch(new URL("search/index/" + html.lang + ".json", root), { cache: "no-cache" }).then(function (response) {
      if (!response.ok) throw new Error("HTTP " + response.status);
      return response.json();
    });
    first.catch(function () { /* asked for again, and said, when something is looked for */ });
    engine = new Promise(function (done, failed) {
      if (window.finding) return done();
      var script = document.createElement("script");
      script.src = new URL("assets/finding.js", root).href;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    }).then(function () {
      var made = window.finding(root, new URL("../", new URL(words.page, location.href)), html.lang, first);
      made.open().catch(function () { /* said when something is asked */ });
      day("2000-01-01"); // the first answer need not wait for them
      number(1);
      return made;
    });
    engine.catch(function () { engine = null; }); // the next try may go better
    return engine;
  }

  // A day as the pages write it, no more exact than it is known; what is no day as it stands.
  var SHAPES = { 4: { year: "numeric" }, 7: { year: "numeric", month: "long" }, 10: { dateStyle: "long" } };
  var forms = {}; // making one takes longer than filling in fifty
  function day(iso) {
    var when = iso && new Date(iso);
    if (!iso || isNaN(when)) return iso;
    var shape = SHAPES[iso.length] ? iso.length : 10;
    forms[shape] = forms[shape] || new Intl.DateTimeFormat(locale, Object.assign({ timeZone: "UTC" }, SHAPES[shape]));
    return forms[shape].format(when);
  }

  function number(count) {
    forms.number = forms.number || new Intl.NumberFormat(locale);
    return forms.number.format(count);
  }
  window.bulletins = { engine: loadEngine, locale: locale, day: day, number: number };

  /* ---- the dialog, built when it is first asked for ---- */
  var PAGE = 8;
  var finder;

  function element(tag, attributes, text) {
    var made = document.createElement(tag);
    for (var name in attributes) made.setAttribute(name, attributes[name]);
    if (text) made.textContent = text;
    return made;
  }

  function item(found) {
    var row = element("li");
    var link = element("a", { href: found.url }, found.title);
    row.append(link);
    function named(facet, ids) {
      return ids.map(function (id) { return (found.names[facet] || {})[id] || id; }).join(", ");
    }
    var facts = [day(found.date), named("hazard", found.hazard), named("platform", found.platform), found.id].filter(Boolean).join(" · ");
    if (facts) row.append(element("small", {}, facts));
    if (found.summary) row.append(element("p", {}, found.summary));
    if (found.lang) [link, row.querySelector("p")].forEach(function (part) { if (part) part.setAttribute("lang", found.lang); });
    return row;
  }

  function build() {
    var dialog = element("dialog", { class: "finder", "aria-labelledby": "finder-label" });
    var form = element("form", { role: "search" });
    var input = element("input", {
      id: "finder-input", type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
      "aria-describedby": "finder-hint"
    });
    var close = element("button", { type: "button", class: "quiet" }, words.close);
    var status = element("p", { role: "status" });
    var list = element("ol");
    var more = element("button", { type: "button", hidden: "" }, words.more);
    form.append(element("label", { id: "finder-label", for: "finder-input" }, words.label), close, input,
      element("p", { id: "finder-hint", class: "note" }, words.hint));
    var all = element("a", { class: "all", href: words.page }, words.all);
    dialog.append(form, status, list, more, all);
    document.body.append(dialog);

    var turn = 0; // the latest question; answers to earlier ones are dropped
    var timer, results = [], shown = 0, wantFocus = false;

    function clear(text) {
      status.textContent = text;
      list.replaceChildren();
      more.hidden = true;
      results = [];
      shown = 0;
    }

    // The next handful of results.
    async function show(mine) {
      var first = shown, found = await (await loadEngine()).rows(results.slice(shown, shown + PAGE));
      if (mine !== turn) return;
      shown += found.length;
      list.append(...found.map(item));
      more.hidden = shown >= results.length;
      return list.children[first];
    }

    async function run() {
      var mine = ++turn, text = input.value;
      if (!/[\p{L}\p{N}]/u.test(text)) return clear("");
      status.textContent = words.busy;
      try {
        var answer = await (await loadEngine()).ask(text, {});
        if (mine !== turn) return;
        clear(words.busy);
        results = answer.documents;
        await show(mine);
        if (mine !== turn) return;
        var count = results.length;
        status.textContent = !count ? (answer.asked.link && !answer.asked.units.length ? words.linkless : words.none)
          : count === 1 ? words.one : words.many.replace("{n}", number(count));
        if (wantFocus) focusLink(0);
      } catch (error) {
        if (mine === turn) clear(words.error);
      }
      if (mine === turn) wantFocus = false;
    }

    function focusLink(at) {
      var links = list.querySelectorAll("a");
      if (at < 0 || !links.length) input.focus(); else links[Math.min(at, links.length - 1)].focus();
    }

    input.addEventListener("input", function () {
      all.href = words.page + (input.value.trim() ? "#q=" + encodeURIComponent(input.value.trim().slice(0, 500)) : "");
      clearTimeout(timer);
      turn++;
      timer = setTimeout(function () { timer = 0; run(); }, 60);
      loadEngine().then(function (engine) { return engine.warm(input.value); }).catch(function () { /* said when something is asked */ });
    });
    form.addEventListener("submit", function (event) { // Enter: to the first result; Enter again opens it
      event.preventDefault();
      wantFocus = true;
      if (!timer && list.children.length) { wantFocus = false; return focusLink(0); }
      clearTimeout(timer);
      timer = 0;
      run();
    });
    dialog.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      var at = Array.prototype.indexOf.call(list.querySelectorAll("a"), document.activeElement);
      if (!step || (at < 0 && (document.activeElement !== input || step < 0))) return;
      event.preventDefault();
      focusLink(at + step);
    });
    more.addEventListener("click", async function () {
      var next = await show(turn);
      if (next) next.querySelector("a").focus();
    });
    close.addEventListener("click", function () { dialog.close(); });
    dialog.addEventListener("click", function (event) { if (event.target === dialog) dialog.close(); });
    return { dialog: dialog, input: input };
  }

  function open() {
    finder = finder || build();
    if (finder.dialog.open) return;
    loadEngine().catch(function () { /* said when something is asked */ });
    finder.dialog.showModal(); // gives the focus back by itself when it is closed
    finder.input.focus();
    finder.input.select();
  }

  /* ---- wiring ---- */
  document.querySelectorAll("[data-theme-switch]").forEach(setUpTheme);
  // Without the button in the header the site was built without an index: the box on the home page stays a plain link.
  var openers = document.querySelectorAll("header [data-search]").length ? document.querySelectorAll("[data-search]") : [];
  openers.forEach(function (opener) {
    opener.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a link opened in a new tab stays a link
      event.preventDefault();
      open();
    });
  });
  var saving = navigator.connection && navigator.connection.saveData;
  if (openers.length && document.querySelector("main [data-search]") && !saving) addEventListener("load", function () {
    (window.requestIdleCallback || setTimeout)(function () { loadEngine().catch(function () { /* said when something is asked */ }); });
  });
  if (openers.length) addEventListener("keydown", function (event) {
    var typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    var slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    var k = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k";
    if (event.isComposing || !(slash || k)) return;
    event.preventDefault();
    open();
  });
})();
