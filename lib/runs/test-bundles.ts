// For tests only: a template for a OneRoster package, and its deliveries.
import { fileMappingSchema } from '@/lib/mapping/file-mapping'
import { rosterCsv, rosterFiles } from '@/lib/mapping/bundle/test-bundle'
import { inTransaction } from '@/lib/platform/db'
import { createTemplate } from '@/lib/templates/create-template'
import { settingsFrom, type SettingsChange } from '@/lib/templates/settings-change'
import type { Run } from './run'
import { deliver, mappingOf, type District } from './test-district'

type Shape = { files?: readonly string[]; mayBeAbsent?: readonly string[]; fileName?: string; importType?: string }

/** A template that maps every column of the files by its own name; with a manifest unless only some files are named. */
export async function bundleTemplate(
  { accountId, transferLoginId }: District,
  settings: SettingsChange = {},
  { files, mayBeAbsent = [], fileName = 'OneRoster.zip', importType = 'bundle' }: Shape = {},
): Promise<string> {
  const mapping = (files ?? rosterFiles).map((file) => ({
    ...mappingOf(`oneroster-1.1/${file}`, `${file}.csv`, rosterCsv(file, []).trim().split(',')),
    mayBeAbsent: mayBeAbsent.includes(file),
  }))
  const manifest = fileMappingSchema.parse({ name: 'manifest.csv', importType: 'oneroster-1.1/manifest', columns: [] })
  const made = await inTransaction((tx) =>
    createTemplate(tx, {
      ...{ accountId, transferLoginId, name: fileName, fileName, importType },
      mapping: files ? mapping : [manifest, ...mapping],
      settings: settingsFrom(settings),
    }),
  )
  if (!made.ok) throw new Error(made.reason)
  return made.template.id
}

/** Delivers an archive and processes it to its end. */
export function deliverBundle(district: District, zip: Buffer | string, fileName = 'OneRoster.zip'): Promise<Run> {
  return deliver(district, zip, { fileName })
}
