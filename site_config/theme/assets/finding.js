/* The search itself. What is asked is cut into terms as generator/records/terms.py cuts the records (both are held to
   tests/vectors/terms.json); the terms are looked up in small files of the index (generator/export/search/), each of which
   holds hundreds of terms, so that no request says what was typed. `finding(root, home, language)` answers with documents;
   `first` may be the promise of the language's root file, where that is fetched already. */
window.finding = function (root, home, language, first) {
  "use strict";
  var INVISIBLE = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff]/g;
  var LETTERS = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ" };
  var SEGMENT = /[가-힣]+|[\u3040-\u30ff\u3400-\u9fff]+|(?:(?![가-힣\u3040-\u30ff\u3400-\u9fff])[\p{L}\p{N}])+/gu;
  var PAIRED = /^[가-힣\u3040-\u30ff\u3400-\u9fff]/;
  var STOP = /^(?:an|and|are|as|at|be|been|by|for|from|has|have|if|in|into|is|it|its|of|on|or|that|the|their|this|to|was|were|which|will|with)$/;
  // Longest first, so that 에서 goes before 에.
  var PARTICLES = ("이라고 에서는 에게서 으로는 으로도 한테서 이라도 이든지 라고 에서 에게 한테 으로 까지 부터 보다 처럼 이나 라도 마다 " +
    "조차 밖에 에는 에도 하고 이랑 은 는 이 가 을 를 의 에 께 로 와 과 도 만 나 랑").split(" ");
  var LONGEST = 40, WORDS = 24, WIDE = 3, LIKELY = 12, RARE = 24, FIRST = 0x22, SET = 0x23, NAME = 8;
  var WEIGHTS = [4, 2, 1]; // a term in a name, in the kind of product, hazard or platform, in other text
  var folder = new URL("search/index/", root).href, kept = new Map(), opened = null;

  /* ---- terms ---- */
  function fold(text) {
    if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
    return text.replace(INVISIBLE, "").normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase()
      .replace(/[ßæœøłđðþıς]/g, function (sign) { return LETTERS[sign]; }).replace(/[\u{10000}-\u{10ffff}]/gu, " ");
  }

  function singular(word) {
    if (word.length > 3 && word.endsWith("s") && !/[sui]s$/.test(word)) {
      if (/(?:ss|x|ch|sh|zz)es$/.test(word)) word = word.slice(0, -2);
      else if (word.endsWith("ies") && word.length > 4) return word.slice(0, -3) + "y";
      else word = word.slice(0, -1);
    }
    return word.length > 4 && word.endsWith("ie") ? word.slice(0, -2) + "y" : word;
  }

  function segments(word) {
    return fold(word).replace(/['’‘ʼ`]s(?![\p{L}\p{N}])/gu, "").match(SEGMENT) || [];
  }

  function plain(segment) { // the term of a word or number; empty where it says nothing
    if (segment.length < 2 || STOP.test(segment)) return "";
    return (/^[a-z]+$/.test(segment) ? singular(segment) : segment).slice(0, LONGEST);
  }

  function pairs(segment) {
    return segment.length < 2 ? [segment] : Array.from({ length: segment.length - 1 }, function (_, at) { return segment.slice(at, at + 2); });
  }

  function terms(text) {
    return text.split(/\s+/).flatMap(function (word) {
      return segments(word).flatMap(function (segment) { return PAIRED.test(segment) ? pairs(segment) : plain(segment) || []; });
    });
  }

  // Letters and digits only: what is left of a code when spaces, hyphens and dots are a matter of taste.
  function bare(text) {
    return text.replace(INVISIBLE, "").normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  }

  function code(text) {
    var key = bare(text).slice(0, LONGEST);
    return /^[0-9]+$/.test(key) ? key.replace(/^0+/, "") || key : key;
  }

  /* ---- from what was typed to what is looked up ---- */
  function digits(text) {
    return text.replace(/\D/g, "").length;
  }

  // The item numbers in a product link: from the path (-g-601099512345678.html, /item/1005006123456789.html); only when there is
  // none there, from the query (?goods_id=...), which is otherwise full of numbers of campaigns.
  function linkNumbers(link) {
    var cut = link.search(/[?#]/), pattern = /[a-z]{0,3}\d{6,}/gi;
    return (cut < 0 ? link : link.slice(0, cut)).match(pattern) || link.match(pattern) || [];
  }

  function stem(run) { // how much of a Hangul word is left without its particle
    for (var i = 0; i < PARTICLES.length; i++) {
      var cut = run.length - PARTICLES[i].length;
      if (cut >= 2 && run.slice(cut) === PARTICLES[i]) return cut;
    }
    return run.length;
  }

  function unit(word) {
    var found = { terms: [], code: "" };
    segments(word).forEach(function (segment, at) {
      if (at && PARTICLES.includes(segment)) return; // "nivea을", "2024년부터" are said of what stands before
      if (!PAIRED.test(segment)) return plain(segment) && found.terms.push({ term: plain(segment), need: 1 });
      var whole = stem(segment);
      pairs(segment).forEach(function (pair, at) {
        // "톱을": the pair, or else the noun of one syllable; the pairs of a particle hardly count.
        var short = segment.length === 2 && PARTICLES.includes(segment[1]) ? segment[0] : "";
        found.terms.push({ term: pair, need: at + pair.length <= whole ? 1 : 0.2, short: short, paired: true });
      });
    });
    var key = code(word.replace(/[가-힣]+$/, "")); // RF-220을
    // Six digits, or letters and digits: a year or a count is a word like others.
    if (key.length > 3 && /^[a-z0-9]+$/.test(key) && (digits(key) > 5 || /[a-z]\d|\d[a-z]/.test(key))) found.code = key;
    return found.terms.length || found.code ? found : [];
  }

  /* What to look up: `units`, of which a document should have all; `strict`: nothing but a code was typed; `link`: it was a link,
     of whose numbers any one will do. */
  function plan(typed) {
    var text = typed.normalize("NFKC").trim().slice(0, 4000);
    var link = text.match(/(?:https?:\/\/|www\.|\b[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}\/)\S*/i);
    var exact = function (key) { return { terms: [], code: code(key) }; };
    if (link) return { units: linkNumbers(link[0]).slice(0, 4).map(exact), strict: true, link: true };
    var parts = text.slice(0, 500).split(/\s+/).filter(bare).slice(0, WORDS);
    var whole = bare(text);
    // "8 800000 000421" and "psb 2024 0001" are one code; "charger 2024" is not.
    var strict = whole.length <= LONGEST && digits(whole) >= 5 && !parts.some(function (part) {
      return /[^\x00-\x7f]/.test(part) || (!/\d/.test(part) && part.length > 3);
    });
    if (strict) return { units: [exact(text)], strict: true, link: false };
    var units = parts.flatMap(unit), last = units.length ? units[units.length - 1].terms.slice(-1)[0] : null;
    if (last && !/\s$/.test(typed)) last.last = true;
    return { units: units, strict: false, link: false };
  }

  /* ---- the files of the index ---- */
  function get(name, how) {
    if (!kept.has(name)) {
      var file = fetch(folder + name + ".json", how).then(function (response) {
        if (!response.ok) throw new Error("HTTP " + response.status);
        return response.json();
      });
      kept.set(name, file);
      file.catch(function () { kept.delete(name); }); // the next try may go better
    }
    return kept.get(name);
  }

  function cut(names) {
    return names.match(new RegExp(".{" + NAME + "}", "g")) || [];
  }

  /* The file that names all others; asked for anew, so that it is of the same edition as they are. */
  function open() {
    opened = opened || (first || get(language, { cache: "no-cache" })).then(function (file) {
      return Object.assign({}, file, { starts: file.starts.split(" "), terms: cut(file.terms), rows: cut(file.rows) });
    });
    opened.catch(function () { opened = null; });
    first = null;
    return opened;
  }

  async function fresh(work) { // a new edition was published in the meantime: its files have other names
    try { return await work(await open()); } catch (error) {
      if (!/HTTP 404/.test(error)) throw error;
      opened = null;
      kept.clear();
      return work(await open());
    }
  }

  function numbers(text, total) {
    var at = -1, list = [], missing = text[0] === " ";
    for (var i = missing ? 1 : 0; i < text.length; i++) {
      var step = text.codePointAt(i);
      if (step > 0xffff) i++;
      at += (step < 0xe000 ? step : step - 0x800) - FIRST;
      list.push(at);
    }
    if (!missing) return list;
    var without = new Set(list);
    return Array.from({ length: total }, function (_, n) { return n; }).filter(function (n) { return !without.has(n); });
  }

  function place(starts, term) { // the last file that begins no later
    var low = 0, high = starts.length - 1;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (starts[middle] <= term) low = middle; else high = middle - 1;
    }
    return low;
  }

  function near(a, b) { // one letter more, less, other, or two in the other order
    if (Math.abs(a.length - b.length) > 1 || a === b) return false;
    var at = 0;
    while (at < a.length && a[at] === b[at]) at++;
    var restA = a.slice(at), restB = b.slice(at);
    return restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1) ||
      (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2));
  }

  /* The lists of a term, [documents by class, factor]; `known` says that the term itself is there. Where it is not, or seems to be half
     typed, those that begin with it are added; where there are none, those that are one letter away. */
  async function look(index, asked, guess) {
    var term = asked.term, at = place(index.starts, term), file = await get(index.terms[at]);
    var known = Object.prototype.hasOwnProperty.call(file, term), lists = known ? [[file[term], 1]] : [];
    if (!known && asked.short) return look(index, { term: asked.short, need: asked.need, paired: true }, guess);
    var half = asked.last && known && file[term].length < RARE;
    if ((known && !half) || !guess || (asked.paired ? term.length > 1 : term.length < 3)) return { lists: lists, known: known };
    var ends = at;
    while (ends + 1 < index.starts.length && ends - at + 1 < WIDE && index.starts[ends + 1] <= term + "\uffff") ends++;
    var files = await Promise.all(index.terms.slice(at, ends + 1).map(function (name) { return get(name); }));
    var others = files.flatMap(function (one) { return Object.keys(one); });
    var found = others.filter(function (other) { return other !== term && other.startsWith(term); });
    if (!known && !found.length && term.length > 3 && !/\d/.test(term)) found = others.filter(function (other) { return near(term, other); });
    var value = function (other) { return files.find(function (one) { return Object.prototype.hasOwnProperty.call(one, other); })[other]; };
    found.map(value).sort(function (a, b) { return b.length - a.length; }).slice(0, LIKELY).forEach(function (text) {
      lists.push([text, known ? 0.4 : 0.8]);
    });
    return { lists: lists, known: known };
  }

  function classes(text, total) {
    return text.split("!").map(function (list) { return list ? numbers(list, total) : []; });
  }

  /* ---- which documents fit, and how well ---- */
  function weigh(index, found, cover, score) { // a term's documents; returns how rare it is
    var lists = found.lists.map(function (list) { return classes(list[0], index.total); }), size = 0;
    lists.forEach(function (own) { own.forEach(function (documents) { size += documents.length; }); });
    var rare = found.need * Math.log(1 + index.total / (size || 1)), best = lists.length > 1 ? new Float32Array(index.total) : null;
    lists.forEach(function (own, at) {
      own.forEach(function (documents, kind) {
        var weight = WEIGHTS[kind] * found.lists[at][1] * rare;
        for (var i = 0; i < documents.length; i++) {
          var n = documents[i];
          if (!best) { cover[n] += rare; score[n] += weight; continue; }
          if (!best[n]) cover[n] += rare;
          if (weight > best[n]) { score[n] += weight - best[n]; best[n] = weight; }
        }
      });
    });
    return size ? rare : 0;
  }

  async function measure(index, asked) {
    var total = index.total, rarest = Math.log(1 + total);
    var units = await Promise.all(asked.units.map(async function (unit) {
      var key = unit.code ? { term: unit.code, need: 1 } : null;
      var guess = !unit.terms.length && !asked.link;
      var all = await Promise.all([key ? look(index, key, guess) : { lists: [] }].concat(unit.terms.map(function (term) {
        return look(index, term, true).then(function (found) { return Object.assign({ need: term.need, paired: term.paired }, found); });
      })));
      return { code: all[0], terms: all.slice(1) };
    }));
    var score = new Float32Array(total), cover = new Float32Array(total), whole = 0, unknown = false;
    units.forEach(function (unit) {
      var own = new Float32Array(total), sum = 0, missed = 0;
      unit.terms.forEach(function (found) {
        var mass = weigh(index, found, own, score);
        sum += mass;
        if (!mass) missed += found.need;
        if (!found.known && !found.paired) unknown = true;
      });
      // A pair that no record has mostly joins two words of a compound: it counts half. A word that none has counts as the rarest.
      var pairs = unit.terms.filter(function (found) { return found.paired; }).length;
      sum += sum && pairs === unit.terms.length ? missed * 0.5 * sum / unit.terms.length : missed * rarest;
      sum = sum || rarest;
      unit.code.lists.forEach(function (list) {
        classes(list[0], total).forEach(function (documents) {
          documents.forEach(function (n) { own[n] = sum; score[n] += 8 * rarest * list[1]; });
        });
      });
      for (var n = 0; n < total; n++) cover[n] = asked.link ? Math.max(cover[n], own[n] && 1) : cover[n] + own[n];
      whole = asked.link ? 1 : whole + sum;
    });
    return { score: score, cover: cover, whole: whole, unknown: unknown };
  }

  function choose(index, asked, measured) { // documents that fit, the best first
    var all = [], best = 0;
    for (var n = 0; n < index.total; n++) {
      if (!measured.cover[n]) continue;
      var share = Math.min(1, measured.cover[n] / measured.whole);
      best = Math.max(best, share);
      measured.score[n] *= share * (n < index.first ? 1.2 : 1); // a page about it, before one of its many bulletins
      measured.cover[n] = share;
      if (share >= 0.5) all.push(n);
    }
    var whole = all.filter(function (n) { return measured.cover[n] > 0.99; });
    if (whole.length < 10) whole = all.filter(function (n) { return measured.cover[n] > 0.99 || measured.cover[n] >= best * 0.75; });
    return whole.sort(function (a, b) {
      return (measured.cover[b] > 0.99) - (measured.cover[a] > 0.99) || measured.score[b] - measured.score[a] || b - a;
    });
  }

  /* ---- facets ---- */
  async function column(index, facet) {
    var file = await get(index.facets[facet]);
    return { sets: file.sets, at: function (n) { var sign = file.docs.charCodeAt(n - index.first); return (sign < 0xe000 ? sign : sign - 0x800) - SET; } };
  }

  async function columns(index, names) {
    var made = {};
    await Promise.all(names.map(async function (name) { made[name] = await column(index, name); }));
    return made;
  }

  /* Documents that have a chosen value of each facet, and with `count` how many there are of each value: a facet's own choice does
     not take away from its counts, so that one sees what another choice would bring. */
  async function narrow(index, documents, filters, count) {
    var chosen = Object.keys(filters).filter(function (facet) { return index.facets[facet]; });
    if (!chosen.length && !count) return { documents: documents, counts: null };
    var facets = await columns(index, count ? Object.keys(index.facets) : chosen);
    var passes = {}, tally = {};
    Object.keys(facets).forEach(function (facet) {
      tally[facet] = new Uint32Array(facets[facet].sets.length);
      passes[facet] = facets[facet].sets.map(function (set) {
        return !filters[facet] || set.some(function (value) { return filters[facet].includes(value); });
      });
    });
    var left = documents.filter(function (n) {
      if (n < index.first) return !chosen.length;
      var failed = chosen.filter(function (facet) { return !passes[facet][facets[facet].at(n)]; });
      if (count && failed.length < 2) (failed.length ? failed : Object.keys(facets)).forEach(function (facet) { tally[facet][facets[facet].at(n)]++; });
      return !failed.length;
    });
    if (!count) return { documents: left, counts: null };
    var counts = {};
    Object.keys(facets).forEach(function (facet) {
      counts[facet] = {};
      facets[facet].sets.forEach(function (set, at) {
        set.forEach(function (value) { if (tally[facet][at]) counts[facet][value] = (counts[facet][value] || 0) + tally[facet][at]; });
      });
    });
    return { documents: left, counts: counts };
  }

  /* ---- what others call ---- */
  /* `options`: `filters` ({facet: [value, …]}), `date` (newest first), `count`. Answers {documents, counts, unknown}: numbers for `rows`;
     `unknown`: a word of the question stands in no record as it was typed. */
  function ask(text, options) {
    return fresh(async function (index) {
      var asked = plan(text), documents, unknown = false;
      if (bare(text)) {
        if (!asked.units.length) return { documents: [], counts: {}, unknown: false, asked: asked };
        var measured = await measure(index, asked);
        unknown = measured.unknown;
        documents = choose(index, asked, measured);
      } else documents = Array.from({ length: index.total - index.first }, function (_, n) { return index.total - 1 - n; });
      if (options.date) documents.sort(function (a, b) { return b - a; });
      return Object.assign({ unknown: unknown, asked: asked }, await narrow(index, documents, options.filters || {}, options.count));
    });
  }

  function row(index, fields) {
    var id = fields[0], path = fields[10] || (id && "bulletins/" + id.split("-")[1] + "/" + id + "/") || "";
    return {
      id: id, date: fields[1] || "", title: fields[2], lang: fields[3] || "", hazard: fields[4] || [], platform: fields[5] || [], level: fields[6] || "",
      status: fields[7] || "", state: fields[8] || [], summary: fields[9] || "",
      url: path[0] === "/" ? new URL(path.slice(1), root).href : new URL(path, home).href,
      names: index.names
    };
  }

  /* What results show, for some documents. */
  function rows(documents) {
    return fresh(function (index) {
      return Promise.all(documents.map(async function (n) {
        return row(index, (await get(index.rows[Math.floor(n / index.per)]))[n % index.per]);
      }));
    });
  }

  /* While somebody types: the files of the words so far, so that they are there when the question is asked. */
  function warm(text) {
    return open().then(function (index) {
      plan(text).units.forEach(function (unit) {
        unit.terms.forEach(function (asked) {
          if (asked.paired || asked.term.length > 2) get(index.terms[place(index.starts, asked.term)]).catch(function () { /* asked for again */ });
        });
      });
    }).catch(function () { /* said when something is asked */ });
  }

  function totals() {
    return open().then(function (index) { return index.totals; });
  }

  return { open: open, warm: warm, ask: ask, rows: rows, totals: totals, terms: terms, plan: plan, bare: bare, near: near };
};
