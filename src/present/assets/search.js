/* Search: the words of all records stand in the page as characters, one a word.
 * A query marks the words it asks for, and one pass over the records finds those
 * that have them all. What is found is shown as text, never as markup. */
(function () {
  "use strict";
  var doc = document;
  var input = doc.getElementById("q");
  var status = doc.querySelector(".status");
  var FIRST = 30;  /* results of a group before more is asked for */
  var MAX_TERMS = 16;
  var SNIPPET = 45; /* words on either side of the first that was found */
  if (!input) { return; }

  /* ---------------------------------------------------------- the index */

  var LEAD = 0xE000, THREE = 53248, DIRECT = 94 + 1887 + THREE;

  function unescape(word) {
    return word.replace(/\\(.)/g, function (all, c) {
      return c === "l" ? "<" : c === "n" ? "\n" : c;
    });
  }

  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
      .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss")
      .replace(/ø/g, "o").replace(/[łŁ]/g, "l").replace(/[đð]/g, "d")
      .replace(/ı/g, "i");
  }

  var isWord = /^[\p{L}\p{M}0-9]/u;
  var words = doc.getElementById("words").textContent.split("\n")
    .map(unescape);
  words.pop();
  var folded = words.map(function (w) { return isWord.test(w) ? fold(w) : ""; });
  var parent = null;
  var records = doc.getElementById("index").textContent.split("\n");
  records.pop();
  records = records.map(function (line) {
    var f = line.split("\t");
    var r = { kind: f[0], ref: f[1], lang: f[2], fields: f.slice(3) };
    if (r.kind === "r") { parent = r; }
    r.parent = parent;
    return r;
  });

  /* Number of the word that begins at a place of a field. */
  function wordAt(field, i) {
    var c = field.charCodeAt(i);
    if (c < 0x80) { return c - 0x20 - (c > 0x3C ? 1 : 0); }
    if (c < 0x800) { return 94 + c - 0xA1; }
    if (c < LEAD) { return 94 + 1887 + c - 0x800; }
    return DIRECT + (c - LEAD) * THREE + field.charCodeAt(i + 1) - 0x800;
  }

  function numbers(field) {
    var list = [];
    for (var i = 0; i < field.length; i++) {
      list.push(wordAt(field, i));
      if (field.charCodeAt(i) >= LEAD) { i++; }
    }
    return list;
  }

  /* ---------------------------------------------------------- the query */

  function split(text) {
    return fold(text).match(/[\p{L}\p{M}0-9]+/gu) || [];
  }

  /* Terms: lists of words; one that is not in quotes may go on. */
  function parse(query) {
    var terms = [];
    query.replace(/[“”«»„]/g, "\"").split("\"").forEach(function (part, i) {
      var found = split(part);
      if (i % 2 && found.length) {
        terms.push({ words: found, exact: true });
      } else if (i % 2 === 0) {
        found.forEach(function (w) { terms.push({ words: [w], exact: false }); });
      }
    });
    return terms.slice(0, MAX_TERMS);
  }

  /* Of each word, one bit for each term that it may begin. */
  function mark(terms) {
    var bits = new Uint32Array(words.length);
    folded.forEach(function (f, i) {
      if (!f) { return; }
      for (var t = 0; t < terms.length; t++) {
        var first = terms[t].words[0];
        if (terms[t].exact ? f === first : f.startsWith(first)) {
          bits[i] |= 1 << t;
        }
      }
    });
    return bits;
  }

  /* A phrase goes on over punctuation, not past a line. */
  function follows(list, at, phrase) {
    for (var k = 1; k < phrase.length; k++) {
      do { at++; } while (at < list.length && !folded[list[at]] &&
                          !/\n/.test(words[list[at]]));
      if (at >= list.length || folded[list[at]] !== phrase[k]) { return -1; }
    }
    return at + 1;
  }

  /* [from, to) of what was found in a list of words. */
  function hits(list, terms, bits) {
    var found = [];
    for (var i = 0; i < list.length; i++) {
      for (var t = 0; bits[list[i]] && t < terms.length; t++) {
        var end = bits[list[i]] >>> t & 1 ? follows(list, i, terms[t].words)
          : -1;
        if (end > 0) { found.push([i, end]); break; }
      }
    }
    return found;
  }

  /* Bits of the terms in a field; phrases are looked at when they may be there. */
  function bitsOf(field, bits) {
    var all = 0;
    for (var i = 0; i < field.length; i++) {
      var c = field.charCodeAt(i);
      all |= bits[wordAt(field, i)];
      if (c >= LEAD) { i++; }
    }
    return all;
  }

  function hasPhrases(r, terms, bits) {
    return terms.every(function (term, t) {
      return term.words.length === 1 || r.fields.some(function (field) {
        var list = numbers(field);
        return list.some(function (w, i) {
          return bits[w] >>> t & 1 && follows(list, i, term.words) > 0;
        });
      });
    });
  }

  function search(terms) {
    var bits = mark(terms), wanted = 0;
    var found = { i: [], c: [], r: [] };
    terms.forEach(function (term, t) { wanted |= 1 << t; });
    records.forEach(function (r) {
      var title = bitsOf(r.fields[0], bits);
      var all = title | bitsOf(r.fields[1], bits) | bitsOf(r.fields[2], bits);
      if ((all & wanted) === wanted && hasPhrases(r, terms, bits)) {
        found[r.kind].push({ r: r, top: (title & wanted) === wanted });
      }
    });
    Object.keys(found).forEach(function (kind) {
      found[kind] = found[kind].filter(function (x) { return x.top; })
        .concat(found[kind].filter(function (x) { return !x.top; }));
    });
    return { found: found, bits: bits, terms: terms };
  }

  /* ------------------------------------------------------------ showing */

  function text(list, from, to) {
    var out = "";
    for (var i = from; i < to; i++) {
      out += (i > from && folded[list[i]] && folded[list[i - 1]] ? " " : "") +
        words[list[i]];
    }
    return out;
  }

  function add(element, name, content, className) {
    var e = doc.createElement(name);
    if (content) { e.textContent = content; }
    if (className) { e.className = className; }
    element.appendChild(e);
    return e;
  }

  function show(element, list, found, from, to) {
    var at = from, last = null;
    found.forEach(function (hit) {
      if (hit[0] < at || hit[1] > to) { return; }
      var blank = hit[0] > at || !last ? "" : " ";
      var before = text(list, at, hit[0]);
      if (hit[0] > at && last && folded[list[at]] && folded[list[at - 1]]) {
        before = " " + before;
      }
      if (hit[0] > at && folded[list[hit[0] - 1]]) { before += " "; }
      element.appendChild(doc.createTextNode(before + blank));
      add(element, "mark", text(list, hit[0], hit[1]));
      at = hit[1];
      last = hit;
    });
    var rest = text(list, at, to);
    if (last && at < to && folded[list[at]] && folded[list[at - 1]]) {
      rest = " " + rest;
    }
    element.appendChild(doc.createTextNode(rest));
  }

  /* The sentence around a place. */
  function around(list, at) {
    var from = at, to = at;
    function ends(i) { return /[.!?…]["”»)]*\s|\n/.test(words[list[i]]); }
    while (from > 0 && at - from < SNIPPET && !ends(from - 1)) { from--; }
    while (to < list.length && to - at < SNIPPET && !ends(to)) { to++; }
    return [from, Math.min(list.length, to + 1)];
  }

  /* The sentence with most of the terms. */
  function best(list, found, got) {
    var most = -1, span = [0, list.length];
    found.slice(0, 200).forEach(function (hit) {
      var here = around(list, hit[0]), seen = 0, n = 0;
      for (var i = here[0]; i < here[1]; i++) { seen |= got.bits[list[i]]; }
      for (; seen; seen &= seen - 1) { n++; }
      if (n > most) { most = n; span = here; }
    });
    return most < 0 ? around(list, 0) : span;
  }

  function put(element, field, got, whole) {
    var list = numbers(field);
    var found = hits(list, got.terms, got.bits);
    var span = whole || !list.length ? [0, list.length]
      : best(list, found, got);
    if (span[0] > 0) { element.appendChild(doc.createTextNode("… ")); }
    show(element, list, found, span[0], span[1]);
    if (span[1] < list.length) {
      element.appendChild(doc.createTextNode(" …"));
    }
  }

  /* So many words lead to the paragraph in which they were found. */
  function place(list, found) {
    if (!found.length) { return ""; }
    var to = found[0][0], n = 0;
    while (to < list.length && n < 8 && !/\n/.test(words[list[to]])) {
      n += folded[list[to]] ? 1 : 0;
      to++;
    }
    return "#find=" + encodeURIComponent(text(list, found[0][0], to));
  }

  function href(r) {
    return r.kind === "i" ? "incidents/" + r.ref + ".html"
      : "documents/" + r.parent.ref + ".html" +
        (r.kind === "c" ? "#" + r.ref : "");
  }

  function foreign(element, r) {
    if (r.lang) { element.lang = r.lang; }
    element.dir = "auto";
  }

  /* What is found may be anything: all of it is covered, where words are. */
  var covered = doc.querySelector(".cover-note");

  function cover(li) {
    var fold = add(li, "details", "", "cover");
    add(fold, "summary", status.getAttribute("data-cover"));
    return fold;
  }

  function item(r, got) {
    var li = doc.createElement("li");
    var head = add(li, "h3"), a = add(head, "a"), about, words_;
    var list = r.kind === "r" ? numbers(r.fields[2]) : [];
    a.href = href(r) + place(list, hits(list, got.terms, got.bits));
    if (r.kind === "r") { foreign(a, r); }
    put(a, r.fields[0], got, true);
    about = add(li, "p", "", "kicker");
    put(about, r.fields[1], got, true);
    if (r.kind === "c") {
      about.appendChild(doc.createTextNode(" · "));
      put(foreignSpan(about, r), r.parent.fields[0], got, true);
    }
    if (r.fields[2]) {
      words_ = add(covered ? cover(li) : li, r.kind === "r" ? "p" : "q", "",
        "words");
      foreign(words_, r);
      put(words_, r.fields[2], got, r.kind !== "r");
    }
    return li;
  }

  function foreignSpan(element, r) {
    var bdi = add(element, "bdi");
    foreign(bdi, r);
    return bdi;
  }

  function phrase(section, n) {
    var pattern = section.getAttribute(n === 1 ? "data-one" : "data-many");
    return pattern.replace("{n}", String(n));
  }

  function fill(section, list, got) {
    var ol = section.querySelector("ol");
    var button = section.querySelector("button");
    var shown = 0;
    function more(step) {
      var first = null;
      list.slice(shown, shown + step).forEach(function (x) {
        var li = item(x.r, got);
        first = first || li;
        ol.appendChild(li);
      });
      shown = Math.min(list.length, shown + step);
      if (button) {
        button.hidden = shown >= list.length;
        button.textContent = section.getAttribute("data-more")
          .replace("{n}", String(list.length - shown));
      }
      return first;
    }
    ol.textContent = "";
    if (button) { button.remove(); button = null; }
    if (list.length > FIRST) {
      button = add(section, "button");
      button.type = "button";
      button.addEventListener("click", function () {
        more(200).querySelector("a").focus();
      });
    }
    more(FIRST);
    section.hidden = !list.length;
  }

  var sections = { i: doc.getElementById("incidents"),
    c: doc.getElementById("claims"), r: doc.getElementById("reports") };

  function run() {
    var terms = parse(input.value);
    var said = [], got;
    got = terms.length ? search(terms)
      : { found: { i: [], c: [], r: [] }, terms: [], bits: [] };
    Object.keys(sections).forEach(function (kind) {
      fill(sections[kind], got.found[kind], got);
      if (got.found[kind].length) {
        said.push(phrase(sections[kind], got.found[kind].length));
      }
    });
    status.textContent = !terms.length ? ""
      : said.length ? said.join(status.getAttribute("data-join"))
      : status.getAttribute("data-none");
  }

  /* ------------------------------------------------------- the address */

  function remember() {
    var hash = input.value ? "#q=" + encodeURIComponent(input.value) : "#";
    try { history.replaceState(null, "", hash); } catch (e) { /* no matter */ }
  }

  function recall() {
    var found = /^#q=(.*)$/.exec(location.hash), query = "";
    try { query = found ? decodeURIComponent(found[1]) : ""; }
    catch (e) { query = found[1]; }
    if (query !== input.value) { input.value = query; run(); }
  }

  var timer = 0;
  input.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(function () { remember(); run(); }, 120);
  });
  input.addEventListener("keydown", function (event) {
    if (event.key !== "Enter") { return; }
    clearTimeout(timer);
    remember();
    run();
    var first = doc.querySelector(".found:not([hidden]) a");
    if (first) { first.focus(); }
  });
  window.addEventListener("hashchange", recall);
  doc.querySelector(".needs-script").remove();
  recall();
  /* Who came to ask: by the key of all pages. */
  if (location.hash === "#q=") { input.focus({ preventScroll: true }); }
})();
