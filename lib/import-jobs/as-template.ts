// What of a job goes into a template, or into a run that is to be like the template's.
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import type { FileMapping } from '@/lib/mapping/file-mapping'
import { changeSettings, type SettingsChange } from '@/lib/templates/settings-change'
import type { TemplateSettings } from '@/lib/templates/template-settings'
import type { ImportJob } from './import-job'

/** The job's mapping for deliveries of that name. What comes packed keeps the names of the members. */
export function boundTo(fileName: string, { mapping, sample }: ImportJob): FileMapping[] {
  const isPacked = mapping?.some(({ name }) => name !== sample?.fileName)
  return (mapping ?? []).map((file) => (isPacked ? file : { ...file, name: fileName }))
}

/**
 * The job's settings, and what follows from its sample: whether there is a header is what the mapping's dialect says,
 * because what was chosen at the beginning may have been wrong; members of a bundle that nobody mapped are known from
 * now on, and not imported.
 * @param change what differs from the job's.
 */
export function settingsOf(
  { settings, mapping, analysis, importType }: ImportJob,
  change: SettingsChange = {},
): TemplateSettings {
  const hasHeader = mapping?.every(({ dialect }) => dialect.headerLine > 0) ?? true
  const names = importType === BUNDLE ? (analysis?.files.map(({ name }) => name) ?? []) : []
  const ignoredMembers = names.filter((name) => !mapping?.some((file) => file.name === name))
  return { ...changeSettings(settings, { ignoredMembers, ...change }), hasHeader }
}
