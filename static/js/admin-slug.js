/* Addresses from German names: "Müllerstraße" becomes "muellerstrasse", as people expect it.
   Wraps the URLify of Django's admin, which turns ü into u. Early return where it is not loaded. */
"use strict";
(function () {
  if (typeof window.URLify !== "function") return;
  const original = window.URLify;
  const spelling = { ä: "ae", ö: "oe", ü: "ue", ß: "ss", Ä: "Ae", Ö: "Oe", Ü: "Ue" };

  window.URLify = function (text, ...others) {
    return original(text.replace(/[äöüßÄÖÜ]/g, (letter) => spelling[letter]), ...others);
  };
})();
