/* Finder: shows an answer. Its words are the server's: <template data-answer="KIND">, filled here.
   data-slot takes a text; data-when and data-unless keep an element or drop it; data-list repeats;
   data-contacts takes the contacts of the Bezirke. Place: [data-finder-answer].
   Who shows the answer elsewhere, too, hears the event finder-answer. */
(() => {
  const addressFinder = (window.addressFinder = window.addressFinder || {});
  const region = document.querySelector("[data-finder-answer]");
  if (!region) {
    return;
  }
  let turn = 0;

  const templateFor = ({ kind, area }) =>
    document.querySelector(
      kind === "area"
        ? `template[data-answer="area"][data-area="${CSS.escape(area)}"]`
        : `template[data-answer="${CSS.escape(kind)}"]`,
    ) || document.querySelector('template[data-answer="area_unpublished"]');

  const placeName = (...parts) => parts.filter(Boolean).join(" ");

  /* What the slots hold and the conditions ask for, by name. */
  const valuesOf = (answer) => ({
    ...answer,
    address: answer.street && placeName(answer.street, answer.number),
    inexact: !answer.exact,
    places: answer.places.map((place) => placeName(...place)).join(", "),
    postcodes: answer.postcodes.join(", "),
    options: answer.options.length,
  });

  const all = (part, name) =>
    [...part.querySelectorAll(`[data-${name}]`)].map((element) => [
      element,
      element.getAttribute(`data-${name}`),
    ]);

  const fill = (part, values) => {
    all(part, "when").forEach(([element, name]) => values[name] || element.remove());
    all(part, "unless").forEach(([element, name]) => values[name] && element.remove());
    all(part, "slot").forEach(([element, name]) => {
      element.textContent = values[name] || "";
    });
  };

  const listOptions = (list, options) => {
    const model = list.firstElementChild;
    const entries = options.map(({ street, plz, ortsteil, value }) => {
      const entry = model.cloneNode(true);
      const button = entry.querySelector("button");
      button.value = value;
      button.textContent = [street, placeName(plz, ortsteil)].filter(Boolean).join(", ");
      return entry;
    });
    model.remove();
    list.append(...entries);
  };

  const listAreas = (list, areas) => {
    for (const entry of list.querySelectorAll("[data-area]")) {
      if (!areas.includes(entry.dataset.area)) {
        entry.remove();
      }
    }
  };

  const fillLists = (part, { options, areas }) => {
    all(part, "list").forEach(([list, name]) =>
      name === "options" ? listOptions(list, options) : listAreas(list, areas),
    );
  };

  const addContacts = (part, bezirke) => {
    const contacts = bezirke
      .map((slug) => document.querySelector(`template[data-bezirk="${CSS.escape(slug)}"]`))
      .filter(Boolean)
      .map((template) => template.content.cloneNode(true));
    all(part, "contacts").forEach(([element]) => element.append(...contacts));
  };

  /* Focus on the heading reads the answer out, and brings it into view on a small screen. */
  addressFinder.show = (answer, position = null) => {
    const template = templateFor(answer);
    const part = template.content.cloneNode(true);
    const bezirke = template.dataset.bezirke || answer.bezirk || "";
    fill(part, valuesOf(answer));
    fillLists(part, answer);
    addContacts(part, bezirke.split(" ").filter(Boolean));
    region.textContent = "";
    region.append(part);
    region.querySelector("[tabindex='-1']").focus();
    document.dispatchEvent(new CustomEvent("finder-answer", { detail: { answer, position } }));
  };

  /* Call it when something is asked: what it gives back tells whether that is still the newest. */
  addressFinder.newTurn = () => {
    turn += 1;
    const mine = turn;
    return () => mine === turn;
  };
})();
