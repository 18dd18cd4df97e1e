// For tests only: arbitrary states of a template, small enough that two of them are often nearly the same.
import fc from 'fast-check'
import type { ColumnMapping, FileMapping, Transform } from '@/lib/mapping/file-mapping'
import type { TemplateContent } from './diff/template-diff'
import { settingsFrom } from './settings-change'

const text = fc.constantFrom('', 'a', 'Ñandú', '“x”', "it's {b}", '1')
const field = fc.constantFrom('sourcedId', 'givenName', 'email', 'grades')

const transform: fc.Arbitrary<Transform> = fc.oneof(
  fc.constantFrom<Transform[]>({ type: 'trim' }, { type: 'trim', inner: true }, { type: 'uppercase' }),
  fc.record({ type: fc.constant('replace' as const), values: fc.dictionary(text, text, { maxKeys: 2 }) }),
  fc.record({ type: fc.constant('default' as const), value: text }),
  fc.constantFrom<Transform[]>({ type: 'pad', width: 6 }, { type: 'yes-no', yes: 'true', no: 'false' }),
)
const transforms = fc.array(transform, { maxLength: 2 })

/** Each header at most twice, in places that rise. */
const columns: fc.Arbitrary<ColumnMapping[]> = fc
  .array(
    fc.record(
      {
        header: fc.constantFrom('ID', 'Name', 'Correo', 'Ñ'),
        field: fc.option(field),
        transforms,
        gap: fc.constantFrom(0, 0, 0, 1),
        alsoFills: fc.array(fc.record({ field, transforms }), { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: ['header', 'field', 'transforms', 'gap'] },
    ),
    { maxLength: 5 },
  )
  .map((some) => {
    let position = -1
    return some.map(({ gap, ...column }) => ({ ...column, position: (position += 1 + gap) }))
  })

const file = (name: string): fc.Arbitrary<FileMapping> =>
  fc
    .record(
      {
        name: fc.constant(name),
        importType: fc.constantFrom('oneroster-1.1/users', 'oneroster-1.1/orgs'),
        dialect: fc.record({
          encoding: fc.constantFrom('utf-8' as const, 'windows-1252' as const),
          delimiter: fc.constantFrom(',' as const, '\t' as const),
          quote: fc.constant('"' as const),
          headerLine: fc.constantFrom(0, 1, 3),
        }),
        columns,
        constants: fc.dictionary(field, text, { maxKeys: 2 }),
        combined: fc.dictionary(field, fc.record({ separator: text, transforms }), { maxKeys: 1 }),
        mayBeAbsent: fc.constant(true),
      },
      { requiredKeys: ['name', 'importType', 'dialect', 'columns', 'constants'] },
    )
    .map(({ combined, ...rest }) => ({
      ...rest,
      ...(combined && Object.keys(combined).length > 0 ? { combined } : {}),
    })) as fc.Arbitrary<FileMapping>

const settings = fc
  .record({
    mode: fc.constantFrom('full' as const, 'partial' as const),
    keepDays: fc.constantFrom(0, 7),
    notifyOnSuccess: fc.boolean(),
    hasHeader: fc.boolean(),
    thresholds: fc.record({ minRows: fc.constantFrom(25, 40) }),
    ignoredMembers: fc.constantFrom<string[]>([], ['demographics.csv']),
    dateFormats: fc.constantFrom<['YYYY-MM-DD'][]>(['YYYY-MM-DD']),
  })
  .map((change) => settingsFrom(change))

const names = { name: fc.constantFrom('Users', 'Alumnos'), fileName: fc.constantFrom('users.csv', 'Users.csv') }

const anyContents: fc.Arbitrary<TemplateContent> = fc.oneof(
  fc.record({ ...names, settings, file: file('users.csv') }).map(({ file: only, ...rest }) => ({
    ...rest,
    importType: only.importType,
    mapping: [{ ...only, name: rest.fileName }],
  })),
  fc
    .record({
      ...names,
      settings,
      mapping: fc
        .shuffledSubarray(['users.csv', 'orgs.csv', 'classes.csv'], { minLength: 1 })
        .chain((some) => fc.tuple(...some.map(file))),
    })
    .map((bundle) => ({ ...bundle, importType: 'bundle' })),
)

/** A template of one file, or of a bundle; ordinary objects, as they come out of the database. */
export const contents = anyContents.map((content) => JSON.parse(JSON.stringify(content)) as TemplateContent)
