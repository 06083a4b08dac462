/* The map before Leaflet: the server's drawing. Leaflet comes when somebody points at the drawing,
   touches it or moves the focus into it: only to read it keeps a slow telephone busy for so long that
   everything else on the page would have to wait.
   Place: [data-outlines]; load on-demand.js before. With data-answers-clicks the finder answers what
   is clicked: its scripts come first, and a click on the drawing waits for the map. */
(() => {
  const frame = document.querySelector("[data-outlines][data-scripts]");
  if (!frame) {
    return;
  }
  const finder = document.querySelector("[data-finder][data-scripts]");
  const drawing = frame.querySelector(".berlin-map");
  const turns = ["focusin", "pointerdown", "pointerover"];

  const wake = () => {
    for (const type of turns) {
      frame.removeEventListener(type, wake);
    }
    if (finder) {
      window.onDemand(finder).catch(() => {});
    }
    window.onDemand(frame).catch(() => frame.dispatchEvent(new CustomEvent("map-failed")));
  };

  /* From an outline of the drawing the focus goes over to the same one of the map. */
  const moveFocus = () => {
    const link = document.activeElement.closest(".berlin-map [data-part]");
    const part = link && CSS.escape(link.dataset.part);
    const twin = link && frame.querySelector(`.leaflet-place [data-part="${part}"]`);
    if (twin) {
      twin.focus({ preventScroll: true });
    }
  };

  /* The same click on the map, at the same point of Berlin although the page may have moved. */
  const repeat = (x, y) => {
    const map = frame.querySelector(".leaflet-place");
    const { left, top } = map.getBoundingClientRect();
    const point = { clientX: left + x, clientY: top + y, detail: 1 };
    map.dispatchEvent(new MouseEvent("click", { ...point, bubbles: true, cancelable: true }));
  };

  const hold = (event) => {
    const link = event.target.closest("a");
    const { left, top } = drawing.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    // A key or a screen reader clicks without a place (detail 0): it means the link, not a point.
    if (event.detail > 0) {
      event.preventDefault();
      // A moment later, when the finder has heard of the map, too.
      frame.addEventListener("map-ready", () => window.queueMicrotask(() => repeat(x, y)));
      frame.addEventListener(
        "map-failed",
        () => link && window.location.assign(link.getAttribute("href")),
      );
    }
  };

  const staysDrawing = () => {
    const message = frame.querySelector("[data-failed]");
    message.textContent = message.dataset.failed;
    drawing.removeEventListener("click", hold);
  };

  for (const type of turns) {
    frame.addEventListener(type, wake, { passive: true });
  }
  frame.addEventListener("map-ready", moveFocus);
  frame.addEventListener("map-failed", staysDrawing);
  if ("answersClicks" in frame.dataset) {
    drawing.addEventListener("click", hold);
  }
})();
