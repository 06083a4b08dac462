/* Map and list point at each other: pointer or focus on one stresses the other.
   Everything that stands for a Handlungsraum carries data-area with its number. */
(() => {
  const twins = (element) => {
    const area = element instanceof Element && element.closest("[data-area]");
    return area ? document.querySelectorAll(`[data-area="${CSS.escape(area.dataset.area)}"]`) : [];
  };
  const mark = (active) => (event) => {
    for (const twin of twins(event.target)) {
      twin.classList.toggle("is-active", active);
    }
  };
  document.addEventListener("pointerover", mark(true));
  document.addEventListener("pointerout", mark(false));
  document.addEventListener("focusin", mark(true));
  document.addEventListener("focusout", mark(false));
})();
