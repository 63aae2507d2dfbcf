/* What all pages of a dossier do beyond their links. All of it can be done
 * without: folds open by themselves. */
(function () {
  "use strict";

  /* On paper nothing is folded away. */
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.about").forEach(function (d) { d.open = true; });
  });
})();
