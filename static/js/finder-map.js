/* Finder: a click on the map asks about that point, and the map shows what an answer is about.
   Place: [data-answers-clicks], which area-map.js fills; area-map-start.js loads this file before it. */
(() => {
  const { addressFinder } = window;
  const frame = document.querySelector("[data-answers-clicks]");
  const form = document.querySelector("[data-finder]");
  if (!frame || !form || !addressFinder || !addressFinder.show) {
    return;
  }
  let map = null;
  let point = null;
  let shown = { answer: {}, position: null };

  const mark = (position) => {
    if (point) {
      point.remove();
      point = null;
    }
    if (position) {
      const [longitude, latitude] = position;
      const settings = { className: "chosen-point", interactive: false, radius: 9 };
      point = L.circleMarker([latitude, longitude], settings).addTo(map);
    }
  };

  const showOnMap = () => {
    mark(shown.position);
    for (const path of frame.querySelectorAll("path[data-part]")) {
      path.classList.toggle("is-chosen", path.dataset.part === shown.answer.area);
    }
  };

  const ask = (position) => {
    const isNewest = addressFinder.newTurn();
    addressFinder
      .answerAt(position, form)
      .catch(() => addressFinder.answer("outlines_failed"))
      .then((answer) => isNewest() && addressFinder.show(answer, position));
  };

  frame.addEventListener("map-ready", ({ detail }) => {
    map = detail;
    map.on("click", ({ latlng, originalEvent }) => {
      // Detail 0 is a screen reader's click on an outline, which leads to its page.
      if (originalEvent.detail > 0) {
        ask([latlng.lng, latlng.lat]);
      }
    });
    showOnMap();
  });
  document.addEventListener("finder-answer", ({ detail }) => {
    shown = detail;
    if (map) {
      showOnMap();
    } else {
      window.onDemand(frame).catch(() => {}); // the drawing cannot show what the answer is about
    }
  });
})();
