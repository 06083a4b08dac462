/* Text editor: tables with headers and a caption. Takes the place of the library's "Table", and of
   its cells, which here hold no table of their own. */

import {
  Table as LibraryTable,
  TableCell as LibraryCell,
  TableHeader as LibraryHeader,
} from "django-prose-editor/editor";
import { ask, element } from "verwaltung/dialog";

const gettext = window.gettext ?? ((text) => text);
const MOST = { rows: 100, cols: 20 };
const IN_A_CELL = "(paragraph | bulletList | orderedList)+";

export const TableCell = LibraryCell.extend({ content: IN_A_CELL });
export const TableHeader = LibraryHeader.extend({ content: IN_A_CELL });

const tableAround = ({ $from }) => {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name === "table") return $from.node(depth);
  }
  return null;
};

const isHeader = (cell) => cell?.type.name === "tableHeader";
const children = (node) => [...Array(node.childCount).keys()].map((place) => node.child(place));

const hasHeaderRow = (editor) => {
  const table = tableAround(editor.state.selection);
  return Boolean(table) && children(table.firstChild).every(isHeader);
};

const hasHeaderColumn = (editor) => {
  const table = tableAround(editor.state.selection);
  return Boolean(table) && children(table).every((row) => isHeader(row.firstChild));
};

const captionField = (value = "") => ({
  name: "caption",
  label: gettext("Beschriftung"),
  hint: gettext("Was die Tabelle zeigt. Steht über ihr; darf leer bleiben."),
  value,
});

const numberField = (name, label, value) => ({
  name,
  label,
  value,
  type: "number",
  min: 1,
  max: MOST[name],
});

const complaintAbout = (text, most) =>
  /^[0-9]+$/.test(text) && Number(text) >= 1 && Number(text) <= most
    ? ""
    : gettext("Bitte eine Zahl von 1 bis %s eingeben.").replace("%s", most);

const insertTable = async (editor) => {
  const values = await ask(editor, {
    title: gettext("Tabelle einfügen"),
    submit: gettext("Einfügen"),
    before: [
      element("p", {
        className: "help",
        textContent: gettext(
          "Die erste Zeile ist die Kopfzeile: Sie sagt, was in den Spalten steht. Eine Tabelle ohne Kopfzeile und Kopfspalte bekommt sie beim Sichern.",
        ),
      }),
    ],
    fields: [
      numberField("cols", gettext("Spalten"), 3),
      numberField("rows", gettext("Zeilen, mit der Kopfzeile"), 3),
      captionField(),
    ],
    check: ({ rows, cols }) => ({
      rows: complaintAbout(rows, MOST.rows),
      cols: complaintAbout(cols, MOST.cols),
    }),
  });
  if (values) {
    editor
      .chain()
      .focus()
      .insertTable({ rows: Number(values.rows), cols: Number(values.cols), withHeaderRow: true })
      .updateAttributes("table", { caption: values.caption })
      .run();
  }
};

const editCaption = async (editor) => {
  const values = await ask(editor, {
    title: gettext("Beschriftung der Tabelle"),
    fields: [captionField(editor.getAttributes("table").caption)],
  });
  if (values) {
    editor.chain().focus().updateAttributes("table", values).run();
  }
};

export const Table = LibraryTable.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      caption: {
        default: "",
        rendered: false,
        parseHTML: (table) => table.querySelector("caption")?.textContent.trim() ?? "",
      },
    };
  },

  parseHTML() {
    return [...this.parent(), { tag: "caption", ignore: true }];
  },

  renderHTML({ node }) {
    const { caption } = node.attrs;
    return ["table", {}, ...(caption ? [["caption", {}, caption]] : []), ["tbody", 0]];
  },

  addNodeView() {
    const makeView = this.parent();
    return (properties) => {
      const view = makeView(properties);
      const caption = element("caption", { contentEditable: "false" });
      view.table.prepend(caption);
      const show = (node) => {
        caption.textContent = node.attrs.caption;
        caption.hidden = !node.attrs.caption;
      };
      const update = view.update;
      view.update = (node) => {
        if (!update(node)) return false;
        show(node);
        return true;
      };
      show(properties.node);
      return view;
    };
  },

  addMenuItems({ menu, buttons }) {
    const isInside = (editor) => editor.isActive("table");
    menu.defineItem({
      name: "table",
      groups: "table",
      button: buttons.material("grid_on", gettext("Tabelle einfügen")),
      hidden: isInside,
      command: insertTable,
    });
    const inside = (name, text, command, rest = {}) =>
      menu.defineItem({
        name: `table:${name}`,
        groups: "table",
        button: buttons.text(text),
        hidden: (editor) => !isInside(editor),
        command,
        ...rest,
      });
    const run = (command) => (editor) => editor.chain().focus()[command]().run();
    inside("addRow", gettext("Zeile einfügen"), run("addRowAfter"));
    inside("deleteRow", gettext("Zeile löschen"), run("deleteRow"));
    inside("addColumn", gettext("Spalte einfügen"), run("addColumnAfter"));
    inside("deleteColumn", gettext("Spalte löschen"), run("deleteColumn"));
    inside("headerRow", gettext("Kopfzeile"), run("toggleHeaderRow"), { active: hasHeaderRow });
    inside("headerColumn", gettext("Kopfspalte"), run("toggleHeaderColumn"), {
      active: hasHeaderColumn,
    });
    inside("split", gettext("Zelle teilen"), run("splitCell"), {
      hidden: (editor) => !isInside(editor) || !editor.can().splitCell(),
    });
    inside("caption", gettext("Beschriftung"), editCaption);
    inside("delete", gettext("Tabelle löschen"), run("deleteTable"));
  },
});
