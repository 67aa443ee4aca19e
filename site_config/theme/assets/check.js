/* The page "Check my item". What is typed stays on the device: it is turned into keys here, and all that is fetched are files of
   the look-up index, each named by a few bits of a hash. The data and the words come with the page (#check-data). */
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("check-data").textContent);
  var words = data.words;
  var html = document.documentElement;
  var locale = html.lang === "en" ? "en-GB" : html.lang;
  var known = window.identifiers(data.shops);
  var form = document.getElementById("check-form");
  var input = document.getElementById("check-input");
  var status = document.getElementById("check-status");
  var answer = document.getElementById("check-answer");
  var share = document.getElementById("check-share");
  var turn = 0; // the latest question; answers to earlier ones are dropped

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
    var parts = { dateStyle: "long", timeZone: "UTC" };
    if (iso.length === 7) parts = { year: "numeric", month: "long", timeZone: "UTC" };
    if (iso.length === 4) parts = { year: "numeric", timeZone: "UTC" };
    return new Date(iso).toLocaleDateString(locale, parts);
  }

  /* ---- the index ---- */
  function address(number) {
    return new URL(data.index + data.bits + "/" + number.toString(16) + ".json", location.href);
  }

  // A file that is not there means that no check was made, never that nothing was found.
  async function load(number) {
    var response = await fetch(address(number), { credentials: "omit" });
    if (!response.ok) throw new Error("HTTP " + response.status);
    var found = await response.json();
    if (!found.keys || !found.rows) throw new Error("no index");
    found.kept = response.headers.get("X-Kept");
    return found;
  }

  /* Matches of all keys in three groups: exact, similar, perhaps. A bulletin stands in the first group that it belongs to. */
  async function lookUp(asked) {
    var found = { exact: new Map(), similar: new Map(), perhaps: new Map(), total: 0, kept: "" };
    var files = await Promise.all(asked.keys.map(function (key) { return load(known.shard(key, data.bits)); }));
    files.forEach(function (file, at) {
      if (file.kept && file.kept > found.kept) found.kept = file.kept;
      var key = asked.keys[at];
      var entry = Object.prototype.hasOwnProperty.call(file.keys, key) ? file.keys[key] : null;
      if (!entry) return;
      if (at === 0) found.total = entry[2] - entry[0].length;
      entry[0].forEach(function (match) { add(found, group(asked, match[1], at), file.rows[match[0]], match[1]); });
      var exact = entry[0].some(function (match) { return group(asked, match[1], at) === "exact"; });
      entry[1].forEach(function (match) { add(found, exact ? "similar" : "perhaps", file.rows[match[0]], match[1]); });
    });
    return found;
  }

  function add(found, where, row, kind) {
    var groups = ["exact", "similar", "perhaps"];
    var there = groups.find(function (name) { return found[name].has(row[0]); });
    if (there && groups.indexOf(there) <= groups.indexOf(where)) return;
    if (there) found[there].delete(row[0]);
    found[where].set(row[0], { row: row, kind: kind });
  }

  function group(asked, kind, at) {
    if (kind === "model") return at === 0 && asked.kind === "words" ? "similar" : "perhaps";
    if (kind === "part" || kind === "brand") return "perhaps";
    if (kind.startsWith("item:")) {
      if (asked.kind === "strange") return "perhaps";
      return asked.shop && kind !== "item:" + asked.shop ? "perhaps" : "exact";
    }
    return asked.kind === "link" || asked.kind === "strange" ? (kind === "gtin" ? "similar" : "perhaps") : "exact";
  }

  /* ---- what is shown ---- */
  function reason(kind) {
    if (!kind.startsWith("item:")) return words.kinds[kind] || words.kinds.code;
    var shop = kind.slice(5);
    return fill(words.kinds.item, { platform: data.platforms[shop] || shop });
  }

  function text(titles) { // in the page's language, else in another one, marked
    var code = titles[html.lang] ? html.lang : Object.keys(titles)[0];
    var link = document.createDocumentFragment();
    link.append(code === html.lang ? titles[code] : element("span", { lang: code }, titles[code]));
    return link;
  }

  function card(match) {
    var row = match.row, tags = element("ul", { class: "tags" });
    function tag(css, said) { tags.append(element("li", { class: "tag" + css }, said)); }
    tag(" why", fill(words.same, { what: reason(match.kind) }));
    if (row[6]) tag(" due", words[row[6]]);
    if (row[7]) tag(" due", "? " + words.unconfirmed);
    if (row[5]) tag(" risk", "▲ " + words[row[5]]);
    row[3].forEach(function (hazard) { tag("", data.hazards[hazard] || hazard); });
    row[4].forEach(function (platform) { tag("", data.platforms[platform] || platform); });
    var path = data.here + "bulletins/" + row[0].split("-")[1] + "/" + row[0] + "/";
    return element("li", {}, element("time", { datetime: row[1] }, day(row[1]) + " · " + row[0]),
      element("h3", {}, element("a", { href: path }, text(row[2]))), tags);
  }

  function list(title, matches) {
    if (!matches.size) return;
    var cards = element("ul", { class: "cards" });
    matches.forEach(function (match) { cards.append(card(match)); });
    answer.append(element("h2", {}, title), cards);
  }

  function count(one, many, number) {
    return number === 1 ? one : fill(many, { n: number.toLocaleString(locale) });
  }

  function clear() {
    answer.replaceChildren();
    share.hidden = true;
    status.className = "";
  }

  function say(first, css) {
    var more = Array.prototype.slice.call(arguments, 2).filter(Boolean);
    status.className = "banner" + (css ? " " + css : "");
    status.replaceChildren(element("strong", {}, first), ...more.map(function (line) { return element("p", {}, line); }));
  }

  function show(asked, found) {
    var notes = [];
    if (asked.note === "check-digit" && !found.exact.size) notes.push(words.checkDigit);
    if (asked.kind === "strange") notes.push(words.strange);
    if (found.kept) notes.push(fill(words.kept, { when: day(found.kept.slice(0, 10)) }));
    if (found.exact.size) say(count(words.exactOne, words.exactMany, found.exact.size + found.total), "withdrawn", words.compare, ...notes);
    else if (found.similar.size) say(count(words.similarOne, words.similarMany, found.similar.size), "", words.compare, words.notSafe, ...notes);
    else if (found.perhaps.size) say(words.noExact, "", count(words.perhapsOne, words.perhapsMany, found.perhaps.size), words.notSafe, ...notes);
    else say(words.none, "calm", words.notSafe, ...notes);
    list(words.exactTitle, found.exact);
    list(words.similarTitle, found.similar);
    list(words.perhapsTitle, found.perhaps);
    if (found.total > 0) answer.append(element("p", { class: "note" }, count(words.moreOne, words.moreMany, found.total)));
    share.hidden = false;
  }

  var REFUSED = { empty: "empty", long: "long", short: "short", noitem: "noItem" };

  async function check() {
    var mine = ++turn;
    clear();
    var asked = known.read(input.value);
    if (REFUSED[asked.kind]) return say(words[REFUSED[asked.kind]], "calm");
    if (!asked.keys.length) return say(asked.kind === "strange" ? words.strangeNone : words.tooShort, "calm");
    status.replaceChildren(words.busy);
    try {
      var found = await lookUp(asked);
      if (mine === turn) show(asked, found);
    } catch (error) {
      if (mine === turn) say(words.failed, "", navigator.onLine ? words.failedWhy : words.failedOffline);
    }
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    check();
  });
  input.addEventListener("paste", function () { setTimeout(check); });
  input.addEventListener("input", function () { // an answer must not stand beside another question
    turn++;
    clear();
    status.replaceChildren();
  });

  /* ---- a link to this check: only on purpose, and behind the #, which no server sees ---- */
  share.addEventListener("click", async function () {
    var link = new URL(location.href);
    link.hash = "q=" + encodeURIComponent(input.value.slice(0, 2000));
    history.replaceState(null, "", link);
    try { await navigator.clipboard.writeText(link.href); share.nextElementSibling.textContent = words.shared; }
    catch (error) { share.nextElementSibling.textContent = words.sharedBar; }
  });
  function fromHash() {
    if (!location.hash.startsWith("#q=")) return;
    try { input.value = decodeURIComponent(location.hash.slice(3)); } catch (error) { return; }
    check();
  }
  addEventListener("hashchange", fromHash);

  /* ---- the camera, where the browser reads barcodes itself ---- */
  var scan = document.getElementById("check-scan");
  var box = document.getElementById("check-camera");
  function setUpCamera() {
    var video = box.querySelector("video"), stop = box.querySelector("button"), stream;
    function end() {
      if (stream) stream.getTracks().forEach(function (track) { track.stop(); });
      stream = null;
      box.hidden = true;
      scan.hidden = false;
    }
    async function look(detector) {
      if (!stream) return;
      var found = video.readyState > 1 ? await detector.detect(video) : [];
      if (!stream) return;
      if (!found.length) return setTimeout(look, 250, detector);
      end();
      input.value = found[0].rawValue;
      input.focus();
      check();
    }
    scan.hidden = false;
    scan.addEventListener("click", async function () {
      try {
        var detector = new BarcodeDetector();
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
        video.srcObject = stream;
        box.hidden = false;
        scan.hidden = true;
        stop.focus();
        await video.play();
        await look(detector);
      } catch (error) {
        end();
        clear();
        say(words.noCamera, "calm");
      }
    });
    stop.addEventListener("click", function () { end(); scan.focus(); });
    addEventListener("pagehide", end);
  }
  if ("BarcodeDetector" in window && navigator.mediaDevices) setUpCamera();

  /* ---- offline after a first visit: this page, and the files of the index as they are asked for ---- */
  async function keep() {
    var workers = navigator.serviceWorker;
    await workers.register(new URL(data.root + "check-worker.js", location.href), { scope: "./" });
    await workers.ready;
    if (!workers.controller) await new Promise(function (done) { workers.addEventListener("controllerchange", done, { once: true }); });
    html.dataset.kept = "page";
    // An index of a few files is kept whole: the check then works offline for everything.
    if (data.bits <= 2) for (var number = 0; number < 1 << data.bits; number++) await load(number);
    html.dataset.kept = data.bits <= 2 ? "all" : "page";
  }
  if ("serviceWorker" in navigator) keep().catch(function () { /* without it the page works online only */ });
  fromHash();
})();
