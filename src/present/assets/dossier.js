/* What all pages of a dossier do beyond their links. All of it can be done
 * without: the keys are short ways to links, folds open by themselves. */
(function () {
  "use strict";
  var doc = document;

  function all(selector) {
    return Array.prototype.slice.call(doc.querySelectorAll(selector));
  }

  function follow(selector) {
    var link = doc.querySelector(selector);
    if (link) { link.click(); }
    return !!link;
  }

  /* --------------------------------------------------------------- keys */
  var keys = doc.getElementById("keys");
  var button = doc.querySelector(".foot button");

  /* The entries of a page that lists something. */
  function step(by) {
    var links = all("main h3 a:not(.lab), main tbody th a").filter(
      function (a) { return a.getClientRects().length; });
    var at = links.indexOf(doc.activeElement);
    var next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by];
    if (next) { next.focus(); }
    return !!next;
  }

  function search() {
    var field = doc.getElementById("q");
    if (field) {
      field.focus();
      field.select();
      return true;
    }
    var link = doc.querySelector("nav.top a[href$='search.html']");
    if (link) { location.href = link.href + "#q="; }
    return !!link;
  }

  var ways = {
    "/": search,
    "?": function () { keys.showModal(); return true; },
    n: function () { return follow("a[rel=next]"); },
    p: function () { return follow("a[rel=prev]"); },
    u: function () { return follow("nav.top a[aria-current=true]") ||
                            follow("nav.top a"); },
    j: function () { return step(1); },
    k: function () { return step(-1); }
  };

  function onKey(event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.defaultPrevented || event.ctrlKey || event.metaKey ||
        event.altKey || (keys && keys.open)) { return; }
    if (typing) {
      if (event.key === "Escape") { event.target.blur(); }
      return;
    }
    if (Object.prototype.hasOwnProperty.call(ways, event.key) &&
        ways[event.key]()) { event.preventDefault(); }
  }

  doc.addEventListener("keydown", onKey);
  if (keys && button) {
    button.hidden = false;
    button.addEventListener("click", function () { keys.showModal(); });
    keys.querySelector("button").addEventListener("click", function () {
      keys.close();
    });
  }

  /* ------------------------------------------------------------- covers */
  var uncover = doc.querySelector(".cover-note button");
  var shown = false;

  if (uncover) {
    var phrases = [uncover.textContent, uncover.getAttribute("data-hide")];
    uncover.hidden = false;
    uncover.addEventListener("click", function () {
      shown = !shown;
      uncover.textContent = phrases[shown ? 1 : 0];
      all("details.cover").forEach(function (d) { d.open = shown; });
    });
  }

  /* On paper nothing is folded away but what is to stay covered. */
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = all("details.about, details.aside, .cover-screen details.cover")
      .filter(function (d) { return !d.open; });
    opened.forEach(function (d) { d.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (d) { d.open = false; });
  });
})();
