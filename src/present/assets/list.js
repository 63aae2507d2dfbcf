/* A list that can be narrowed by words. */
(function () {
  "use strict";
  var doc = document;
  var input = doc.getElementById("filter");

  function all(selector) {
    return Array.prototype.slice.call(doc.querySelectorAll(selector));
  }

  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  if (input) {
    var items = all("tbody tr, .event-list > .event").map(function (e) {
      return { e: e, text: fold(e.textContent) };
    });
    var none = doc.querySelector(".filter-none");
    input.closest("p").hidden = false;
    input.addEventListener("input", function () {
      var words = fold(input.value).split(/\s+/).filter(Boolean);
      var left = 0;
      items.forEach(function (item) {
        var ok = words.every(function (w) { return item.text.indexOf(w) >= 0; });
        item.e.classList.toggle("gone", !ok);
        left += ok ? 1 : 0;
      });
      none.textContent = left ? "" : none.getAttribute("data-none");
    });
  }
})();
