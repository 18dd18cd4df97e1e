// For tests only: an XLSX file read back, part by part, without the code that wrote it.
import yauzl from 'yauzl'

/** The parts of the package by their names. Throws if one of them is no well-formed XML. */
export async function partsOf(bytes: Buffer): Promise<ReadonlyMap<string, string>> {
  const parts = new Map<string, string>()
  const zip = await yauzl.fromBufferPromise(bytes)
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = []
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer)
    const text = Buffer.concat(pieces).toString('utf8')
    demandWellFormed(entry.fileName, text)
    parts.set(entry.fileName, text)
  }
  return parts
}

function demandWellFormed(name: string, text: string): void {
  const open: string[] = []
  const body = text.replace(/^<\?xml[^>]*\?>\n/, '')
  const tag = /<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy
  while (tag.lastIndex < body.length) {
    const at = tag.lastIndex
    const found = tag.exec(body)
    if (!found) throw new Error(`${name} is no XML at: ${body.slice(at, at + 80)}`)
    const [, closes, tagName = '', attributes = '', isEmpty, between] = found
    if (/&(?!(amp|lt|gt|quot|#\d+);)/.test(between ?? attributes)) throw new Error(`${name} has a loose &`)
    if (between !== undefined || isEmpty) continue
    if (!closes) open.push(tagName)
    else if (open.pop() !== tagName) throw new Error(`${name} closes ${tagName} at the wrong place`)
  }
  if (open.length > 0) throw new Error(`${name} does not close ${open.join(', ')}`)
}

const signs: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }

export function unescaped(xml: string): string {
  return xml
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/&(amp|lt|gt|quot);/g, (sign) => signs[sign] ?? '')
}

/** The texts of a sheet, row by row. */
export function rowsOf(sheet: string): string[][] {
  return [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c [^>]*?(?:\/>|>(?:<is><t[^>]*>(.*?)<\/t><\/is>)<\/c>)/gs)].map(([, text = '']) =>
      unescaped(text),
    ),
  )
}

export type Check = { readonly range: string; readonly attributes: string; readonly formula: string | undefined }

/** What is checked while cells are filled in. */
export function checksOf(sheet: string): Check[] {
  return [
    ...sheet.matchAll(/<dataValidation ([^>]*?)(?:\/>|>(?:<formula1>(.*?)<\/formula1>)<\/dataValidation>)/gs),
  ].map(([, attributes = '', formula]) => ({
    range: /sqref="([^"]*)"/.exec(attributes)?.[1] ?? '',
    attributes: unescaped(attributes),
    formula: formula === undefined ? undefined : unescaped(formula),
  }))
}
