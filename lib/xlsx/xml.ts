// Text as XML has it. Whatever XML 1.0 cannot hold is left out.

const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text as it stands between tags, or in an attribute in double quotes. */
export function escaped(text: string): string {
  return text
    .replace(forbidden, '')
    .replace(/[&<>"]/g, (sign) => entities[sign] ?? '')
    .replace(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** A whole part of the package. */
export function xmlPart(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${root}`
}
