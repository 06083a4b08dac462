/* Text editor: its dialogs. A native modal dialog, so that focus stays inside, Escape closes it and
   focus returns to the text. Every field has a name, a hint if need be, and says itself what is
   wrong with it. Imported by the editor's extensions as "verwaltung/dialog". */

const gettext = window.gettext ?? ((text) => text);
let dialogs = 0;

export const element = (tag, properties = {}, children = []) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made && !name.startsWith("aria-")) {
      made[name] = value;
    } else {
      made.setAttribute(name, value);
    }
  }
  made.append(...children);
  return made;
};

const controlFor = ({ type, options, value, ...rest }) => {
  if (type === "select") {
    const choices = options.map(([code, name]) =>
      element("option", { value: code, textContent: name, selected: code === value }),
    );
    return element("select", rest, choices);
  }
  return element("input", { type: type ?? "text", autocomplete: "off", value: value ?? "", ...rest });
};

/* A labelled field; complain(sentence) says what is wrong with it, complain("") that nothing is. */
const fieldFor = ({ name, label, hint, ...control }, prefix) => {
  const id = `${prefix}-${name}`;
  const input = controlFor({ ...control, name, id });
  const error = element("p", { className: "editor-dialog-error", id: `${id}-error`, hidden: true });
  const described = [];
  const parts = [element("label", { htmlFor: id, textContent: label })];
  if (hint) {
    parts.push(element("p", { className: "help", id: `${id}-hint`, textContent: hint }));
    described.push(`${id}-hint`);
  }
  parts.push(input, error);
  described.push(`${id}-error`);
  input.setAttribute("aria-describedby", described.join(" "));
  const complain = (sentence) => {
    error.textContent = sentence;
    error.hidden = !sentence;
    input.setAttribute("aria-invalid", String(Boolean(sentence)));
  };
  return { input, complain, block: element("div", { className: "editor-dialog-field" }, parts) };
};

/* What was typed, by name; null when something is wrong, which its field then says. */
const valuesOf = (made, check) => {
  const entries = Object.entries(made).map(([name, { input }]) => [name, input.value.trim()]);
  const values = Object.fromEntries(entries);
  const wrong = check?.(values) ?? {};
  for (const [name, { complain }] of Object.entries(made)) {
    complain(wrong[name] ?? "");
  }
  const first = Object.keys(made).find((name) => wrong[name]);
  if (first) {
    made[first].input.focus();
    return null;
  }
  return values;
};

const button = (textContent, type = "button") => element("button", { type, textContent });

/* Asks for values by name; null when nothing is to be changed. check(values) gives what is wrong,
   {name: sentence}. removal is the word of a button that answers {isRemoved: true}. before are
   elements above the fields; ready(fields) gets the inputs by name. */
export const ask = (editor, { title, fields, check, submit, removal, before = [], ready }) =>
  new Promise((resolve) => {
    const prefix = `editor-dialog-${++dialogs}`;
    const made = Object.fromEntries(fields.map((each) => [each.name, fieldFor(each, prefix)]));
    const heading = element("h2", { id: `${prefix}-title`, textContent: title });
    const cancel = button(gettext("Abbrechen"));
    const remove = button(removal ?? "");
    const buttons = element("div", { className: "editor-dialog-buttons" }, [
      button(submit ?? gettext("Übernehmen"), "submit"),
      cancel,
      ...(removal ? [remove] : []),
    ]);
    const blocks = Object.values(made).map(({ block }) => block);
    const form = element("form", { noValidate: true }, [heading, ...before, ...blocks, buttons]);
    const dialog = element("dialog", { className: "editor-dialog" }, [form]);
    dialog.setAttribute("aria-labelledby", heading.id);

    /* All at once: left to itself the browser would first put the cursor at the beginning. */
    const answer = (value) => {
      dialog.close();
      dialog.remove();
      editor.view.focus();
      resolve(value);
    };

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const values = valuesOf(made, check);
      if (values) answer(values);
    });
    cancel.addEventListener("click", () => answer(null));
    remove.addEventListener("click", () => answer({ isRemoved: true }));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      answer(null);
    });
    // A second Escape in a row closes a dialog whatever anybody says.
    dialog.addEventListener("close", () => dialog.isConnected && answer(null));
    document.body.append(dialog);
    ready?.(Object.fromEntries(Object.entries(made).map(([name, { input }]) => [name, input])));
    dialog.showModal();
    document.activeElement.select?.(); // what stands there is typed over
  });

/* Whether a mark needs words of its own: none are selected and the cursor is in none. */
export const needsWords = (editor, mark) =>
  editor.state.selection.empty && !editor.isActive(mark);

/* Marks the selected words, or the marked ones around the cursor, or words that are put in. */
export const markWords = (editor, mark, attributes, words) => {
  const chain = editor.chain().focus();
  if (editor.isActive(mark)) {
    chain.extendMarkRange(mark).setMark(mark, attributes).run();
  } else if (words) {
    const marks = [{ type: mark, attrs: attributes }];
    chain
      .insertContent({ type: "text", text: words, marks })
      // What is typed next belongs to the text again.
      .command(({ tr, state }) => Boolean(tr.removeStoredMark(state.schema.marks[mark])))
      .run();
  } else {
    chain.setMark(mark, attributes).run();
  }
};

export const unmarkWords = (editor, mark) =>
  editor.chain().focus().extendMarkRange(mark).unsetMark(mark).run();

/* A sentence under the text, read out when it appears. */
export const say = (editor, sentence) => {
  const place = editor.view.dom.closest(".prose-editor");
  let message = place.querySelector(".prose-message");
  if (!message) {
    message = element("p", { className: "prose-message", role: "status" });
    place.append(message);
  }
  message.textContent = sentence;
};
