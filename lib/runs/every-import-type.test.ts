// The contract of every import type, second half: its own template with its examples is mapped by suggestion, imported
// without an issue, and imported again without a change.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeCsv } from '@/lib/csv/write-csv'
import { importTypes } from '@/lib/import-types'
import { exampleRows, templateHeader } from '@/lib/import-types/template-csv'
import { suggestMapping } from '@/lib/mapping/suggest-mapping'
import { query } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { readRecords } from '@/lib/roster/records'
import { createTemplate } from '@/lib/templates/create-template'
import { settingsFrom } from '@/lib/templates/settings-change'
import { fileMappingSchema } from '@/lib/mapping/file-mapping'
import { inTransaction } from '@/lib/platform/db'
import { deliver, issuesOf, prepareInstallation, rosterHash, testDistrict } from './test-district'

beforeAll(prepareInstallation)
afterAll(() => stopQueue())

it.each(importTypes.map((type) => [type.name, type] as const))('%s', async (importType, type) => {
  const district = await testDistrict()
  const fileName = type.fileNames[0] ?? 'file.csv'
  const header = templateHeader(type)
  const rows = exampleRows(type)
  const columns = header.map((name, position) => ({
    ...{ header: name, position },
    samples: rows.map((row) => row[position] ?? '').filter((cell) => cell !== ''),
  }))
  const suggestions = suggestMapping(columns, type)
  const mapping = fileMappingSchema.parse({
    ...{ name: fileName, importType },
    columns: columns.map((column, index) => ({ ...column, field: suggestions[index]?.field ?? null })),
  })
  await inTransaction((tx) =>
    createTemplate(tx, {
      ...district,
      name: fileName,
      fileName,
      importType,
      mapping: [mapping],
      settings: settingsFrom(),
    }),
  )

  const first = await deliver(district, writeCsv([header, ...rows]), { fileName })
  expect(await issuesOf(first)).toEqual([])
  expect(first).toMatchObject({ state: 'applied', counts: { rows: rows.length, added: rows.length } })
  expect((await readRecords(district.accountId, type)).items).toHaveLength(rows.length)

  const before = await rosterHash(district)
  const second = await deliver(district, writeCsv([header, ...rows.toReversed()]), { fileName })
  expect(second).toMatchObject({ state: 'applied', counts: { unchanged: rows.length, added: 0, changed: 0 } })
  expect(await rosterHash(district)).toBe(before)
  expect(await query('select from roster.changes where account_id = $1', [district.accountId])).toHaveLength(0)
})
