/* What narrows the first page down: its list, map, timeline and totals at once.
 * The state stands in the address, so that it can be kept, sent and gone back
 * to. Without this script the page shows everything. */
(function () {
  "use strict";
  var doc = document;
  var form = doc.getElementById("sifter");
  var FIELDS = ["from", "to", "kind", "area", "type", "status", "contested", "q"];

  function all(selector, root) {
    return Array.prototype.slice.call((root || doc).querySelectorAll(selector));
  }

  function one(selector, root) { return (root || doc).querySelector(selector); }

  if (!form) { return; }

  /* As the page's own: what goes on or holds others is neither added nor drawn,
   * bodies found have a sum of their own. */
  var ADDED = 0, FINDS_BODIES = 2;

  /* ---------------------------------------------------------------- rows */
  function number(text) { return text === "" || text === undefined ? null : +text; }

  function readHarm(text) {
    var p = text.split(":");
    return { kind: +p[0], told: p.length > 1, low: +p[1] || 0, top: +p[2] || 0, open: p[3] === "1" };
  }

  function readRow(e) {
    var f = e.getAttribute("data-f").split(",").map(number);
    var h = e.getAttribute("data-h");
    return {
      e: e, from: f[0], to: f[1], area: f[2], type: f[3], status: f[4], contested: f[5],
      inclusion: f[6], spot: f[7], column: f[8], shown: true, text: null,
      harms: h ? h.split(" ").map(readHarm) : []
    };
  }

  /* The lists behind the first wait as text, so that a page of thousands opens at
   * once: put in place when there is time, or as soon as all are needed. */
  var waiting = one(".incidents noscript");
  var END = "</ol>\n";
  var lists = waiting ? waiting.textContent.split(END).slice(0, -1) : [];
  var total = all(".rows > li").length + lists.join("").split("<li").length - 1;

  function place(n) {
    if (!lists.length) { return; }
    waiting.insertAdjacentHTML("beforebegin", lists.splice(0, n).join(END) + END);
    if (!lists.length) {
      waiting.textContent = "";
      one(".incidents .blocked").hidden = true;
    }
  }

  function placeAll() { place(lists.length); }

  function placeSome() {
    place(4);
    if (lists.length) { whenIdle(placeSome); }
  }

  function whenIdle(what) {
    if (window.requestIdleCallback) { requestIdleCallback(what, { timeout: 500 }); }
    else { setTimeout(what, 30); }
  }

  /* Read once something is asked. */
  var rows = null, bars, spots;

  function readAll() {
    placeAll();
    if (!rows) {
      rows = all(".rows > li").map(readRow);
      bars = all(".bar").map(readBar);
      spots = all(".world a.spot").map(readSpot);
    }
  }

  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  function wordsOf(row) {
    if (row.text === null) { row.text = fold(row.e.textContent); }
    return row.text;
  }

  /* ------------------------------------------------------------- options */
  function optionOf(name, value) {
    return all("option", form.elements[name]).filter(function (o) { return o.value === value; })[0];
  }

  function indexOf(name, value) {
    var option = value ? optionOf(name, value) : null;
    return option ? +option.getAttribute("data-i") : value ? -1 : null;
  }

  /* A country holds its units. */
  function areasWithin(value) {
    if (!value) { return null; }
    var found = {};
    all("option", form.elements.area).forEach(function (o) {
      if (o.value === value || o.value.indexOf(value + "/") === 0) {
        found[o.getAttribute("data-i")] = true;
      }
    });
    return found;
  }

  function kindCodes() {
    return all("option[data-i]", form.elements.kind).map(function (o) { return o.value; });
  }

  function dayOf(iso) {
    var t = /^\d{4}-\d\d-\d\d$/.test(iso || "") ? Date.parse(iso + "T00:00:00Z") : NaN;
    return isNaN(t) ? null : Math.round(t / 864e5);
  }

  /* --------------------------------------------------------------- state */
  var state = {};

  function isNarrowed() {
    return FIELDS.concat("place").some(function (name) { return state[name]; });
  }

  function matcher() {
    var from = dayOf(state.from), to = dayOf(state.to);
    var kind = indexOf("kind", state.kind), type = indexOf("type", state.type);
    var status = indexOf("status", state.status), contested = indexOf("contested", state.contested);
    var areas = areasWithin(state.area);
    var words = fold(state.q || "").split(/\s+/).filter(Boolean);
    var places = state.place ? spots.filter(function (s) { return s.name === state.place; }) : null;
    return function (r) {
      var last = r.to === null ? Infinity : r.to;
      if ((from !== null || to !== null) && r.from === null && r.to === null) { return false; }
      if (from !== null && last < from) { return false; }
      if (to !== null && (r.from === null ? r.to : r.from) > to) { return false; }
      if (kind !== null && !r.harms.some(function (h) { return h.kind === kind; })) { return false; }
      if (type !== null && r.type !== type) { return false; }
      if (status !== null && r.status !== status) { return false; }
      if (contested !== null && !(r.contested & contested)) { return false; }
      if (areas && !areas[r.area]) { return false; }
      if (places && !places.some(function (s) { return s.at === r.spot; })) { return false; }
      return words.every(function (w) { return wordsOf(r).indexOf(w) >= 0; });
    };
  }

  /* ------------------------------------------------------------- figures */
  var phrases = one(".sums").dataset;

  function say(n) {
    var text = String(n);
    return text.length < 5 ? text : text.replace(/\B(?=(\d{3})+$)/g, phrases.group);
  }

  function fill(phrase, n, m) {
    return phrase.replace("{n}", say(n)).replace("{m}", say(m));
  }

  function newFigure() { return { low: 0, top: 0, open: false, told: 0, untold: 0 }; }

  function add(figure, h) {
    if (!h.told) { figure.untold++; return; }
    figure.told++;
    figure.low += h.low;
    figure.top += h.top;
    figure.open = figure.open || h.open;
  }

  function sayFigure(f) {
    if (!f.told) { return phrases.none; }
    var same = f.low === f.top;
    return fill(f.open ? (same ? phrases.from : phrases.more) : (same ? phrases.one : phrases.both), f.low, f.top);
  }

  function sayCount(key, n) { return fill(n === 1 ? phrases[key + "1"] : phrases[key], n, n); }

  var killed = kindCodes().indexOf("killed");

  function deadOf(row) {
    return row.inclusion === ADDED &&
      row.harms.filter(function (h) { return h.kind === killed; })[0] || { told: false };
  }

  function showSums() {
    var codes = kindCodes();
    var sums = codes.map(newFigure), bodies = newFigure();
    rows.forEach(function (r) {
      if (r.shown && r.inclusion === ADDED) { r.harms.forEach(function (h) { add(sums[h.kind], h); }); }
      if (r.shown && r.inclusion === FINDS_BODIES) {
        r.harms.forEach(function (h) { if (h.kind === killed) { add(bodies, h); } });
      }
    });
    all(".sum").forEach(function (e) {
      var kind = e.getAttribute("data-kind");
      var f = kind === "bodies" ? bodies : sums[codes.indexOf(kind)];
      var of = sayCount("told", f.told);
      if (f.untold) { of += ", " + sayCount("untold", f.untold); }
      one("b", e).textContent = sayFigure(f);
      one(".of", e).textContent = f.told || f.untold ? of : "";
      e.classList.toggle("gone", e.tagName === "LI" && !f.told);
    });
    all(".statuses, .whole").forEach(function (e) { e.classList.toggle("gone", isNarrowed()); });
  }

  /* ------------------------------------------------------------ timeline */
  var chart = one(".chart");
  function readBar(e) {
    var least = one(".least", e), count = one(".count", e);
    return {
      e: e, column: +e.getAttribute("data-c"), least: least, most: one(".most", e), count: count,
      open: one(".open", e), title: one("title", e), days: one("title", e).textContent.split(/\s?: /)[0],
      base: +least.getAttribute("y") + +least.getAttribute("height"),
      foot: +count.getAttribute("y") + +count.getAttribute("height")
    };
  }

  /* As the page's own. */
  function roundUp(v) {
    v = Math.min(v, 1e12);
    var power = 1, tenths = [10, 12, 15, 20, 30, 40, 50, 60, 80, 100];
    while (power * 10 < v) { power *= 10; }
    return power * tenths.filter(function (t) {
      return t * power >= v * 10 && t * power % 10 === 0;
    })[0] / 10;
  }

  function setLevels(kind, most) {
    all("[data-level=" + kind + "]", chart).forEach(function (t) {
      var v = most * +t.getAttribute("data-part") / 2;
      t.textContent = v === Math.round(v) ? say(v) : "";
    });
  }

  function setBar(rect, foot, low, high) {
    rect.setAttribute("y", (foot - high).toFixed(1));
    rect.setAttribute("height", Math.max(0, high - low).toFixed(1));
  }

  function showTimeline() {
    if (!chart) { return; }
    var sums = {}, dead = 1, most = 1;
    bars.forEach(function (b) { sums[b.column] = { n: 0, figure: newFigure() }; });
    rows.forEach(function (r) {
      var s = r.shown && r.column !== null && r.column !== undefined ? sums[r.column] : null;
      if (s) {
        s.n++;
        add(s.figure, deadOf(r));
        dead = Math.max(dead, s.figure.top);
        most = Math.max(most, s.n);
      }
    });
    dead = roundUp(dead);
    most = roundUp(most);
    var high = +chart.getAttribute("data-high") / dead, wide = +chart.getAttribute("data-low") / most;
    bars.forEach(function (b) {
      var s = sums[b.column];
      var low = Math.min(s.figure.low, 1e12) * high, top = Math.min(s.figure.top, 1e12) * high;
      setBar(b.least, b.base, 0, low);
      setBar(b.most, b.base, low, top);
      setBar(b.count, b.foot, 0, s.n * wide);
      b.open.setAttribute("transform", "translate(0 " + (-top).toFixed(1) + ")");
      b.open.classList.toggle("gone", !s.figure.open);
      b.e.classList.toggle("gone", !s.n);
      b.title.textContent = phrases.bar.replace("{x}", b.days)
        .replace("{n}", say(s.n)).replace("{m}", sayFigure(s.figure));
    });
    setLevels("dead", dead);
    setLevels("incidents", most);
  }

  /* ----------------------------------------------------------------- map */
  var map = one(".world .map");
  var DOT = 3;
  function readSpot(e) {
    var most = one(".most", e);
    return {
      e: e, at: +e.getAttribute("data-spot"), name: e.getAttribute("data-n"), most: most, least: one(".least", e),
      x: +most.getAttribute("cx"), y: +most.getAttribute("cy")
    };
  }
  var whole = map ? map.getAttribute("viewBox").split(" ").map(Number) : null;
  var scale = map ? +map.getAttribute("data-dead") / 1e6 : 0;

  function radius(dead) { return Math.max(DOT, scale * Math.sqrt(Math.min(dead, 1e12))); }

  /* A window of the map's own shape around the places that are left. */
  function windowFor(left) {
    var xs = left.map(function (s) { return s.x; }), ys = left.map(function (s) { return s.y; });
    var x0 = Math.min.apply(null, xs), x1 = Math.max.apply(null, xs);
    var y0 = Math.min.apply(null, ys), y1 = Math.max.apply(null, ys);
    var w = Math.max((x1 - x0) * 1.35, (y1 - y0) * 1.35 * whole[2] / whole[3], whole[2] / 7);
    w = Math.min(w, whole[2]);
    var h = w * whole[3] / whole[2];
    var x = Math.min(Math.max((x0 + x1 - w) / 2, 0), whole[2] - w);
    var y = Math.min(Math.max((y0 + y1 - h) / 2, 0), whole[3] - h);
    return [x, y, w, h];
  }

  function labelAt(group, s, z, taken) {
    var width = s.name.length * 6.6 * z, x = s.x + (s.r + 3) * z, y = s.y;
    var box = [x, y - 7 * z, x + width, y + 7 * z];
    if (taken.some(function (t) { return box[0] < t[2] && t[0] < box[2] && box[1] < t[3] && t[1] < box[3]; })) { return; }
    taken.push(box);
    var text = doc.createElementNS("http://www.w3.org/2000/svg", "text");
    text.setAttribute("class", "town");
    text.setAttribute("x", x);
    text.setAttribute("y", y + 4 * z);
    text.textContent = s.name;
    group.appendChild(text);
  }

  /* Names that are right for the whole are in the wrong place nearer by. */
  function nameSpots(left, z) {
    var old = one(".near", map);
    if (old) { old.parentNode.removeChild(old); }
    map.classList.toggle("nearer", z < 1);
    if (z >= 1) { return; }
    var group = doc.createElementNS("http://www.w3.org/2000/svg", "g");
    group.setAttribute("class", "near");
    group.setAttribute("aria-hidden", "true");
    var taken = left.map(function (s) {
      var r = s.r * .8 * z;
      return [s.x - r, s.y - r, s.x + r, s.y + r];
    });
    left.slice(0, 80).forEach(function (s) { labelAt(group, s, z, taken); });
    map.appendChild(group);
  }

  /* --------------------------------------------------------------- tiles */
  /* Pictures of the ground, asked of the network once the reader has said so. */
  var tiles = one(".tiles");
  var tiled = false;

  function drawTiles() {
    var old = one(".ground-tiles", map);
    if (old) { old.parentNode.removeChild(old); }
    map.classList.toggle("tiled", tiled);
    if (!tiled) { return; }
    var west = +map.getAttribute("data-west") / 1e6, north = +map.getAttribute("data-north") / 1e6;
    var perDegree = +map.getAttribute("data-scale") / 1e6;
    var box = map.getAttribute("viewBox").split(" ").map(Number);
    var z = Math.round(Math.log2(perDegree * 360 / 256 * whole[2] / box[2]));
    z = Math.max(0, Math.min(z, +tiles.getAttribute("data-most")));
    var n = Math.pow(2, z), size = 360 / n * perDegree;
    var group = doc.createElementNS("http://www.w3.org/2000/svg", "g");
    group.setAttribute("class", "ground-tiles");
    group.setAttribute("aria-hidden", "true");
    var left = (180 + west) * perDegree, top = (180 - north) * perDegree;
    for (var ty = Math.floor((top + box[1]) / size); ty * size < top + box[1] + box[3]; ty++) {
      for (var tx = Math.floor((left + box[0]) / size); tx * size < left + box[0] + box[2]; tx++) {
        if (tx < 0 || ty < 0 || tx >= n || ty >= n) { continue; }
        var image = doc.createElementNS("http://www.w3.org/2000/svg", "image");
        image.setAttribute("x", tx * size - left);
        image.setAttribute("y", ty * size - top);
        image.setAttribute("width", size);
        image.setAttribute("height", size);
        image.setAttribute("href", tiles.getAttribute("data-tiles").replace("{z}", z)
          .replace("{y}", ty).replace("{x}", tx));
        group.appendChild(image);
      }
    }
    one(".sea", map).insertAdjacentElement("afterend", group);
  }

  if (tiles && map) {
    tiles.hidden = false;
    one("button", tiles).addEventListener("click", function () {
      tiled = !tiled;
      this.setAttribute("aria-pressed", String(tiled));
      drawTiles();
    });
  }

  function showMap() {
    if (!map) { return; }
    var sums = {};
    spots.forEach(function (s) { sums[s.at] = { n: 0, figure: newFigure() }; });
    rows.forEach(function (r) {
      if (r.shown && r.spot !== null) {
        sums[r.spot].n++;
        add(sums[r.spot].figure, deadOf(r));
      }
    });
    var left = spots.filter(function (s) {
      var f = sums[s.at].figure;
      s.r = radius(f.top);
      s.most.setAttribute("r", s.r.toFixed(1));
      if (s.least) { s.least.setAttribute("r", f.low ? radius(f.low).toFixed(1) : 0); }
      s.e.classList.toggle("gone", !sums[s.at].n);
      return sums[s.at].n > 0;
    });
    var box = isNarrowed() && left.length ? windowFor(left) : whole;
    map.setAttribute("viewBox", box.map(function (v) { return v.toFixed(1); }).join(" "));
    map.style.setProperty("--z", (box[2] / whole[2]).toFixed(4));
    nameSpots(left, box[2] / whole[2]);
    if (tiled) { drawTiles(); }
  }

  /* ---------------------------------------------------------------- show */
  var found = one(".found [role=status]"), reset = one(".found button");
  var none = one(".incidents .empty");

  /* What is out of sight takes about the room of what is left of it. */
  function sizeLists() {
    var high = matchMedia("(max-width: 75rem)").matches ? 4.7 : 2.25;
    all(".rows").forEach(function (list) {
      var left = all("li:not(.gone)", list).length;
      list.classList.toggle("gone", !left);
      list.style.setProperty("contain-intrinsic-size", "auto " + left * high + "rem");
    });
  }

  function show() {
    readAll();
    var matches = matcher(), n = 0, narrowed = isNarrowed();
    rows.forEach(function (r) {
      var shown = !narrowed || matches(r);
      if (shown !== r.shown) {
        r.shown = shown;
        r.e.classList.toggle("gone", !shown);
      }
      n += shown ? 1 : 0;
    });
    sizeLists();
    showSums();
    showTimeline();
    showMap();
    found.textContent = fill(narrowed ? phrases.found : phrases.all, n, rows.length) +
      (state.place ? " \u00B7 " + state.place : "");
    reset.hidden = !narrowed;
    none.hidden = n > 0;
    keepStop(chart, ".bar");
    keepStop(map, ".spot");
    FIELDS.forEach(function (name) {
      form.elements[name].classList.toggle("set", !!state[name]);
    });
  }

  /* ------------------------------------------------------------- address */
  function hashOf() {
    var parts = new URLSearchParams();
    FIELDS.concat("place").forEach(function (name) {
      if (state[name]) { parts.set(name, state[name]); }
    });
    return parts.toString();
  }

  /* Of an address only what the form can say is taken. */
  function readHash() {
    var hash = location.hash.slice(1);
    if (hash && hash.indexOf("=") < 0) { return false; }
    var given = new URLSearchParams(hash);
    state = {};
    FIELDS.forEach(function (name) {
      var field = form.elements[name];
      field.value = given.get(name) || "";
      if (field.value) { state[name] = field.value; }
    });
    if (given.get("place")) { state.place = given.get("place"); }
    return true;
  }

  function keep(replace) {
    var hash = hashOf();
    var to = hash ? "#" + hash : location.pathname + location.search;
    try { history[replace ? "replaceState" : "pushState"](null, "", to); } catch (e) { /* from disk */ }
  }

  function set(changes, replace) {
    Object.keys(changes).forEach(function (name) {
      state[name] = changes[name];
      if (form.elements[name]) { form.elements[name].value = changes[name]; }
    });
    keep(replace);
    show();
  }

  function onField(event) {
    var changes = {};
    changes[event.target.name] = event.target.value.trim() ? event.target.value : "";
    set(changes, event.type === "input");
  }

  FIELDS.forEach(function (name) {
    form.elements[name].addEventListener(name === "q" ? "input" : "change", onField);
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function (event) {
    event.preventDefault();
    FIELDS.forEach(function (name) { form.elements[name].value = ""; });
    state = {};
    keep(false);
    show();
    form.elements.from.focus();
  });
  function onAddress() {
    if (readHash()) { show(); }
    else if (isNarrowed()) { keep(true); }
  }
  window.addEventListener("popstate", onAddress);
  window.addEventListener("hashchange", onAddress);

  /* ------------------------------------------------------ bars and places */
  function plain(event) {
    return !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  }

  doc.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a.bar, a[data-spot]") : null;
    if (!link || !plain(event)) { return; }
    if (link.hasAttribute("data-from")) {
      event.preventDefault();
      var same = state.from === link.getAttribute("data-from") && state.to === link.getAttribute("data-to");
      set({ from: same ? "" : link.getAttribute("data-from"), to: same ? "" : link.getAttribute("data-to") });
    } else if (/^#/.test(link.getAttribute("href"))) {
      event.preventDefault();
      var name = link.getAttribute("data-n");
      set({ place: state.place === name ? "" : name });
    }
  });

  /* One stop for Tab in each picture; arrows go on from there. */
  function rove(picture, selector) {
    if (!picture) { return; }
    all(selector, picture).forEach(function (e, i) { e.setAttribute("tabindex", i ? "-1" : "0"); });
    picture.addEventListener("keydown", function (event) {
      var by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      var e = event.target.closest(selector);
      if (!by || !e) { return; }
      event.preventDefault();
      var there = all(selector + ":not(.gone)", picture);
      var next = there[(there.indexOf(e) + by + there.length) % there.length];
      e.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    });
  }

  /* The stop must not be one that is hidden. */
  function keepStop(picture, selector) {
    var there = picture ? all(selector + ":not(.gone)", picture) : [];
    if (there.length && !there.some(function (e) { return e.getAttribute("tabindex") === "0"; })) {
      there[0].setAttribute("tabindex", "0");
    }
  }
  rove(chart, ".bar");
  rove(map, ".spot");

  form.hidden = false;
  readHash();
  if (isNarrowed()) { show(); }
  else { found.textContent = fill(phrases.all, total, total); }
  window.addEventListener("beforeprint", placeAll);
  window.addEventListener("load", function () { whenIdle(placeSome); });
  if (/^#r\d+$/.test(location.hash)) {
    placeAll();
    var row = doc.getElementById(location.hash.slice(1));
    if (row) { row.scrollIntoView(); }
  }
})();
