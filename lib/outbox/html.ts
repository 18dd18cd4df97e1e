// A message as simple HTML that reads well without styles, by eye and by screen reader. Everything is escaped.
import type { Locale } from '@/lib/words/locales'
import type { Block, MessageContent } from './message-content'

const cellStyle = 'padding:4px 12px 4px 0;text-align:left;vertical-align:top;border-bottom:1px solid #c8c8c8'
const bodyStyle =
  'font-family:system-ui,-apple-system,Segoe UI,sans-serif;font-size:16px;line-height:1.5;max-width:44em'

export function toHtml({ subject, blocks, footer }: MessageContent, locale: Locale): string {
  return [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">`,
    `<title>${escape(subject)}</title></head><body style="${bodyStyle}">`,
    ...blocks.map(blockHtml),
    `<hr><p style="font-size:14px">${escape(footer)}</p></body></html>`,
  ].join('\n')
}

function blockHtml(block: Block): string {
  if (block.type === 'paragraph') return `<p>${escape(block.text)}</p>`
  if (block.type === 'link') return `<p><a href="${escape(block.href)}">${escape(block.text)}</a></p>`
  const head = block.head.map((cell) => `<th scope="col" style="${cellStyle}">${escape(cell)}</th>`).join('')
  const rows = block.rows.map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`).join('\n')
  const caption = `<caption style="text-align:left;font-weight:bold">${escape(block.caption)}</caption>`
  return `<table style="border-collapse:collapse;margin:16px 0">${caption}<thead><tr>${head}</tr></thead><tbody>\n${rows}\n</tbody></table>`
}

// Isolated, so that a name in another script does not turn the cells beside it around.
const cellHtml = (cell: string) => `<td style="${cellStyle}"><bdi>${escape(cell)}</bdi></td>`

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
