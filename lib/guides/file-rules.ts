// How the file of a template has to be written, in sentences.
import { delimiterNames } from '@/lib/csv/dialect'
import type { Template } from '@/lib/templates/template'
import type { Locale } from '@/lib/words/locales'
import { translate } from '@/lib/words/translate'
import { type Marked, type Say } from './marked'

type Ruled = Pick<Template, 'fileName' | 'mapping' | 'settings'>

/** A file of its own name, or several in a ZIP. */
export function isBundle({ fileName, mapping }: Pick<Template, 'fileName' | 'mapping'>): boolean {
  return mapping.length !== 1 || mapping[0]?.name !== fileName
}

export function rulesOf(template: Ruled, say: Say): Marked[] {
  const { mapping, settings, fileName } = template
  const line = mapping[0]?.dialect.headerLine ?? 1
  const hasHeader = settings.hasHeader && line > 0
  return [
    ...(isBundle(template) ? [say('rules.bundle', { file: fileName })] : []),
    ...dialectsOf(template, say),
    hasHeader ? say('rules.header', { line }) : say('rules.noHeader'),
    say(settings.columnMatching === 'strict-order' || !hasHeader ? 'rules.strict' : 'rules.byName'),
    say(`rules.${settings.mode}`),
  ]
}

/** Usually all files are written alike; where they are not, each way is said once. */
function dialectsOf({ mapping }: Ruled, say: Say): Marked[] {
  const said = mapping.map(({ dialect }) => {
    const delimiter = say(`delimiters.${delimiterNames[dialect.delimiter]}`)
    return say('rules.format', { delimiter, encoding: say(`encodings.${dialect.encoding}`) })
  })
  return [...new Set(said)]
}

/** "comma, UTF-8": for a step that names the settings of an export. */
export function formatInWords({ mapping }: Pick<Template, 'mapping'>, locale: Locale): string {
  const dialect = mapping[0]?.dialect
  if (!dialect) return ''
  const words = (key: string) => translate(locale, `guides.${key}`)
  return `${words(`delimiters.${delimiterNames[dialect.delimiter]}`)}, ${words(`encodings.${dialect.encoding}`)}`
}
