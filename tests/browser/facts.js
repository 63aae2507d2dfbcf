/* What a page is, for test_dossier.py: evaluated in it, gives `facts`. */
var facts = (function () {
  "use strict";

  function all(selector) {
    return Array.from(document.querySelectorAll(selector));
  }

  /* ------------------------------------------------------------- colours */

  function parse(colour) {
    var v = colour.match(/[\d.]+/g).map(Number);
    return v.length < 4 ? v.concat(1) : v;
  }

  function light(c) {
    var f = c.slice(0, 3).map(function (v) {
      v /= 255;
      return v <= .03928 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4);
    });
    return .2126 * f[0] + .7152 * f[1] + .0722 * f[2];
  }

  /* Text that cannot be told from what is behind it. */
  function contrast() {
    var paper = parse(getComputedStyle(document.body).backgroundColor);
    var bad = new Set();
    function behind(e) {
      for (; e; e = e.parentElement) {
        var c = parse(getComputedStyle(e).backgroundColor);
        if (c[3] === 1) { return c; }
      }
      return paper;
    }
    function check(e, style, text) {
      var a = light(parse(style.color)), b = light(behind(e));
      var ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
      var size = parseFloat(style.fontSize);
      var large = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
      if (ratio < (large ? 3 : 4.5)) {
        bad.add([e.tagName, e.className, text.slice(0, 30),
          ratio.toFixed(2)].join(" | "));
      }
    }
    all("body *").forEach(function (e) {
      if (e.tagName === "SCRIPT" || !e.getClientRects().length) { return; }
      var own = Array.from(e.childNodes).filter(function (n) {
        return n.nodeType === 3;
      }).map(function (n) { return n.data.trim(); }).join("");
      if (own) { check(e, getComputedStyle(e), own); }
      ["::before", "::after"].forEach(function (side) {
        var style = getComputedStyle(e, side);
        if (/[A-Za-z0-9]/.test(style.content) &&
            style.content !== "none" && style.content !== "normal") {
          check(e, style, style.content);
        }
      });
    });
    return Array.from(bad);
  }

  /* ----------------------------------------------------------- structure */

  function headings() {
    var last = 0, bad = [];
    all("h1,h2,h3,h4").forEach(function (h) {
      var n = +h.tagName[1];
      if (n > last + 1) { bad.push(h.textContent); }
      last = n;
    });
    return bad;
  }

  /* What a screen reader would have no name for. */
  function nameless() {
    return all("a, button, input, select, textarea, summary, nav, section, " +
               "table, svg, [role]").filter(function (e) {
      var by = e.getAttribute("aria-labelledby");
      if (e.closest("[aria-hidden=true]")) { return false; }
      if (by) { return !document.getElementById(by); }
      if (e.getAttribute("aria-label") || e.getAttribute("title")) {
        return false;
      }
      if (e.matches("section, nav")) { return true; }
      if (e.matches("[role=status], [role=presentation], table")) {
        return false;
      }
      return !(e.labels && e.labels.length) && !e.textContent.trim();
    }).map(function (e) { return e.outerHTML.slice(0, 120); });
  }

  function fixed() {
    return {
      pwned: window.pwned === undefined ? null : window.pwned,
      lang: document.documentElement.lang,
      tags: Array.from(new Set(all("*").map(function (e) {
        return e.tagName.toLowerCase();
      }))),
      attributes: all("*").flatMap(function (e) {
        return Array.from(e.attributes).map(function (a) { return a.name; });
      }).filter(function (n) { return /^on|^style$|^src|^action/.test(n); }),
      scripts: all("script:not([type])").length,
      links: all("a[href]").map(function (a) {
        return a.getAttribute("href");
      }),
      ids: all("[id]").map(function (e) { return e.id; }),
      mains: all("main").length,
      h1: all("h1").length,
      headings: headings(),
      nameless: nameless(),
      bar: all("nav.top a:not([rel])").map(function (a) {
        return [a.getAttribute("href").split("/").pop(),
          a.getAttribute("aria-current")];
      }),
      quotes: all("q").filter(function (q) {
        return !q.lang && !q.closest("[lang]:not(html)");
      }).length,
      rows: all("#claims tbody tr").filter(function (r) {
        return !r.querySelector("a[href*='#h']") || r.children.length !== 5;
      }).length,
      pieces: all("mark[data-m]").map(function (m) {
        return [+m.dataset.m, +m.dataset.b, +m.dataset.e, m.textContent];
      }),
      lost: all(".records .claim").filter(function (c) {
        return !c.querySelector(".words a.to") ||
          !document.querySelector("a.ref[href='#" + c.id + "']");
      }).map(function (c) { return c.id; }),
    };
  }

  /* What would be cut off on paper. */
  function clipped() {
    return all("body *").filter(function (e) {
      var s = getComputedStyle(e);
      return s.display !== "inline" && s.overflowY !== "visible" &&
        e.clientHeight > 1 && e.scrollHeight > e.clientHeight + 1;
    }).map(function (e) { return e.tagName + "." + e.className; });
  }

  return {
    fixed: fixed,
    contrast: contrast,
    clipped: clipped,
    paper: function () {
      return getComputedStyle(document.body).backgroundColor;
    },
    width: function () { return document.scrollingElement.scrollWidth; },
    unfold: function () {
      all("details").forEach(function (d) { d.open = true; });
    },
  };
})();
