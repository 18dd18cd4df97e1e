// What a template file does to a login: makes a new template, or the next version of the one that has its file name.
// The same function tells it beforehand and does it, so that nothing happens that was not shown.
import { inTransaction, db } from '@/lib/platform/db'
import type { Locale } from '@/lib/words/locales'
import { boundToName } from '../bound-to'
import { createTemplate } from '../create-template'
import { diffTemplates, type TemplateContent } from '../diff/template-diff'
import { isSame, type TemplateDiff } from '../diff/difference'
import { fileNameProblem, type FileNameProblem } from '../file-name'
import { nearestTemplate, type NearestTemplate } from '../match-template'
import { settingsFrom } from '../settings-change'
import { standingTemplate, type StandingTemplate } from '../standing-template'
import { templateById, type Template } from '../template'
import type { TemplateRules } from '../template-rules'
import { updateTemplate } from '../update-template'
import { readTemplateFile, type TemplateFileProblem } from './read-template-file'
import { contentOf, valuesIn } from './template-file'

export type TemplatePlan = {
  /** What is there and becomes something else; null: the template is new. */
  readonly standing: StandingTemplate | null
  readonly content: TemplateContent & { readonly name: string; readonly fileName: string }
  /** To what is there; to an empty template, where it is new. */
  readonly diff: TemplateDiff
  /** Values that somebody wrote into the mapping. */
  readonly values: number
  /** A template of the login whose file name looks much like this one. */
  readonly lookAlike: NearestTemplate | null
}

export type TakeRefusal =
  | { readonly ok: false; readonly reason: 'file'; readonly problems: readonly TemplateFileProblem[] }
  | { readonly ok: false; readonly reason: 'file-name'; readonly problem: FileNameProblem }
  | { readonly ok: false; readonly reason: 'unknown-transfer-login' | 'same' | 'changed-meanwhile' }
  /** The template that has the file name is of another type, or a new version of it was not wished. */
  | { readonly ok: false; readonly reason: 'other-type' | 'exists'; readonly standing: StandingTemplate | null }

export type TemplateFileWish = {
  readonly accountId: string
  readonly transferLoginId: string
  /** The whole file. */
  readonly text: string
  /** Instead of the file's own. */
  readonly name?: string
  readonly fileName?: string
  readonly rules: TemplateRules
  readonly locale: Locale
}

/** Tells what the file would do; nothing is changed. */
export async function planTemplateFile(
  wish: TemplateFileWish,
): Promise<{ ok: true; plan: TemplatePlan } | TakeRefusal> {
  const { accountId, transferLoginId } = wish
  const read = readTemplateFile(wish.text, wish.rules, wish.locale)
  if (!read.ok) return { ok: false, reason: 'file', problems: read.problems }
  const { file } = read
  const fileName = wish.fileName ?? file.fileName
  const problem = fileNameProblem(fileName)
  if (problem) return { ok: false, reason: 'file-name', problem }
  const login = await db.transferLogin.findFirst({ where: { id: transferLoginId, accountId }, select: { id: true } })
  if (!login) return { ok: false, reason: 'unknown-transfer-login' }
  const standing = await standingTemplate(db, { transferLoginId, fileName })
  if (standing && standing.importType !== file.importType) return { ok: false, reason: 'other-type', standing }
  const before = standing && (await templateById(accountId, standing.id))
  const content = {
    ...contentOf(file, before?.settings.recipients),
    ...{ name: wish.name ?? file.name, fileName },
    mapping: boundToName(file.files, file.fileName, fileName),
  }
  const diff = diffTemplates(before ?? emptyOf(content), content)
  const lookAlike = standing ? null : await nearestTemplate(transferLoginId, fileName)
  return { ok: true, plan: { standing, content, diff, values: valuesIn(file.files), lookAlike } }
}

/** The same files without any column, read as files usually are, and the settings a template begins with. */
function emptyOf(content: TemplateContent): TemplateContent {
  const mapping = content.mapping.map(({ name, importType }) => ({
    ...{ name, importType, columns: [], constants: {} },
    dialect: { encoding: 'utf-8', delimiter: ',', quote: '"', headerLine: 1 } as const,
  }))
  return { ...content, name: null, fileName: null, mapping, settings: settingsFrom() }
}

export type TakenTemplate = { ok: true; template: Template; isNew: boolean } | TakeRefusal

/**
 * Does it. A template that is there gets a new version; nothing of the other settings of its account changes.
 * @param wish.onto the version of the template that was shown, or null where none was: anything else by now is refused.
 *   Left out: whatever is there now.
 */
export async function takeTemplateFile(
  wish: TemplateFileWish & {
    onto?: { templateId: string; version: number } | null
    note?: string | null
    by?: string | null
  },
): Promise<TakenTemplate> {
  const planned = await planTemplateFile(wish)
  if (!planned.ok) return planned
  const { standing, content, diff } = planned.plan
  const why = { note: wish.note, origin: { kind: 'imported' } as const }
  const { accountId, transferLoginId, onto, by } = wish
  if (!standing) {
    if (onto) return { ok: false, reason: 'changed-meanwhile' }
    const made = await inTransaction((tx) =>
      createTemplate(tx, {
        ...{ accountId, transferLoginId, ...content },
        mapping: [...content.mapping],
        ...{ createdById: by ?? null, why },
      }),
    )
    return made.ok ? { ...made, isNew: true } : made
  }
  if (onto === null) return { ok: false, reason: 'exists', standing }
  if (onto && onto.templateId !== standing.id) return { ok: false, reason: 'changed-meanwhile' }
  if (isSame(diff)) return { ok: false, reason: 'same' }
  const { name, mapping, settings } = content
  const updated = await updateTemplate({
    ...{ accountId, templateId: standing.id, updatedById: by, why },
    change: { name, mapping: [...mapping], settings },
    ifVersion: onto?.version ?? standing.version,
  })
  if (updated.ok) return { ok: true, template: updated.template, isNew: false }
  return { ok: false, reason: 'changed-meanwhile' }
}
