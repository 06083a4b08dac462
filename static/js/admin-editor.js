/* The tools of the text editor: German names (django-prose-editor leaves its own in English), one
   toolbar that is one stop of the Tab key, and the name of the field for the text itself. Waits for
   the editor's own event; needs gettext. */
"use strict";
(function () {
  if (typeof window.gettext !== "function") return;
  const WORDS = {
    "paragraph": gettext("Absatz"),
    "heading 2": gettext("Überschrift 2"),
    "heading 3": gettext("Überschrift 3"),
    "heading 4": gettext("Überschrift 4"),
    "unordered list": gettext("Aufzählung"),
    "ordered list": gettext("Nummerierte Liste"),
    "bold": gettext("Fett"),
    "italic": gettext("Kursiv"),
    "undo": gettext("Rückgängig"),
    "redo": gettext("Wiederholen"),
  };
  // Tools that are on or off; the others do something once.
  const TOGGLES = /^(paragraph|heading|orderedList|bold|italic|table:header)/;
  const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

  function toolsOf(menu) {
    return [...menu.querySelectorAll("button")];
  }

  function nameTools(menu) {
    for (const button of toolsOf(menu)) {
      const word = WORDS[button.title];
      if (!word) continue;
      button.title = word;
      button.setAttribute("aria-label", word);
    }
  }

  /* Says to assistive technology what the classes of the library say to the eye. */
  function describe(menu) {
    for (const button of toolsOf(menu)) {
      const { classList, dataset } = button;
      if (TOGGLES.test(dataset.name)) {
        button.setAttribute("aria-pressed", String(classList.contains("active")));
      }
      button.setAttribute("aria-disabled", String(classList.contains("disabled")));
    }
    const usable = toolsOf(menu).filter(({ classList }) => !classList.contains("hidden"));
    const current = usable.find(({ tabIndex }) => tabIndex === 0) ?? usable[0];
    for (const button of toolsOf(menu)) button.tabIndex = button === current ? 0 : -1;
    return { usable, current };
  }

  function asToolbar(menu, name, text) {
    menu.setAttribute("role", "toolbar");
    menu.setAttribute("aria-label", gettext("Werkzeuge für %s").replace("%s", name));
    menu.setAttribute("aria-controls", text.id);
    menu.addEventListener("keydown", (event) => {
      const { usable } = describe(menu);
      const place = usable.indexOf(document.activeElement);
      const ends = { Home: 0, End: usable.length - 1 };
      const next = ends[event.key] ?? place + (STEPS[event.key] ?? 0);
      if (next === place && !(event.key in ends)) return;
      goTo(menu, usable[(next + usable.length) % usable.length]);
      event.preventDefault();
    });
    menu.addEventListener("focusin", ({ target }) => goTo(menu, target));
  }

  function goTo(menu, button) {
    for (const each of toolsOf(menu)) each.tabIndex = each === button ? 0 : -1;
    if (document.activeElement !== button) button.focus();
  }

  /* Inside lists and tables the Tab key moves on in the text; this key leads out of it. */
  function leadToTools(text, menu) {
    text.setAttribute("aria-keyshortcuts", "Alt+F10");
    text.addEventListener("keydown", (event) => {
      if (!event.altKey || event.key !== "F10") return;
      describe(menu).current.focus();
      event.preventDefault();
    });
  }

  document.addEventListener("prose-editor:ready", ({ target: textarea, detail: { editor } }) => {
    const label = document.querySelector(`label[for="${textarea.id}"]`);
    const name = label?.textContent.replace(/:\s*$/, "") ?? "";
    const text = editor.view.dom;
    text.id = `${textarea.id}_text`;
    if (name) text.setAttribute("aria-label", name);
    editor.on("create", () => {
      const menu = textarea.closest(".prose-editor").querySelector(".prose-menubar");
      nameTools(menu);
      asToolbar(menu, name, text);
      leadToTools(text, menu);
      describe(menu);
      editor.on("transaction", () => describe(menu));
    });
  });
})();
