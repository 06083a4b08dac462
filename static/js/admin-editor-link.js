/* Text editor: links. To a page of this website, which is looked for by its name, or to an address
   elsewhere, an e-mail address or a telephone number. Takes the place of the library's "Link". */

import { Link as LibraryLink } from "django-prose-editor/editor";
import { ask, markWords, needsWords, unmarkWords } from "verwaltung/dialog";
import { pageChoice } from "verwaltung/page-choice";

const gettext = window.gettext ?? ((text) => text);
const KNOWN = /^(https?|mailto|tel):/i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const MAIL = /^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/;
const PHONE = /^\+?[0-9][0-9\s()/-]{4,}$/;
const HOST = /^[\p{L}0-9-]+(\.[\p{L}0-9-]+)+(:[0-9]+)?([/?#]\S*)?$/u;

/* What somebody typed as an address that a link can have; empty when it is none. */
const addressOf = (text) => {
  const place = /^[#/]/.test(text) && !/^\/[/\\]/.test(text);
  if (place) return /\s/.test(text) ? "" : text;
  if (MAIL.test(text)) return `mailto:${text}`;
  if (PHONE.test(text)) return `tel:${text.replace(/[^+0-9]/g, "")}`;
  if (HOST.test(text)) return `https://${text}`;
  if (!KNOWN.test(text) || /\s/.test(text)) return "";
  if (/^https?:/i.test(text)) {
    const isWhole = URL.canParse(text) && new URL(text).hostname.includes(".");
    return isWhole ? text : "";
  }
  return text.split(":")[1] ? text : "";
};

const complaintAbout = (text) => {
  if (!text) return gettext("Bitte eine Seite wählen oder eine Adresse eingeben.");
  if (addressOf(text)) return "";
  if (SCHEME.test(text) && !KNOWN.test(text)) {
    return gettext("Solche Adressen gehen hier nicht. Möglich sind https, E-Mail und Telefon.");
  }
  return gettext("Das ist keine vollständige Adresse. Zum Beispiel: https://www.berlin.de/");
};

const editLink = async (editor, { pages }) => {
  const isNew = !editor.isActive("link");
  const hasNoWords = needsWords(editor, "link");
  let inputs = {};
  const words = { name: "words", label: gettext("Text, der zum Link wird") };
  const address = {
    name: "href",
    label: gettext("Adresse"),
    hint: gettext("Der gewählten Seite, oder https://www.berlin.de/ oder name@example.org"),
    value: editor.getAttributes("link").href ?? "",
    inputMode: "url",
    spellcheck: false,
  };
  const choice = pageChoice({
    pages,
    choose: (page) => {
      inputs.href.value = page.address;
      if (inputs.words && !inputs.words.value) inputs.words.value = page.title;
    },
  });
  const values = await ask(editor, {
    title: isNew ? gettext("Link einfügen") : gettext("Link ändern"),
    before: [choice],
    fields: hasNoWords ? [address, words] : [address],
    removal: isNew ? "" : gettext("Link entfernen"),
    ready: (made) => {
      inputs = made;
    },
    check: ({ href, words: typed }) => ({
      href: complaintAbout(href),
      words: hasNoWords && !typed ? gettext("Bitte sagen, wohin der Link führt.") : "",
    }),
  });
  if (values?.isRemoved) {
    unmarkWords(editor, "link");
  } else if (values) {
    markWords(editor, "link", { href: addressOf(values.href) }, values.words);
  }
};

export const Link = LibraryLink.extend({
  addOptions() {
    return { ...this.parent?.(), pages: "", defaultProtocol: "https" };
  },

  /* The library's rule makes links of all pasted words that look like an address, even of those
     that are links already, and then to another address. */
  addPasteRules() {
    return [];
  },

  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) => {
          editLink(editor, this.options);
          return true;
        },
    };
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "link",
      groups: "link",
      button: buttons.material("insert_link", gettext("Link einfügen")),
      active: (editor) => editor.isActive("link"),
      command: (editor) => editor.commands.addLink(),
    });
    menu.defineItem({
      name: "unlink",
      groups: "link",
      button: buttons.material("link_off", gettext("Link entfernen")),
      hidden: (editor) => !editor.isActive("link"),
      command: (editor) => unmarkWords(editor, "link"),
    });
  },
});
