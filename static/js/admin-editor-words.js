/* Text editor: abbreviations with what they mean, and words in another language, which a screen
   reader then speaks with the right voice. The server adds the direction of writing. */

import { Mark, mergeAttributes } from "django-prose-editor/editor";
import { ask, markWords, needsWords, unmarkWords } from "verwaltung/dialog";

const gettext = window.gettext ?? ((text) => text);
/* Languages that texts about Berlin are likeliest to quote; any other has its code. */
const LANGUAGES = [
  ...["en", "tr", "ar", "ru", "uk", "pl", "fr", "es", "it", "vi", "fa", "ku", "ro", "bg", "sr"],
  ...["hr", "bs", "el", "pt", "sq", "he", "zh", "rom", "la", "de"],
];
const OTHER = "";
const TAG = /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?$/i;
const names = new Intl.DisplayNames("de", { type: "language", fallback: "none" });

const wordsField = (label) => ({ name: "words", label });

const item = (menu, buttons, { mark, text, edit }) =>
  menu.defineItem({
    name: mark,
    groups: "words",
    button: buttons.text(text),
    active: (editor) => editor.isActive(mark),
    command: edit,
  });

const finish = (editor, mark, values, attributes) => {
  if (values?.isRemoved) {
    unmarkWords(editor, mark);
  } else if (values) {
    markWords(editor, mark, attributes(values), values.words);
  }
};

const editAbbreviation = async (editor) => {
  const mark = "abbreviation";
  const hasNoWords = needsWords(editor, mark);
  const title = {
    name: "title",
    label: gettext("Was bedeutet sie?"),
    hint: gettext("Ausgeschrieben, zum Beispiel: Quartiersmanagement"),
    value: editor.getAttributes(mark).title ?? "",
  };
  const values = await ask(editor, {
    title: gettext("Abkürzung erklären"),
    fields: hasNoWords ? [wordsField(gettext("Abkürzung")), title] : [title],
    removal: editor.isActive(mark) ? gettext("Erklärung entfernen") : "",
    check: ({ words, title: meaning }) => ({
      words: hasNoWords && !words ? gettext("Bitte die Abkürzung eingeben.") : "",
      title: meaning ? "" : gettext("Bitte sagen, was die Abkürzung bedeutet."),
    }),
  });
  finish(editor, mark, values, ({ title: meaning }) => ({ title: meaning }));
};

export const Abbreviation = Mark.create({
  name: "abbreviation",
  inclusive: false,

  addAttributes() {
    return { title: { default: "" } };
  },

  parseHTML() {
    return [{ tag: "abbr[title]" }];
  },

  renderHTML({ HTMLAttributes }) {
    return ["abbr", mergeAttributes(HTMLAttributes), 0];
  },

  addMenuItems({ menu, buttons }) {
    item(menu, buttons, { mark: this.name, text: gettext("Abkürzung"), edit: editAbbreviation });
  },
});

const editLanguage = async (editor) => {
  const mark = "foreignWords";
  const hasNoWords = needsWords(editor, mark);
  const current = editor.getAttributes(mark).lang ?? "";
  const isListed = LANGUAGES.includes(current);
  const choice = {
    name: "choice",
    label: gettext("Sprache der Wörter"),
    type: "select",
    value: current && !isListed ? OTHER : current || LANGUAGES[0],
    options: [
      ...LANGUAGES.map((code) => [code, names.of(code) ?? code]),
      [OTHER, gettext("eine andere: Kürzel unten eingeben")],
    ],
  };
  const code = {
    name: "code",
    label: gettext("Kürzel einer anderen Sprache"),
    hint: gettext("Nach BCP 47, zum Beispiel: nl, zh-Hant, pt-BR"),
    value: isListed ? "" : current,
    spellcheck: false,
  };
  const isKnown = (typed) => TAG.test(typed) && Boolean(names.of(typed));
  const values = await ask(editor, {
    title: gettext("Sprache von Wörtern"),
    fields: hasNoWords ? [wordsField(gettext("Wörter")), choice, code] : [choice, code],
    removal: current ? gettext("Angabe entfernen") : "",
    check: ({ words, choice: chosen, code: typed }) => ({
      words: hasNoWords && !words ? gettext("Bitte die Wörter eingeben.") : "",
      code:
        chosen === OTHER && !isKnown(typed)
          ? gettext("Diese Sprache ist nicht bekannt. Ein Kürzel sieht so aus: nl, zh-Hant, pt-BR")
          : "",
    }),
  });
  finish(editor, mark, values, ({ choice: chosen, code: typed }) => ({ lang: chosen || typed }));
};

export const ForeignWords = Mark.create({
  name: "foreignWords",
  inclusive: false,

  addAttributes() {
    return { lang: { default: "" } };
  },

  parseHTML() {
    return [{ tag: "span[lang]" }];
  },

  renderHTML({ HTMLAttributes }) {
    return ["span", mergeAttributes(HTMLAttributes), 0];
  },

  addMenuItems({ menu, buttons }) {
    item(menu, buttons, { mark: this.name, text: gettext("Sprache"), edit: editLanguage });
  },
});
