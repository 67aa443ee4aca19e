/* Identifiers as people type, paste and print them, brought to one form. The same steps as generator/records/identifiers.py;
   both are held to tests/vectors/identifiers.json. The shops' patterns come with the page that asks. */
window.identifiers = function (shops) {
  "use strict";
  var LONGEST_KEY = 64, LONGEST_TEXT = 8000, MOST_KEYS = 3;
  var INVISIBLE = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff]/g;
  var SPACES = /[\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
  var LABEL = new RegExp("^(?:\\(01\\)|(?:gtin|ean|upc|isbn|asin|barcode|바코드|상품번호|품번|모델명|모델|item number|item no|item id|" +
    "model no|model)(?:-1[0-4]|-8)?(?=[^a-z0-9가-힣]|\\d{8})[ .:#№-]*)", "i");
  var LINK = /https?:\/\/[^\s<>"]+|(?:[a-z0-9-]+\.)+[a-z]{2,}\/[^\s<>"]*/i;

  function unique(list) {
    return list.filter(function (item, at) { return list.indexOf(item) === at; });
  }

  function clean(text) {
    return text.normalize("NFKC").replace(INVISIBLE, "").replace(SPACES, " ").replace(/^ +| +$/g, "");
  }

  function bare(text) {
    var plain = text.replace(INVISIBLE, "").normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC");
    return Array.from(plain.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")).slice(0, LONGEST_KEY).join("");
  }

  function numberKey(key) {
    return /^[0-9]+$/.test(key) ? key.replace(/^0+/, "") || key : key;
  }

  function weighed(number) { // the sum behind the check digit of a GTIN
    return Array.from(number).reverse().reduce(function (sum, digit, at) { return sum + digit * (at % 2 ? 3 : 1); }, 0);
  }

  function checkDigitHolds(number) {
    return [8, 12, 13, 14].includes(number.length) && weighed(number) % 10 === 0;
  }

  function isbn13(isbn) {
    if (!/^\d{9}[\dx]$/.test(isbn)) return "";
    var sum = Array.from(isbn).reduce(function (sum, digit, at) { return sum + (digit === "x" ? 10 : +digit) * (10 - at); }, 0);
    if (sum % 11) return "";
    var body = "978" + isbn.slice(0, 9);
    return body + (10 - weighed(body + "0") % 10) % 10;
  }

  function upcA(number) {
    if (number.length !== 8 || !"01".includes(number[0])) return "";
    var six = number.slice(1, 7), last = six[5], body;
    if ("012".includes(last)) body = six.slice(0, 2) + last + "0000" + six.slice(2, 5);
    else if (last === "3") body = six.slice(0, 3) + "00000" + six.slice(3, 5);
    else if (last === "4") body = six.slice(0, 4) + "00000" + six[4];
    else body = six.slice(0, 5) + "0000" + last;
    var whole = number[0] + body + number[7];
    return checkDigitHolds(whole) ? whole : "";
  }

  function asked(kind, keys, shop, note) {
    return { kind: kind, keys: keys || [], shop: shop || "", note: note || "" };
  }

  function decoded(text) {
    try { return decodeURIComponent(text); } catch (error) { return text; }
  }

  // Host in lower case, path, and the query as pairs; without the fragment, user name and port.
  function parts(link) {
    var rest = link.replace(/[.,;:!?)\]}'’”」』]+$/, "").replace(/^https?:\/\//i, "").split("#")[0];
    var mark = rest.indexOf("?");
    var head = mark < 0 ? rest : rest.slice(0, mark);
    var slash = head.indexOf("/");
    var host = slash < 0 ? head : head.slice(0, slash);
    var query = mark < 0 ? [] : rest.slice(mark + 1).split("&").map(function (part) {
      var at = part.indexOf("=");
      return [decoded(at < 0 ? part : part.slice(0, at)).toLowerCase(), decoded(at < 0 ? "" : part.slice(at + 1))];
    });
    return {
      host: host.slice(host.lastIndexOf("@") + 1).replace(/:\d*$/, "").replace(/\.+$/, "").toLowerCase(),
      // A link that was encoded once too often: its path ends where its query begins.
      path: slash < 0 ? "" : decoded(head.slice(slash)).split(/[?#]/)[0], query: query
    };
  }

  function itemOf(shop, path, query) {
    for (var pattern of shop.paths) {
      var match = path.match(new RegExp(pattern, "i"));
      if (match && new RegExp("^(?:" + shop.item + ")$").test(match[1].toLowerCase())) return match[1].toLowerCase();
    }
    for (var name of shop.params) {
      for (var pair of query) {
        var found = pair[0] === name && pair[1].toLowerCase().match(new RegExp("^(?:" + shop.item + ")(?![a-z0-9])"));
        if (found) return found[0];
      }
    }
    return "";
  }

  function inner(query, depth) {
    for (var pair of depth ? query : []) {
      if (!/^https?:\/\//i.test(pair[1])) continue;
      var found = readLink(pair[1], depth - 1);
      if (found.kind === "link") return found;
    }
    return null;
  }

  function withIsbn(item) {
    var other = isbn13(item);
    return other ? [numberKey(item), other] : [numberKey(item)];
  }

  function numbers(path, query) {
    var NUMBER = /[a-z]{0,3}\d{6,20}/gi;
    var found = path.match(NUMBER) || query.flatMap(function (pair) { return pair[1].match(NUMBER) || []; });
    return unique(found.map(function (number) { return numberKey(number.toLowerCase()); })).slice(0, MOST_KEYS);
  }

  function readLink(link, depth) {
    var at = parts(link);
    var isShort = shops.some(function (shop) { return new RegExp("^(?:www\\.)?(?:" + shop.short + ")$", "i").test(at.host + at.path); });
    if (isShort) return inner(at.query, depth) || asked("short");
    var shop = shops.find(function (one) { return new RegExp("(?:^|\\.)(?:" + one.hosts + ")$").test(at.host); });
    if (!shop) return inner(at.query, depth) || asked("strange", numbers(at.path, at.query));
    var item = itemOf(shop, at.path, at.query);
    if (item) return asked("link", withIsbn(item), shop.name);
    return inner(at.query, depth) || asked("noitem", [], shop.name);
  }

  function code(text) {
    var digits = text.replace(/\D/g, "");
    var keys = [numberKey(digits).slice(0, LONGEST_KEY)];
    var sound = checkDigitHolds(digits);
    [upcA(digits), isbn13(digits)].forEach(function (other) {
      if (!other) return;
      keys.push(numberKey(other));
      sound = true;
    });
    return asked("code", unique(keys), "", !sound && [8, 12, 13, 14].includes(digits.length) ? "check-digit" : "");
  }

  function words(text) {
    var whole = bare(text), keys = withIsbn(whole), tokens = text.split(/[\s,;]+/);
    if (tokens.length > 1 && tokens.length <= 40) tokens.forEach(function (token) {
      var key = bare(token);
      if (Array.from(key).length > 3 && /[0-9]/.test(key)) keys.push(numberKey(key));
    });
    var asin = tokens.length === 1 && /^b0[a-z0-9]{8}$/.test(whole);
    keys = unique(keys.filter(function (key) { return Array.from(key).length > 2; })).slice(0, MOST_KEYS);
    return asked(asin ? "code" : "words", keys, asin ? "amazon" : "");
  }

  /* What a text asks for: {kind, keys, shop, note}, as Asked in identifiers.py. */
  function read(text) {
    if (Array.from(text).length > LONGEST_TEXT) return asked("long");
    text = clean(text);
    if (!bare(text)) return asked("empty");
    var link = text.match(LINK);
    if (link) {
      var found = readLink(link[0], 2);
      if (found.kind !== "strange" || link[0].includes("://")) return found;
    }
    text = text.replace(LABEL, "").trim() || text;
    return /^[\d\s.·–-]+$/.test(text) ? code(text) : words(text);
  }

  /* The file of the look-up index that holds a key: the first bits of its CRC-32. */
  function shard(key, bits) {
    var crc = -1;
    new TextEncoder().encode(key).forEach(function (byte) {
      crc ^= byte;
      for (var bit = 0; bit < 8; bit++) crc = crc >>> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    });
    return bits ? (~crc >>> 0) >>> 32 - bits : 0;
  }

  return { read: read, bare: bare, shard: shard };
};
