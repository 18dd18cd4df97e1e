import { expect, it } from 'vitest'
import { catalogueFrom } from './account-types'
import { definitionSchema, type Definition } from './definition'
import type { CustomType } from './stored-type'

function customType(slug: string, definition: Definition): CustomType {
  const { fields, ...rest } = definition
  return {
    ...rest,
    ...{ id: slug, accountId: 'a', slug, name: `custom/${slug}`, tableName: `custom_${slug}`, version: 1 },
    ...{ createdAt: new Date(0), updatedAt: new Date(0), archivedAt: null },
    fields: fields.map((field) => ({ ...field, column: field.name.toLowerCase(), formerNames: [] })),
  }
}

const examplesOf = (...types: CustomType[]) => catalogueFrom(types).own[0]?.examples ?? []
const type = (slug: string, fields: unknown[]) =>
  customType(
    slug,
    definitionSchema.parse({ title: slug, key: ['Id'], fields: [{ name: 'Id', kind: 'id' }, ...fields] }),
  )

it('begins with what an administrator wrote, if it is right', () => {
  const fields = [
    { name: 'Stop', kind: 'integer', minimum: 50, maximum: 60, example: '55' },
    { name: 'Code', kind: 'text', pattern: '[A-Z]{2}-\\d{2}', example: 'wrong' },
  ]
  const rows = examplesOf(type('stops', fields))
  expect(rows.map(({ Stop }) => Stop)).toEqual(['55', '51', '52'])
  expect(rows.every(({ Code }) => /^[A-Z]{2}-\d{2}$/.test(Code ?? ''))).toBe(true)
})

it('refers to made-up rows of the other type', () => {
  const stops = type('stops', [])
  const riders = type('riders', [{ name: 'Stop', kind: 'id', reference: { importType: 'custom/stops', field: 'Id' } }])
  const known = catalogueFrom([stops]).own[0]?.examples.map(({ Id }) => Id)
  expect(examplesOf(riders, stops).map(({ Stop }) => Stop)).toEqual(known)
})

it('does without where two types refer to each other, and where nothing fits', () => {
  const reference = (name: string) => ({
    name: 'Other',
    kind: 'id',
    reference: { importType: `custom/${name}`, field: 'Id' },
  })
  expect(examplesOf(type('a', [reference('b')]), type('b', [reference('a')])).length).toBeGreaterThan(0)
  const none = { name: 'Never', kind: 'text', required: true, pattern: '[A-Z]{5}', maxLength: 3 }
  expect(examplesOf(type('none', [none]))).toEqual([])
})

it('leaves out what is hidden from templates', () => {
  const rows = examplesOf(type('stops', [{ name: 'Old', kind: 'text', hidden: true }]))
  expect(rows[0]).not.toHaveProperty('Old')
})
