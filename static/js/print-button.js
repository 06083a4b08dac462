/* Button "Drucken": without this script it stays hidden, and the browser's own menu prints. */

(() => {
  const button = document.querySelector("[data-print]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => window.print());
})();
