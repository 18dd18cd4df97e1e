// A message as plain text: everything the HTML says, in the same order.
import type { Block, MessageContent } from './message-content'

const PADDED_LENGTH_MAX = 30

export function toPlainText({ blocks, footer }: MessageContent): string {
  return [...blocks.map(blockText), '-- ', footer].join('\n\n').replace('-- \n\n', '-- \n') + '\n'
}

function blockText(block: Block): string {
  if (block.type === 'paragraph') return block.text
  if (block.type === 'link') return `${block.text}:\n${block.href}`
  return [block.caption, '', ...columnsText([block.head, ...block.rows])].join('\n')
}

/** Columns under each other; the last one runs as long as it likes. */
function columnsText(rows: readonly (readonly string[])[]): string[] {
  const last = (rows[0]?.length ?? 1) - 1
  const widths = Array.from({ length: last }, (_, column) => {
    return Math.min(PADDED_LENGTH_MAX, Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  })
  return rows.map((row) => {
    return row
      .map((cell, column) => (column === last ? cell : `${cell.padEnd(widths[column] ?? 0)}  `))
      .join('')
      .trimEnd()
  })
}
