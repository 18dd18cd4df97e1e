// Compares two states of a template: pure, complete (nothing that differs goes unsaid), and in the order of the page.
import { isDeepStrictEqual } from 'node:util'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import type { FileMapping } from '@/lib/mapping/file-mapping'
import type { TemplateSettings } from '../template-settings'
import { columnDifferences } from './column-differences'
import type { FileDiff, FileDifference, GeneralDifference, SettingName, TemplateDiff } from './difference'
import { without } from './without'

/** All that a template says, without where it belongs. */
export type TemplateContent = {
  /** Null where a version is older than the keeping of names. */
  readonly name: string | null
  readonly fileName: string | null
  readonly importType: string
  readonly mapping: readonly FileMapping[]
  readonly settings: TemplateSettings
}

/** What is different in `after`. */
export function diffTemplates(before: TemplateContent, after: TemplateContent): TemplateDiff {
  return { general: generalDifferences(before, after), files: filesOf(before, after) }
}

function generalDifferences(before: TemplateContent, after: TemplateContent): GeneralDifference[] {
  const named = (code: 'name' | 'file-name' | 'import-type', was: string | null, is: string | null) =>
    was === null || is === null || was === is ? [] : [{ code, before: was, after: is }]
  const settings = Object.keys({ ...before.settings, ...after.settings }) as SettingName[]
  return [
    ...named('name', before.name, after.name),
    ...named('file-name', before.fileName, after.fileName),
    ...named('import-type', before.importType, after.importType),
    ...settings
      .map((setting) => ({ setting, before: before.settings[setting], after: after.settings[setting] }))
      .filter((change) => !isDeepStrictEqual(change.before, change.after))
      .map((change) => ({ code: 'setting' as const, ...change })),
  ]
}

/** The files of an archive are known by their names; the one file of an ordinary template is itself, whatever its name. */
function filesOf(before: TemplateContent, after: TemplateContent): FileDiff[] {
  const [was, is] = [before.mapping, after.mapping]
  const isOneFile = was.length === 1 && is.length === 1 && before.importType !== BUNDLE && after.importType !== BUNDLE
  const partner = (file: FileMapping, others: readonly FileMapping[]) =>
    isOneFile ? others[0] : others.find((other) => other.name === file.name)
  const removed = was.filter((file) => !partner(file, is))
  const stayed = was.filter((file) => partner(file, is))
  const diffs = is.map((file, place): FileDiff => {
    const old = partner(file, was)
    const { name, importType } = file
    if (!old) return { name, importType, differences: [{ code: 'file-added', columns: file.columns.length }] }
    const oldPlace =
      removed.length > 0 || was.length !== is.length ? placeAmong(stayed, old, is, was) : was.indexOf(old)
    const ofPlace = isOneFile ? renamedFile(before, old, after, file) : movedFile(oldPlace, place)
    return { name, importType, differences: [...ofPlace, ...fileDifferences(old, file)] }
  })
  const gone = removed.map(({ name, importType, columns }): FileDiff => ({
    ...{ name, importType },
    differences: [{ code: 'file-removed', columns: columns.length }],
  }))
  return [...diffs, ...gone].filter(({ differences }) => differences.length > 0)
}

/** Where files came or went, only the order of those that stayed says whether one of them moved. */
function placeAmong(
  stayed: readonly FileMapping[],
  file: FileMapping,
  is: readonly FileMapping[],
  was: readonly FileMapping[],
): number {
  const names = new Set(was.map(({ name }) => name))
  const places = is.flatMap(({ name }, place) => (names.has(name) ? [place] : []))
  return places[stayed.indexOf(file)] ?? -1
}

/** A file that is delivered as it is has the template's own file name, whose change is said of the template. */
function renamedFile(
  before: TemplateContent,
  was: FileMapping,
  after: TemplateContent,
  is: FileMapping,
): FileDifference[] {
  const isDelivered = [before.fileName ?? was.name, after.fileName ?? is.name].join('/') === `${was.name}/${is.name}`
  return isDelivered || was.name === is.name ? [] : [{ code: 'file-renamed', before: was.name, after: is.name }]
}

const movedFile = (before: number, after: number): FileDifference[] =>
  before === after ? [] : [{ code: 'file-moved', before: before + 1, after: after + 1 }]

const parts = ['encoding', 'delimiter', 'quote', 'headerLine'] as const
const saidElsewhere = ['name', 'importType', 'dialect', 'columns', 'constants', 'combined', 'mayBeAbsent']

function fileDifferences(before: FileMapping, after: FileMapping): FileDifference[] {
  const absence = (before.mayBeAbsent ?? false) !== (after.mayBeAbsent ?? false)
  return [
    ...(before.importType === after.importType
      ? []
      : [{ code: 'file-type' as const, before: before.importType, after: after.importType }]),
    ...parts
      .filter((part) => before.dialect[part] !== after.dialect[part])
      .map((part) => ({ code: 'dialect' as const, part, before: before.dialect[part], after: after.dialect[part] })),
    ...columnDifferences(before.columns, after.columns),
    ...combinations(before.combined, after.combined),
    ...constantDifferences(before.constants, after.constants),
    ...(absence ? [{ code: 'may-be-absent' as const, after: after.mayBeAbsent ?? false }] : []),
    ...(isDeepStrictEqual(without(before, saidElsewhere), without(after, saidElsewhere))
      ? []
      : [{ code: 'file-detail' as const }]),
  ]
}

function constantDifferences(before: FileMapping['constants'], after: FileMapping['constants']): FileDifference[] {
  return bothOf(before, after).map((change) => ({ code: 'constant', ...change }))
}

function combinations(before: FileMapping['combined'] = {}, after: FileMapping['combined'] = {}): FileDifference[] {
  return bothOf(before, after).map((change) => ({ code: 'combined', ...change }))
}

/** Every field of two records whose values differ; null where one of them has none. */
function bothOf<Value>(before: Readonly<Record<string, Value>>, after: Readonly<Record<string, Value>>) {
  const own = (record: Readonly<Record<string, Value>>, field: string) =>
    Object.hasOwn(record, field) ? (record[field] ?? null) : null
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => ({ field, before: own(before, field), after: own(after, field) }))
    .filter((change) => !isDeepStrictEqual(change.before, change.after))
}
