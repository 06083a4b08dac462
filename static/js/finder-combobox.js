/* Finder: suggestions under the field. An editable combobox with list autocomplete and manual
   selection, after the ARIA Authoring Practices Guide: focus stays in the field, the arrows point
   at a suggestion, Enter takes it, Escape closes the list and then empties the field.
   Place: [data-finder] with [data-finder-field]. suggest(text) gives a list of {text, label,
   detail}, or null while there is nothing to say; choose(text) is called once a suggestion stands
   in the field. */
(() => {
  const addressFinder = (window.addressFinder = window.addressFinder || {});

  const optionFor = ({ label, detail }, id) => {
    const option = document.createElement("li");
    option.id = id;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    for (const [name, text] of Object.entries({ label, detail })) {
      const part = document.createElement("span");
      part.className = `suggestion-${name}`;
      part.textContent = text;
      option.append(part, " ");
    }
    return option;
  };

  const listFor = (field, name) => {
    const list = document.createElement("ul");
    list.id = `${field.id}-suggestions`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", name);
    field.after(list);
    return list;
  };

  /* Says how many suggestions there are; the sentences come from the template, one a number. */
  const speakerFor = (form) => {
    const sentences = form.querySelector("[data-suggestion-counts]").content.children;
    const status = document.createElement("span");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    form.append(status);
    return (number) => {
      status.textContent = number === null ? "" : sentences[number].textContent;
    };
  };

  const connect = (field, list) => {
    const attributes = {
      role: "combobox",
      autocapitalize: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-controls": list.id,
      "aria-expanded": "false",
    };
    for (const [name, value] of Object.entries(attributes)) {
      field.setAttribute(name, value);
    }
  };

  addressFinder.combobox = (form, { suggest, choose }) => {
    const field = form.querySelector("[data-finder-field]");
    const list = listFor(field, form.dataset.listLabel);
    const say = speakerFor(form);
    let suggestions = [];
    let pointed = -1;
    connect(field, list);

    const isOpen = () => !list.hidden;

    const point = (number) => {
      for (const each of list.children) {
        each.setAttribute("aria-selected", "false");
      }
      pointed = number;
      const option = list.children[pointed];
      if (option) {
        option.setAttribute("aria-selected", "true");
        option.scrollIntoView({ block: "nearest" });
        field.setAttribute("aria-activedescendant", option.id);
      } else {
        field.removeAttribute("aria-activedescendant");
      }
    };

    const close = () => {
      point(-1);
      list.hidden = true;
      field.setAttribute("aria-expanded", "false");
      say(null);
    };

    const open = () => {
      const found = suggest(field.value);
      suggestions = found || [];
      point(-1);
      list.textContent = "";
      list.append(...suggestions.map((each, number) => optionFor(each, `${list.id}-${number}`)));
      list.hidden = suggestions.length === 0;
      field.setAttribute("aria-expanded", String(isOpen()));
      say(found && found.length);
    };

    const take = (number) => {
      field.value = suggestions[number].text;
      close();
      choose(field.value);
    };

    /* From the last suggestion the arrow leads back into the field, and from there to the first. */
    const step = (distance) => {
      if (!isOpen()) {
        open();
      }
      const places = suggestions.length + 1;
      point(((pointed + 1 + distance + places) % places) - 1);
    };

    const keys = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Enter: () => pointed >= 0 && take(pointed),
      Escape: () => (isOpen() ? close() : (field.value = "")),
    };

    field.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey) {
        return;
      }
      if (event.key === "Tab") {
        close();
        return;
      }
      // Home and End belong to the text; the pointer leaves the list, as the guide has it.
      if (event.key === "Home" || event.key === "End") {
        point(-1);
        return;
      }
      const isHandled = keys[event.key] && keys[event.key]() !== false;
      if (isHandled) {
        event.preventDefault();
      }
    });
    field.addEventListener("input", open);
    field.addEventListener("click", () => (isOpen() ? close() : open()));
    field.addEventListener("blur", close);
    // Without this the field loses focus, and the list closes, before the click arrives.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) {
        take([...list.children].indexOf(option));
      }
    });
    return { open, close };
  };
})();
