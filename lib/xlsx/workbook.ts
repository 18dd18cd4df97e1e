// What a workbook is to us: sheets of texts, with the few things that help people who fill one in. Only texts, because a
// spreadsheet that takes 00417 for a number, or 3/4 for a day, has changed it for good.

/** How a cell looks. Which means what is written in styles-xml.ts. */
export type CellStyle = 'text' | 'header' | 'required-header' | 'title' | 'wrapped' | 'code'

export type Cell = string | { readonly text: string; readonly style: CellStyle }

export type Column = {
  /** In characters. */
  readonly width: number
  /** Of the cells below those that are given, down to the last row. */
  readonly style: CellStyle
  readonly check?: CellCheck
}

/** What a spreadsheet says and offers while a cell of the column is filled in. */
export type CellCheck = {
  /** Shown beside the cell when it is entered. */
  readonly prompt?: { readonly title: string; readonly text: string }
  /** Offered as a drop-down list. */
  readonly list?: readonly string[]
  /** In characters. */
  readonly lengthMax?: number
  /** What is said of anything else. Refuse: it cannot be entered; warn: it can, after a question. */
  readonly otherwise?: { readonly action: 'refuse' | 'warn'; readonly title: string; readonly text: string }
}

export type Sheet = {
  /** Made to fit: a spreadsheet takes 31 characters of a name, and not all of them. */
  readonly name: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  /** So many rows stay where they are while the others scroll; they are printed on every page. */
  readonly frozenRows: number
}

export type Workbook = {
  readonly title: string
  /** The first one is open when the file is opened, and is the one that is saved as CSV. */
  readonly sheets: readonly Sheet[]
}
