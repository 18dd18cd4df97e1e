import { describe, expect, it } from 'vitest'
import { importTypes } from '@/lib/import-types'
import { declaredName, isManifest, readManifest, type OneRosterVersion } from './manifest'

const files = (version: OneRosterVersion) =>
  importTypes.filter((type) => type.family === `oneroster-${version}` && !isManifest(type)).map(declaredName)

const head = (version = '1.1'): [string, string][] => [
  ['manifest.version', '1.0'],
  ['oneroster.version', version],
]

function properties(version: OneRosterVersion, said: Record<string, string> = {}): [string, string][] {
  const declared = files(version).map((file): [string, string] => [`file.${file}`, said[file] ?? 'absent'])
  return [...head(version), ...declared, ['source.systemName', 'SIS, the']]
}

const tall = (rows: readonly [string, string][]) =>
  ['propertyName,value', ...rows.map(([name, value]) => `${name},"${value}"`), ''].join('\r\n')
const wide = (rows: readonly [string, string][]) =>
  `${rows.map(([name]) => name).join(',')}\r\n${rows.map(([, value]) => `"${value}"`).join(',')}\r\n`

async function* bytesOf(text: string) {
  yield Buffer.from(text)
}

const read = async (text: string, tolerance: 'tolerant' | 'strict' = 'tolerant', expected?: OneRosterVersion) => {
  const { manifest, issues } = await readManifest(bytesOf(text), tolerance, expected)
  return {
    version: manifest.version,
    modes: Object.fromEntries([...manifest.modes].filter(([, mode]) => mode !== 'absent')),
    issues: issues.map(({ code, severity, params }) => ({ code, severity, ...params })),
  }
}

describe('a manifest', () => {
  it.each([
    ['tall', tall, '1.1'],
    ['wide', wide, '1.1'],
    ['tall', tall, '1.2'],
    ['wide', wide, '1.2'],
  ] as const)('is read %s in both editions, strictly too', async (_, write, version) => {
    const text = write(properties(version, { users: 'bulk', enrollments: 'delta', academicSessions: 'bulk' }))
    for (const tolerance of ['strict', 'tolerant'] as const) {
      expect(await read(text, tolerance, version)).toEqual({
        version,
        modes: { users: 'bulk', enrollments: 'delta', academicSessions: 'bulk' },
        issues: [],
      })
    }
  })

  it('knows 13 files in 1.1 and 21 in 1.2', () => {
    expect(files('1.1')).toHaveLength(13)
    expect(files('1.2')).toHaveLength(21)
    expect(files('1.2')).toContain('resultLearningObjectiveIds')
  })

  it('may come with its columns in any order, with more of them, with a byte order mark', async () => {
    const text = `\uFEFFnote,value,propertyName\n,1.0,manifest.version\n,1.1,oneroster.version\n,bulk,file.orgs\n`
    expect(await read(text)).toMatchObject({ version: '1.1', modes: { orgs: 'bulk' } })
  })

  it('says 1.2 also as 1.2.1, and the course resources in the standard’s own misspelling', async () => {
    const rows = properties('1.2').map(([name, value]): [string, string] =>
      name === 'file.courseResources' ? ['file.courseResourses', 'delta'] : [name, value],
    )
    const text = tall(rows.map(([name, value]) => [name, name === 'oneroster.version' ? '1.2.1' : value]))
    expect(await read(text, 'strict', '1.2')).toEqual({
      version: '1.2',
      modes: { courseResources: 'delta' },
      issues: [],
    })
  })

  it('is refused if it is neither tall nor wide, or cannot be read', async () => {
    const layout = [{ code: 'file-manifest-layout', severity: 'error' }]
    expect((await read('name,state\r\nfile.users,bulk\r\n')).issues).toEqual(layout)
    expect((await read(`${wide(properties('1.1'))}${wide(properties('1.1')).split('\r\n')[1]}`)).issues).toEqual(layout)
    expect((await read('')).issues).toMatchObject([{ code: 'file-empty', severity: 'error' }])
    expect((await read('propertyName,value\r\n"a"b,c\r\n')).issues).toMatchObject([{ severity: 'error' }])
    const endless = tall(Array.from({ length: 300 }, (_, index) => [`p${index}`, 'x']))
    expect((await read(endless)).issues).toMatchObject([{ code: 'file-too-many-rows' }])
  })

  it('is taken with 1 for 1.0, as a spreadsheet writes it, but not strictly', async () => {
    const text = tall(properties('1.1')).replace('"1.0"', '1')
    const issue = { code: 'file-manifest-version', property: 'manifest.version', found: '1', expected: '1.0' }
    expect((await read(text)).issues).toEqual([{ ...issue, severity: 'warning' }])
    expect((await read(text, 'strict')).issues).toEqual([{ ...issue, severity: 'error' }])
  })

  it('of another edition than the template’s is refused', async () => {
    const { issues } = await read(tall(properties('1.2')), 'tolerant', '1.1')
    expect(issues).toContainEqual(
      expect.objectContaining({ code: 'file-manifest-version', severity: 'error', found: '1.2', expected: '1.1' }),
    )
    expect((await read(tall(properties('1.1')).replace('"1.1"', '2.0'))).issues).toMatchObject([{ severity: 'error' }])
  })

  it('that leaves properties out takes their files for absent, but not strictly', async () => {
    const text = tall([...head(), ['file.users', 'bulk']])
    const issue = { code: 'file-manifest-incomplete', properties: expect.arrayContaining(['file.orgs']) as unknown }
    expect(await read(text)).toMatchObject({ modes: { users: 'bulk' }, issues: [{ ...issue, severity: 'warning' }] })
    expect((await read(text, 'strict')).issues).toMatchObject([{ ...issue, severity: 'error' }])
  })

  it('that contradicts itself, or says what no manifest can say, is refused', async () => {
    const twice = tall([...properties('1.1', { users: 'bulk' }), ['file.users', 'delta']])
    const repeated = { code: 'file-manifest-property', property: 'file.users', problem: 'repeated', severity: 'error' }
    expect((await read(twice)).issues).toEqual([repeated])
    const full = tall(properties('1.1', { users: 'full' }))
    expect((await read(full)).issues).toEqual([{ ...repeated, problem: 'value', found: 'full' }])
    const shouted = tall(properties('1.1', { users: 'BULK' }))
    expect(await read(shouted)).toMatchObject({ modes: { users: 'bulk' }, issues: [] })
    expect((await read(shouted, 'strict')).issues).toMatchObject([{ problem: 'value', found: 'BULK' }])
  })
})
