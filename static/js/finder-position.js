/* Finder: the answer for where the device is.
   Place: [data-finder-position] inside [data-finder]. */
(() => {
  const { addressFinder } = window;
  const button = document.querySelector("[data-finder] [data-finder-position]");
  if (!button || !addressFinder || !addressFinder.show || !navigator.geolocation) {
    return;
  }
  const settings = { enableHighAccuracy: true, maximumAge: 60000, timeout: 15000 }; // ms
  const VAGUE = 100; // metres; a block of houses
  const reasons = { 1: "position_denied", 2: "position_failed", 3: "position_timeout" };

  const status = document.createElement("span");
  status.className = "locating";
  status.setAttribute("role", "status");
  button.after(status);
  const { textContent: waiting } = document.querySelector(
    'template[data-answer="position_waiting"]',
  ).content;

  const answerFor = ({ longitude, latitude, accuracy }) => {
    const position = [longitude, latitude];
    const vague = accuracy > VAGUE && { vague: true, accuracy: Math.round(accuracy) };
    return addressFinder.answerAt(position, button.form).then(
      (answer) => [{ ...answer, ...vague }, position],
      () => [addressFinder.answer("outlines_failed")],
    );
  };

  button.addEventListener("click", () => {
    status.textContent = waiting;
    const isNewest = addressFinder.newTurn();
    const finish = (result) => {
      status.textContent = "";
      if (isNewest()) {
        addressFinder.show(...result);
      }
    };
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => answerFor(coords).then(finish),
      ({ code }) => finish([addressFinder.answer(reasons[code])]),
      settings,
    );
  });
})();
