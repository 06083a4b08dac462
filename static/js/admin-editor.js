/* German names for the tools of the text editor (django-prose-editor leaves them in English), and
   the name of the field for the text itself. Waits for the editor's own event; needs gettext. */
"use strict";
(function () {
  if (typeof window.gettext !== "function") return;
  const WORDS = {
    "paragraph": gettext("Absatz"),
    "unordered list": gettext("Aufzählung"),
    "ordered list": gettext("Nummerierte Liste"),
    "bold": gettext("Fett"),
    "italic": gettext("Kursiv"),
    "insert link": gettext("Link einfügen"),
    "remove link": gettext("Link entfernen"),
    "undo": gettext("Rückgängig"),
    "redo": gettext("Wiederholen"),
  };

  function german(english) {
    const text = english.trim().toLowerCase();
    return WORDS[text] ?? text.replace(/^heading (\d)$/, gettext("Überschrift") + " $1");
  }

  function nameTools(menu) {
    for (const button of menu.querySelectorAll("button[title]")) {
      const word = german(button.title);
      if (word === button.title.toLowerCase()) continue;
      button.title = word;
      button.setAttribute("aria-label", word);
    }
    for (const option of menu.querySelectorAll("[data-name] > :is(p, h2, h3, h4)")) {
      const word = german(option.textContent);
      if (word !== option.textContent.toLowerCase()) option.textContent = word;
    }
  }

  document.addEventListener("prose-editor:ready", ({ target: textarea, detail: { editor } }) => {
    const label = document.querySelector(`label[for="${textarea.id}"]`);
    if (label) editor.view.dom.setAttribute("aria-label", label.textContent.replace(/:\s*$/, ""));
    editor.on("create", () => {
      const menu = textarea.closest(".prose-editor").querySelector(".prose-menubar");
      nameTools(menu);
      // The editor exchanges the button of the kind of text with the place of the cursor.
      new MutationObserver(() => nameTools(menu)).observe(menu, { childList: true, subtree: true });
    });
  });
})();
