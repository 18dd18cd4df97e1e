import type { Locale } from '@/lib/words/locales'
import { translatorFor } from '@/lib/words/translate'
import type { TemplateFileProblem } from './read-template-file'

/** What is wrong with a template file, where, and what to do about it. */
export function problemInWords({ code, line, params }: TemplateFileProblem, locale: Locale): string {
  const words = translatorFor(locale)
  const text = problemText(code, params, locale)
  return line === null ? text : words('templates.file.atLine', { line, text })
}

function problemText(code: string, params: TemplateFileProblem['params'], locale: Locale): string {
  const words = translatorFor(locale)
  if (code === 'file-name') return words(`templates.fileName.${params.problem}`)
  if (code === 'mapping') return words(`importJobs.mapping.${params.mapping}`, { ...params })
  return words(`templates.file.problem.${code}`, { ...params })
}
