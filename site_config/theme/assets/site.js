/* The two things on the site that need a script: the theme switch and the search. Nothing is loaded until the search is opened.
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

  /* ---- from what was typed to what Pagefind is asked ---- */
  // Longest first, so that 에서 goes before 에. Pagefind splits Korean at spaces only, so a particle hides the noun.
  var PARTICLES = ("이라고 에서는 에게서 으로는 으로도 한테서 이라도 이든지 " +
    "라고 에서 에게 한테 으로 까지 부터 보다 처럼 이나 라도 마다 조차 밖에 에는 에도 하고 이랑 " +
    "은 는 이 가 을 를 의 에 께 로 와 과 도 만 나 랑").split(" ");

  function stripParticle(word) {
    if (!/[가-힣]$/.test(word)) return word;
    for (var i = 0; i < PARTICLES.length; i++) {
      var cut = word.length - PARTICLES[i].length;
      if (cut >= 2 && word.slice(cut) === PARTICLES[i]) return word.slice(0, cut);
    }
    return word;
  }

  // Letters and digits only: what is left of a code when spaces, hyphens and dots are a matter of taste.
  function bare(text) {
    return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  }

  function digits(text) {
    return text.replace(/\D/g, "").length;
  }

  // The item numbers in a product link: from the path (-g-601099512345678.html, /item/1005006123456789.html); only when there is
  // none there, from the query (?goods_id=...), which is otherwise full of numbers of campaigns.
  function linkNumbers(link) {
    var cut = link.search(/[?#]/);
    var path = cut < 0 ? link : link.slice(0, cut);
    var pattern = /[a-z]{0,3}\d{6,}/gi;
    return path.match(pattern) || link.match(pattern) || [];
  }

  /* What to ask: {codes: bare codes, found only whole; phrases: texts, found by their words; strict: nothing but codes was typed;
     link: it was a link}. */
  function plan(text) {
    text = text.trim();
    var link = text.match(/(?:https?:\/\/|www\.|\b[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}\/)\S*/i);
    if (link) return { codes: unique(linkNumbers(link[0]).map(bare)), phrases: [], strict: true, link: true };
    var parts = text.split(/\s+/).filter(bare);
    var whole = bare(text);
    // "8 800000 000421" and "psb 2024 0001" are one code; "charger 2024" is not.
    var strict = digits(whole) >= 5 && !parts.some(function (part) {
      return /[^\x00-\x7f]/.test(part) || (!/\d/.test(part) && part.length > 3);
    });
    var codes = strict ? [whole] : [];
    if (!strict || parts.length === 1) parts.forEach(function (part) {
      var code = bare(part).replace(/[가-힣]+$/, ""); // RF-220을
      // Six digits, or letters and digits: a year or a count is a word like others.
      if (code.length > 3 && /^[a-z0-9]+$/.test(code) && (digits(code) > 5 || /[a-z]\d|\d[a-z]/.test(code))) codes.push(code);
    });
    var phrase = parts.join(" ").replace(/"/g, "");
    var stripped = parts.map(stripParticle).join(" ").replace(/"/g, "");
    return { codes: unique(codes), phrases: strict || !phrase ? [] : unique([phrase, stripped]), strict: strict, link: false };
  }

  function unique(list) {
    return list.filter(function (item, at) { return list.indexOf(item) === at; });
  }

  /* Pagefind puts the longest known beginning in the place of a word it does not know. Somebody who looks up a barcode must not be
     shown the bulletin of another one, so a result counts only if it holds (a good part of) what was asked. */
  function holds(asked, content) {
    var text = bare(content);
    return asked.codes.some(function (code) { return text.includes(code); }) || asked.phrases.some(function (phrase) {
      return phrase.split(" ").some(function (word) {
        var core = bare(word);
        if (/[가-힣]/.test(core)) return text.includes(core) || (core.length === 2 && /[은는이가을를의에도만]$/.test(core) && text.includes(core[0]));
        if (/\d/.test(core)) return text.includes(core);
        // English: the stem, roughly, so that "bottles" finds "bottle".
        return core && text.includes(core.slice(0, Math.max(3, core.length - 3)));
      });
    });
  }

  /* ---- asking Pagefind ---- */
  var engines = {};
  // One engine a language: Pagefind takes it from the page when it is made, so the page says another one for that moment.
  function loadEngine(language) {
    var code = language || html.lang;
    engines[code] = engines[code] || import(new URL("pagefind/pagefind.js", root).href).then(function (pagefind) {
      var own = html.lang;
      html.lang = code;
      try { var made = pagefind.createInstance({ baseUrl: root.pathname }); } finally { html.lang = own; }
      return made.init().then(function () { return made; });
    });
    engines[code].catch(function () { delete engines[code]; }); // the next try may go better
    return engines[code];
  }

  /* Results of all that was asked, each once, the best first; `options` are Pagefind's (filters, sort). With the list come the
     counts of each facet's values, as far as the facets are loaded: `counts` among the results, `totals` without the filters. */
  async function ask(asked, options, language) {
    var pagefind = await loadEngine(language);
    var seen = new Set();
    var list = [];
    list.counts = list.totals = {};
    async function add(term, only) {
      var found = await pagefind.search(term, options);
      if (!list.length) { list.counts = found.filters || {}; list.totals = found.totalFilters || {}; }
      found.results.forEach(function (result) {
        if (seen.has(result.id) || (only && !only.has(result.id))) return;
        seen.add(result.id);
        list.push(result);
      });
    }
    if (!asked) { await add(null); return list; } // everything that passes the filters
    for (var code of asked.codes) {
      // Quoted finds the whole code but does not rank; unquoted ranks (a bulletin's own number weighs most) but guesses.
      var exact = await pagefind.search('"' + code + '"', options);
      if (exact.results.length) await add(code, new Set(exact.results.map(function (result) { return result.id; })));
    }
    if (asked.strict && !asked.link && !list.length) for (var half of asked.codes) await add(half); // half typed: holds() decides
    for (var phrase of asked.phrases) await add(phrase);
    return list;
  }
  window.bulletins = { plan: plan, ask: ask, holds: holds, bare: bare, engine: loadEngine, locale: locale };

  /* ---- the dialog, built when it is first asked for ---- */
  var PAGE = 8;
  var finder;

  function element(tag, attributes, text) {
    var made = document.createElement(tag);
    for (var name in attributes) made.setAttribute(name, attributes[name]);
    if (text) made.textContent = text;
    return made;
  }

  function item(data) {
    var meta = data.meta;
    var row = element("li");
    row.append(element("a", { href: data.url }, meta.title || data.url));
    var when = meta.date && new Date(meta.date);
    var facts = [
      when && !isNaN(when) ? when.toLocaleDateString(locale, { dateStyle: "long", timeZone: "UTC" }) : meta.date,
      meta.hazard, meta.platforms
    ].filter(Boolean).join(" · ");
    if (facts) row.append(element("small", {}, facts));
    if (meta.summary) row.append(element("p", {}, meta.summary));
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
    var timer, results = [], shown = 0, asked, wantFocus = false;

    function clear(text) {
      status.textContent = text;
      list.replaceChildren();
      more.hidden = true;
      results = [];
      shown = 0;
    }

    // The next handful of results that hold what was asked; those that do not are taken out as they are met.
    async function show(mine) {
      var first = shown;
      for (var tries = 0; shown - first < PAGE && shown < results.length; tries++) {
        if (tries === 4) { results.length = shown; break; } // guesses to the end
        var batch = results.slice(shown, first + PAGE);
        var found = await Promise.all(batch.map(function (result) { return result.data(); }));
        if (mine !== turn) return;
        var kept = found.filter(function (data) { return holds(asked, data.content); });
        results.splice(shown, batch.length, ...batch.filter(function (result, at) { return kept.includes(found[at]); }));
        shown += kept.length;
        list.append(...kept.map(item));
      }
      more.hidden = shown >= results.length;
      var count = results.length;
      status.textContent = !count ? (asked.link && !asked.codes.length ? words.linkless : words.none)
        : count === 1 ? words.one : words.many.replace("{n}", count.toLocaleString(locale));
      return list.children[first];
    }

    async function run() {
      var mine = ++turn;
      if (!bare(input.value)) return clear("");
      asked = plan(input.value);
      status.textContent = words.busy;
      try {
        var answer = await ask(asked);
        if (mine !== turn) return;
        clear("");
        results = answer;
        await show(mine);
        if (wantFocus && mine === turn) focusLink(0);
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
      timer = setTimeout(function () { timer = 0; run(); }, 180);
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
  if (openers.length) addEventListener("keydown", function (event) {
    var typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    var slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    var k = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k";
    if (event.isComposing || !(slash || k)) return;
    event.preventDefault();
    open();
  });
})();
