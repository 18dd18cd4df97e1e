// A guide as Markdown: for programs, tickets and wikis.
import type { GuideFile } from './file-columns'
import type { Guide } from './guide'
import { partsOf, type Marked, type Say } from './marked'

export function guideAsMarkdown(guide: Guide, say: Say): string {
  const { file } = guide
  const parts = [
    `# ${inText(guide.title)}`,
    inText(guide.lead),
    `## ${say('connect.title')}`,
    guide.connection
      .map(({ term, value, isCopied, note }) => {
        const shown = isCopied ? code(value) : inText(value)
        return `- **${inText(term)}**: ${shown}${note === undefined ? '' : ` (${inText(note)})`}`
      })
      .join('\n'),
    `## ${say('trust.title')}`,
    inText(guide.trust.text),
    guide.trust.prints
      .map(({ label, value, old }) => {
        const older = old === undefined ? '' : `; ${guide.trust.oldLabel} ${code(old)}`
        return `- ${inText(label)}: ${code(value)}${older}`
      })
      .join('\n'),
    `## ${say('file.title')}`,
    `${code(file.name)}\n\n${inText(file.text)} ${inText(file.spelled)}. ${inText(say('file.noDate'))}`,
    `## ${inText(guide.stepsTitle)}`,
    inText(guide.stepsNote ?? ''),
    guide.steps.map(({ text, commands }, index) => `${index + 1}. ${inText(text)}${block(commands)}`).join('\n'),
    ...(guide.scripts.length > 0 ? [`## ${say('script.files')}`, ...guide.scripts.map(shownScript)] : []),
    `## ${say('schedule.title')}`,
    guide.schedule.map(inText).join(' '),
    `## ${say(guide.files.length > 1 ? 'columns.titleMembers' : 'columns.title')}`,
    guide.rules.map((rule) => `- ${inText(rule)}`).join('\n'),
    ...guide.files.map((one) => columnsOf(one, guide.files.length > 1, say)),
    `## ${say('tests.title')}`,
    table(
      ['tests.step', 'tests.there', 'tests.here', 'tests.mail'].map((key) => say(key)),
      guide.trials.map(({ what, there, here, mail }) => [what, there, here, mail].map(inCell)),
    ),
    `## ${say('troubles.title')}`,
    table(
      [say('troubles.sign'), say('troubles.remedy')],
      guide.troubles.map(({ sign, remedy }) => [inCell(sign), inCell(remedy)]),
    ),
    inText(guide.made),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function columnsOf({ name, type, columns, isManifest }: GuideFile, isMember: boolean, say: Say): string {
  const title = isMember ? `### ${code(name)} ${inText(type)}\n\n` : ''
  if (isManifest) return `${title}${inText(say('columns.manifest'))}`
  const heads = ['position', 'header', 'need', 'content', 'example'].map((key) => say(`columns.${key}`))
  const rows = columns.map((column) => [
    String(column.position),
    column.header === null ? inCell(say('columns.noHeader')) : codeInCell(column.header),
    inCell(column.need),
    inCell([column.meaning, ...column.content].filter(Boolean).join(' · ')),
    column.example === '' ? '' : codeInCell(column.example),
  ])
  return title + table(heads, rows)
}

const shownScript = ({ fileName, text }: Guide['scripts'][number]) => `${code(fileName)}${block(text)}`

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

/** A fence longer than any run of backticks within. */
function block(text: string | undefined): string {
  if (text === undefined) return ''
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `\n\n${fence}\n${text.replace(/\n$/, '')}\n${fence}\n`
}

function code(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1)
  const pad = /^[` ]|[` ]$/.test(text) ? ' ' : ''
  return `${fence}${pad}${text}${pad}${fence}`
}

const longestRun = (text: string) => Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))

const codeInCell = (text: string) => code(text).replaceAll('|', '\\|')
const inCell = (marked: Marked) => inText(marked).replace(/\n/g, ' ')

/** Words as words: what Markdown would take for its own is escaped, what is marked becomes code. */
function inText(marked: Marked): string {
  return partsOf(marked)
    .map(({ text, isCode }) => (isCode ? code(text) : text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&')))
    .join('')
}
