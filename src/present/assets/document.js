/* One report: text and records side by side. All of it can be done without:
 * links lead both ways. */
(function () {
  "use strict";
  var doc = document;

  function all(selector, root) {
    return Array.prototype.slice.call((root || doc).querySelectorAll(selector));
  }

  function labelsOf(mark) {
    return (mark.getAttribute("data-r") || "").split(" ");
  }

  var records = doc.getElementById("records");
  var current = "";

  function clear() {
    all(".on").forEach(function (e) { e.classList.remove("on"); });
    current = "";
  }

  function open(element) {
    for (var e = element; e; e = e.parentElement) {
      if (e.tagName === "DETAILS") { e.open = true; }
    }
  }

  /* What is covered is opened by its reader alone: else its cover is shown. */
  function reveal(mark) {
    var cover = mark.closest("details.cover:not([open])");
    open(cover ? cover.parentElement : mark);
    (cover || mark).scrollIntoView({ block: "center" });
  }

  function light(label) {
    clear();
    current = label;
    var record = doc.getElementById(label);
    if (record) { record.classList.add("on"); }
    all("mark[data-m]").forEach(function (m) {
      if (labelsOf(m).indexOf(label) >= 0) { m.classList.add("on"); }
    });
    return record;
  }

  function isPane() {
    return records && getComputedStyle(records).overflowY === "auto" &&
      getComputedStyle(records).position === "sticky";
  }

  function remember(hash) {
    try { history.replaceState(null, "", hash); } catch (e) { /* from disk */ }
  }

  /* Show a record without moving the text beside it. */
  function toRecord(label) {
    var record = light(label);
    if (!record) { return false; }
    if (isPane()) {
      var top = record.getBoundingClientRect().top -
        records.getBoundingClientRect().top + records.scrollTop;
      records.scrollTo({ top: Math.max(0, top - records.clientHeight / 4) });
      record.focus({ preventScroll: true });
    } else {
      record.scrollIntoView({ block: "center" });
      record.focus({ preventScroll: true });
    }
    remember("#" + label);
    return true;
  }

  function toMark(id, label) {
    var mark = doc.getElementById(id);
    if (!mark) { return false; }
    open(mark);
    light(label || labelsOf(mark)[0]);
    mark.scrollIntoView({ block: "center" });
    var link = mark.querySelector("a") || mark.nextElementSibling;
    if (link && link.focus) { link.focus({ preventScroll: true }); }
    remember("#" + id);
    return true;
  }

  function recordOf(element) {
    var e = element.closest(".claim, h3[id], section.event");
    if (!e) { return ""; }
    if (e.id) { return e.id; }
    var head = e.querySelector("h3[id]");
    return head ? head.id : "";
  }

  function onClick(event) {
    var link = event.target.closest("a");
    var hash = link ? link.getAttribute("href") || "" : "";
    var plain = !event.ctrlKey && !event.metaKey && !event.shiftKey &&
      event.button === 0;
    if (!plain) { return; }
    if (/^#[ehd]\d+$/.test(hash) && toRecord(hash.slice(1))) {
      event.preventDefault();
    } else if (/^#m\d+$/.test(hash) &&
               toMark(hash.slice(1), recordOf(link))) {
      event.preventDefault();
    } else if (!link) {
      var mark = event.target.closest("mark[data-m]");
      if (mark && String(getSelection()) === "") {
        toRecord(labelsOf(mark)[0]);
      }
    }
  }

  /* The records in the order of the text. */
  function step(by) {
    var seen = {};
    var order = [];
    all("a.ref").forEach(function (a) {
      var label = a.getAttribute("data-l");
      if (!seen[label]) { seen[label] = true; order.push(label); }
    });
    if (!order.length) { return; }
    var at = order.indexOf(current);
    var next = order[at < 0 ? (by > 0 ? 0 : order.length - 1)
      : (at + by + order.length) % order.length];
    var mark = all("mark.m-evidence[id]").filter(function (m) {
      return labelsOf(m).indexOf(next) >= 0;
    })[0];
    if (mark) { reveal(mark); }
    toRecord(next);
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey ||
        /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
    if (event.key === "j" || event.key === "k") {
      step(event.key === "j" ? 1 : -1);
      event.preventDefault(); /* not the keys of all pages */
    } else if (event.key === "Escape") { clear(); }
  }

  /* Words as the search page gives them: case and accents make no difference. */
  function plain(text) {
    return " " + (text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
      .match(/[\p{L}0-9]+/gu) || []).join(" ") + " ";
  }

  /* The paragraph in which words were found. */
  function toWords(query) {
    var wanted = plain(query);
    var zone = wanted.trim() && all(".text .z").filter(function (z) {
      return plain(z.textContent).indexOf(wanted) >= 0;
    })[0];
    if (!zone) { return; }
    clear();
    zone.classList.add("on");
    zone.tabIndex = -1;
    reveal(zone);
    zone.focus({ preventScroll: true });
  }

  function onHash() {
    var id = location.hash.slice(1);
    if (id.indexOf("find=") === 0) {
      try { toWords(decodeURIComponent(id.slice(5))); }
      catch (e) { /* no words */ }
    }
    if (/^[ehd]\d+$/.test(id)) {
      var mark = all("mark.m-evidence[id]").filter(function (m) {
        return labelsOf(m).indexOf(id) >= 0;
      })[0];
      if (mark) { reveal(mark); }
      toRecord(id);
    } else if (/^m\d+$/.test(id)) {
      toMark(id, "");
    }
  }

  if (records) {
    doc.addEventListener("click", onClick);
    doc.addEventListener("keydown", onKey);
    window.addEventListener("hashchange", onHash);
    if (location.hash) { onHash(); }
  }
})();
