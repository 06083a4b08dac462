/* Finder: all of it that is there from the start. Its scripts come when the field is focused or
   touched. What is sent before waits for them, because they answer without sending the address
   anywhere; only when they do not come the form is sent and the server answers.
   Place: [data-finder]; load on-demand.js before. */
(() => {
  const form = document.querySelector("[data-finder][data-scripts]");
  if (!form) {
    return;
  }
  const PATIENCE = 10000; // ms; after that the visitor is better served in another way
  const position = form.querySelector("[data-finder-position]");
  const waited = () => new Promise((resolve) => window.setTimeout(resolve, PATIENCE));
  const load = () => window.onDemand(form).catch(() => {});

  /* Done when the scripts are there, or will not be: either way nothing has to wait any more. */
  const ready = async () => {
    await Promise.race([load(), waited()]);
    form.removeEventListener("submit", send);
    document.removeEventListener("click", choose);
  };

  const send = (event) => {
    event.preventDefault();
    ready().then(() => {
      const again = new Event("submit", { bubbles: true, cancelable: true });
      if (form.dispatchEvent(again)) {
        form.submit();
      }
    });
  };

  /* The buttons beside the form's own: which street was meant, and where the device is. */
  const choose = (event) => {
    const button = event.target.closest("[data-list=options] button, [data-finder-position]");
    if (button) {
      event.preventDefault();
      ready().then(() => button.click());
    }
  };

  form.addEventListener("submit", send);
  document.addEventListener("click", choose);
  form.addEventListener("focusin", load, { once: true });
  form.addEventListener("pointerdown", load, { once: true });
  if (position && !navigator.geolocation) {
    position.remove();
  }
  const isAsked = new URLSearchParams(window.location.hash.slice(1)).has("adresse");
  if (isAsked || form.contains(document.activeElement)) {
    load();
  }
})();
