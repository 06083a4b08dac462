/* Button "Drucken": without scripts it is hidden, and the browser's own menu prints. */

(() => {
  const button = document.querySelector("[data-print]");
  if (!button) return;
  button.addEventListener("click", () => window.print());
})();
