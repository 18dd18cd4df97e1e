// A template as a file that people read, compare, keep beside other files, and take to another account or installation.
// It says all that a template says but for whom it belongs to: no login, no secret, no address of anybody, no row of any
// file. The only values in it are those somebody wrote into the mapping: value lists, defaults and constants.
import { z } from 'zod'
import { fileMappingSchema, type FileMapping } from '@/lib/mapping/file-mapping'
import type { TemplateContent } from '../diff/template-diff'
import { templateSettingsSchema, type TemplateSettings } from '../template-settings'

export const TEMPLATE_FORMAT = 'rollcall-template'

/** Raised when a file can say something that readers of the version before would misread. */
export const FORMAT_VERSION = 1

/** As large as the body of any other request. */
export const TEMPLATE_FILE_BYTES_MAX = 1024 * 1024

const FILES_MAX = 200

/** People who are told are told by their own district: addresses do not travel. */
const travellingSettings = templateSettingsSchema.omit({ recipients: true })

export const templateFileSchema = z
  .object({
    format: z.literal(TEMPLATE_FORMAT),
    formatVersion: z.literal(FORMAT_VERSION),
    name: z.string().min(1).max(200),
    /** The exact file name it is bound to. */
    fileName: z.string().min(1).max(255),
    importType: z.string().min(1).max(200),
    settings: travellingSettings.prefault({}),
    /** One; for a bundle, one for each member that is imported. */
    files: z.array(fileMappingSchema).min(1).max(FILES_MAX),
  })
  .meta({ id: 'TemplateFile' })

export type TemplateFile = z.output<typeof templateFileSchema>

/** The file of a template. */
export function templateFileOf(content: TemplateContent & { name: string; fileName: string }): TemplateFile {
  const { name, fileName, importType, mapping } = content
  const { recipients: _, ...settings } = content.settings
  return {
    ...{ format: TEMPLATE_FORMAT, formatVersion: FORMAT_VERSION },
    ...{ name, fileName, importType, settings, files: [...mapping] },
  }
}

/** What a file says, with the addresses of the template it is read for. */
export function contentOf(file: TemplateFile, recipients: TemplateSettings['recipients'] = []) {
  const { name, fileName, importType, files } = file
  return { name, fileName, importType, mapping: files, settings: { ...file.settings, recipients } }
}

/** How many values somebody wrote into the mapping: what a person should look at before giving the file away. */
export function valuesIn(files: readonly FileMapping[]): number {
  const count = (value: unknown): number => {
    if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + count(one), 0)
    if (typeof value !== 'object' || value === null) return 0
    const { type, values } = value as { type?: unknown; values?: object }
    if (type === 'replace' && values) return Object.keys(values).length
    return type === 'default' ? 1 : count(Object.values(value))
  }
  return files.reduce(
    (sum, file) =>
      sum + Object.keys(file.constants).length + count(file.columns) + count(Object.values(file.combined ?? {})),
    0,
  )
}
