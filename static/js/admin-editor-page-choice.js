/* Text editor: a field that looks for a page of this website. An editable combobox with list
   autocomplete and manual selection, after the ARIA Authoring Practices Guide: focus stays in the
   field, the arrows point at a page, Enter takes it, Escape closes the list before it closes the
   dialog. Imported as "verwaltung/page-choice". */

import { element } from "verwaltung/dialog";

const gettext = window.gettext ?? ((text) => text);
const PAUSE = 200; // milliseconds after the last letter
let fields = 0;

const optionFor = ({ title, place, address }, id) =>
  element("li", { id, role: "option", "aria-selected": "false" }, [
    element("strong", { textContent: title }),
    " ",
    element("span", { textContent: place }),
    " ",
    element("span", { className: "page-choice-address", textContent: address }),
  ]);

const sentenceFor = (number) => {
  if (number === 0) return gettext("Keine Seite gefunden.");
  if (number === 1) return gettext("Eine Seite gefunden.");
  return gettext("%s Seiten gefunden.").replace("%s", number);
};

/* The field as an element; pages is the address to ask, choose(page) gets {title, address}. */
export const pageChoice = ({ pages, choose }) => {
  const id = `page-choice-${++fields}`;
  const field = element("input", {
    id,
    type: "text",
    autocomplete: "off",
    spellcheck: false,
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": `${id}-list`,
    "aria-expanded": "false",
    "aria-describedby": `${id}-hint`,
  });
  const list = element("ul", { id: `${id}-list`, role: "listbox", hidden: true });
  list.setAttribute("aria-label", gettext("Gefundene Seiten"));
  const status = element("p", { className: "help", role: "status" });
  let found = [];
  let pointed = -1;
  let timer = 0;
  let request = new AbortController();

  const point = (number) => {
    pointed = number;
    [...list.children].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === number));
    });
    const option = list.children[number];
    if (option) {
      option.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", option.id);
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  };

  const show = (isOpen) => {
    list.hidden = !isOpen;
    field.setAttribute("aria-expanded", String(isOpen));
    point(-1);
  };

  const close = () => {
    clearTimeout(timer);
    request.abort();
    show(false);
  };

  const offer = (answer) => {
    found = answer;
    list.replaceChildren(...found.map((page, place) => optionFor(page, `${id}-${place}`)));
    show(found.length > 0);
    status.textContent = sentenceFor(found.length);
  };

  const look = async () => {
    request.abort();
    request = new AbortController();
    const { signal } = request;
    try {
      const address = `${pages}?${new URLSearchParams({ q: field.value })}`;
      const response = await fetch(address, { signal });
      const answer = await response.json();
      if (!signal.aborted) offer(answer.pages);
    } catch {
      // An answer that came too late is no failure; the login page in place of one is.
      if (signal.aborted) return;
      show(false);
      status.textContent = gettext(
        "Die Suche antwortet nicht. Bitte noch einmal versuchen oder die Adresse eintragen.",
      );
    }
  };

  const take = (place) => {
    const page = found[place];
    field.value = page.title;
    close();
    status.textContent = gettext("Gewählt: %s").replace("%s", page.title);
    choose(page);
  };

  const step = (distance) => {
    if (list.hidden) {
      look();
      return;
    }
    const places = found.length + 1;
    point(((pointed + 1 + distance + places) % places) - 1);
  };

  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      step(event.key === "ArrowDown" ? 1 : -1);
      event.preventDefault();
    } else if (event.key === "Enter") {
      // Never sends the dialog: here Enter takes a page.
      if (!list.hidden && pointed >= 0) take(pointed);
      event.preventDefault();
    } else if (event.key === "Escape" && !list.hidden) {
      close();
      event.preventDefault();
    } else if (event.key === "Home" || event.key === "End") {
      point(-1);
    }
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  field.addEventListener("blur", close);
  // Without this the field loses focus, and the list closes, before the click arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take([...list.children].indexOf(option));
  });

  return element("div", { className: "editor-dialog-field page-choice" }, [
    element("label", { htmlFor: id, textContent: gettext("Seite dieser Website") }),
    element("p", {
      className: "help",
      id: `${id}-hint`,
      textContent: gettext(
        "Ein Wort aus dem Titel eingeben und die Seite wählen. Der Link bleibt richtig, auch wenn sich ihre Adresse ändert.",
      ),
    }),
    element("div", { className: "page-choice-field" }, [field, list]),
    status,
  ]);
};
