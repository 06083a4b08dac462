"""LEAF: tables that can be understood without seeing them: every one says what its cells are.

Without headers of its own the first row of a table becomes its headers. Missing cells are added,
cells that overlap are cut, and what is a table by form only becomes text.
"""

from .blocks import Cell, Run, Table, Text, plain, without_needless_emphasis

MOST_COLUMNS = 50  # and rows that a cell reaches over


def read_table(reader, node):
    """The `Table` in an element, as a list; what stands in it where it is none or empty.

    ``reader`` gives the ``cell(node)`` blocks and ``words(node)`` of an element.
    """
    rows = [cells for row in _rows(node) if (cells := _cells(reader, row))]
    is_readable = all(len(row) <= MOST_COLUMNS for row in rows)
    missing = _place(rows) if is_readable else []
    caption = next((reader.words(each) for each in node.elements if each.tag == "caption"), "")
    filled = [cell for row in rows for cell in row if cell.blocks]
    if not (filled and is_readable and _is_table(rows, missing)):
        name = [Text("p", [Run(caption)])] if caption else []
        return [*name, *(block for cell in filled for block in cell.blocks)]
    for row, columns in zip(rows, missing, strict=True):
        row += [Cell(column=column) for column in columns]
    table = Table(rows, caption)
    _take_title_row_as_caption(table)
    _name_headers(table)
    return [table]


def _rows(node):
    for each in node.elements:
        if each.tag == "tr":
            yield each
        elif each.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(each)


def _cells(reader, row):
    return [
        Cell(
            reader.cell(each),
            is_header=each.tag == "th",
            columns=_reach(each, "colspan"),
            rows=_reach(each, "rowspan"),
        )
        for each in row.elements
        if each.tag in ("td", "th")
    ]


def _reach(cell, name):
    return min(max(1, cell.number(name, 1)), MOST_COLUMNS)


def _place(rows):
    """Set the columns of all cells, so that none reaches over another or the edge.

    Returns for each row the columns in which it has no cell.
    """
    reached = [set() for _row in rows]  # columns of a row that a cell from above reaches into
    taken = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in reached[number]:
                column += 1
            cell.column = column
            cell.rows = min(cell.rows, len(rows) - number)
            beside = range(column + 1, column + cell.columns)
            column = next((each for each in beside if each in reached[number]), beside.stop)
            cell.columns = column - cell.column
            for below in range(number + 1, number + cell.rows):
                reached[below].update(range(cell.column, column))
        taken.append(reached[number] | set(range(column)))
    width = max((max(columns) + 1 for columns in taken), default=0)
    return [[each for each in range(width) if each not in columns] for columns in taken]


def _is_table(rows, missing):
    """Whether cells in rows are a table: not one alone, nor more than anybody could read."""
    cells = sum(len(row) for row in rows)
    width = max(cell.column + cell.columns for row in rows for cell in row)
    return (
        cells > 1 and width <= MOST_COLUMNS and sum(map(len, missing)) <= 2 * cells + MOST_COLUMNS
    )


def _without_spans(rows):
    """The rows with every cell in one row and column; where it reached to, cells stay empty."""
    width = max(cell.column + cell.columns for row in rows for cell in row)
    plain_rows = []
    for row in rows:
        cells = {cell.column: cell for cell in row}
        plain_rows.append([cells.get(column) or Cell(column=column) for column in range(width)])
        for cell in row:
            cell.columns = cell.rows = 1
    return plain_rows


def _take_title_row_as_caption(table):
    """A first row of one cell over all columns is the name of the table, not a header."""
    first, others = table.rows[0], table.rows[1:]
    if table.caption or len(others) < 2 or len(first) > 1 or first[0].columns == 1:
        return
    if first[0].rows == 1 and all(isinstance(each, Text) for each in first[0].blocks):
        table.caption = " ".join(plain(each.runs) for each in first[0].blocks)
        table.rows = others


def _name_headers(table):
    for row in table.rows:
        for cell in row:
            cell.is_header = cell.is_header and bool(cell.blocks)
    first, others = table.rows[0], table.rows[1:]
    if not others:
        first[0].is_header = bool(first[0].blocks)
    elif not (_is_head(first) or _has_header_column(table)):
        for cell in first:
            cell.is_header = bool(cell.blocks)
    table.head = _length_of_head(table) if others and _is_head(first) else 0
    for number, row in enumerate(table.rows):
        for cell in row:
            is_above = number < table.head and bool(cell.blocks)
            stands_first = cell.column == 0 and cell.is_header
            cell.scope = "col" if is_above else "row" if stands_first else ""
            for block in cell.blocks if cell.scope else ():
                if isinstance(block, Text):
                    block.runs = without_needless_emphasis(block.runs)


def _has_header_column(table):
    """Whether each row begins with its header."""
    begin = [row[0] for row in table.rows if row[0].column == 0 and row[0].blocks]
    return len(table.rows[0]) > 1 and bool(begin) and all(cell.is_header for cell in begin)


def _is_head(row):
    filled = [cell for cell in row if cell.blocks]
    return bool(filled) and all(cell.is_header for cell in filled)


def _length_of_head(table):
    """How many rows are headers of columns; a cell that reaches further takes its rows along."""
    others = [number for number, row in enumerate(table.rows) if not _is_head(row)]
    length = others[0] if others else 1
    for number, row in enumerate(table.rows):
        if number < length:
            length = max(length, *(number + cell.rows for cell in row))
    if length < len(table.rows):
        return length
    table.rows = _without_spans(table.rows)
    return 1
