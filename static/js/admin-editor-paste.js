/* Text editor: what is pasted or dropped from Word, other programs and websites is put in as it
   will be stored. The server cleans it, with the same rules as everything else; without the server
   the words alone are put in. */

import { Extension, Plugin } from "django-prose-editor/editor";
import { say } from "verwaltung/dialog";

const gettext = window.gettext ?? ((text) => text);
const LONGEST_WAIT = 10_000; // milliseconds
const FROM_HERE = "data-pm-slice"; // our own editor copies its text with this attribute
const PICTURE_DATA = /\bdata:image\/[^"'\s>)]+/gi;

const ask = async (address, html) => {
  const body = new FormData();
  body.set("html", html.replace(PICTURE_DATA, ""));
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  const response = await fetch(address, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": token.value },
    signal: AbortSignal.timeout(LONGEST_WAIT),
  });
  return (await response.json()).html;
};

const putIn = async (editor, address, data) => {
  const html = data.getData("text/html");
  const text = data.getData("text/plain");
  let message = /<img\b/i.test(html)
    ? gettext("Bilder lassen sich hier nicht einfügen. Sie wurden weggelassen.")
    : "";
  let clean = null;
  try {
    clean = await ask(address, html);
  } catch {
    message = gettext("Eingefügt ist nur der Text, ohne Formatierung: Der Server antwortet nicht.");
  }
  if (editor.isDestroyed) return;
  if (clean) {
    editor.view.pasteHTML(clean);
  } else if (clean === null && text) {
    editor.view.pasteText(text);
  }
  say(editor, message);
};

export const CleanPaste = Extension.create({
  name: "cleanPaste",

  addOptions() {
    return { address: "" };
  },

  addProseMirrorPlugins() {
    const { editor, options } = this;
    const takeOver = (event, data) => {
      const html = data?.getData("text/html");
      if (!html || html.includes(FROM_HERE)) return false;
      event.preventDefault();
      putIn(editor, options.address, data);
      return true;
    };
    return [
      new Plugin({
        props: {
          // Before the editor reads the HTML: with its styles the browser would report violations.
          handleDOMEvents: {
            paste: (_view, event) => takeOver(event, event.clipboardData),
            drop: (view, event) => {
              if (view.dragging) return false;
              const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
              if (place) editor.commands.setTextSelection(place.pos);
              return takeOver(event, event.dataTransfer);
            },
          },
        },
      }),
    ];
  },
});
