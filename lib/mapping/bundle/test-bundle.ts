// For tests only: OneRoster packages, complete and right unless a test changes something.
import { zipOf, type Member } from '@/lib/csv/archive/test-archive'
import { importTypeNamed } from '@/lib/import-types'

/** The files of a small district in OneRoster 1.1: one school, a teacher, three students, a class. */
const rosters: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  orgs: [
    { sourcedId: 'd1', name: 'Springfield', type: 'district' },
    { sourcedId: 's1', name: 'Central', type: 'school', parentSourcedId: 'd1' },
  ],
  academicSessions: [
    {
      sourcedId: 'y27',
      title: '2026-27',
      type: 'schoolYear',
      startDate: '2026-08-01',
      endDate: '2027-06-30',
      schoolYear: '2027',
    },
    {
      sourcedId: 't1',
      title: 'Fall',
      type: 'term',
      startDate: '2026-08-01',
      endDate: '2026-12-20',
      parentSourcedId: 'y27',
      schoolYear: '2027',
    },
  ],
  courses: [{ sourcedId: 'c1', schoolYearSourcedId: 'y27', title: 'Algebra', courseCode: 'A1', orgSourcedId: 's1' }],
  classes: [
    {
      sourcedId: 'k1',
      title: 'Algebra period 1',
      courseSourcedId: 'c1',
      classType: 'scheduled',
      schoolSourcedId: 's1',
      termSourcedIds: 't1',
    },
  ],
  users: [
    {
      sourcedId: 'u1',
      enabledUser: 'true',
      orgSourcedIds: 's1',
      role: 'teacher',
      username: 'tess',
      givenName: 'Tess',
      familyName: 'Oak',
    },
    ...['Ana', 'Ben', 'Cy'].map((givenName, index) => ({
      sourcedId: `u${index + 2}`,
      enabledUser: 'true',
      ...{ orgSourcedIds: 's1', role: 'student', username: givenName.toLowerCase(), givenName, familyName: 'Reyes' },
    })),
  ],
  enrollments: ['u1', 'u2', 'u3', 'u4'].map((userSourcedId, index) => ({
    sourcedId: `e${index + 1}`,
    ...{ classSourcedId: 'k1', schoolSourcedId: 's1', userSourcedId, role: index === 0 ? 'teacher' : 'student' },
  })),
}

export type Rows = readonly Readonly<Record<string, string>>[]

/** A file of OneRoster 1.1 with every column of its type. */
export function rosterCsv(file: string, rows: Rows = rosters[file] ?? []): string {
  const fields = importTypeNamed(`oneroster-1.1/${file}`)?.fields ?? []
  const names = fields.filter(({ former }) => !former).map(({ name }) => name)
  const lines = rows.map((row) => names.map((name) => row[name] ?? '').join(','))
  return [names.join(','), ...lines, ''].join('\r\n')
}

/** The rows a file has unless a test gives others. */
export function rosterRows(file: string): Rows {
  return rosters[file] ?? []
}

export type Declared = Readonly<Record<string, 'absent' | 'bulk' | 'delta'>>

/** A manifest of OneRoster 1.1, tall. What is not named is absent. */
export function manifestCsv(declared: Declared): string {
  const files = [
    ...['academicSessions', 'orgs', 'courses', 'classes', 'users', 'enrollments', 'demographics', 'categories'],
    ...['lineItems', 'results', 'resources', 'courseResources', 'classResources'],
  ]
  const properties = [
    ['manifest.version', '1.0'],
    ['oneroster.version', '1.1'],
    ...files.map((file) => [`file.${file}`, declared[file] ?? 'absent']),
  ]
  return ['propertyName,value', ...properties.map((property) => property.join(',')), ''].join('\r\n')
}

export const rosterFiles = Object.keys(rosters)

/**
 * A complete bulk package, children before parents so that the order of the archive is not that of application.
 * @param files texts by file name, instead of or besides those of the package; null leaves a file out.
 */
export function rosterZip(files: Readonly<Record<string, string | Buffer | null>> = {}, declared?: Declared): Buffer {
  const whole: Record<string, string | Buffer | null> = {
    ...Object.fromEntries(rosterFiles.toReversed().map((file) => [`${file}.csv`, rosterCsv(file)])),
    'manifest.csv': manifestCsv(declared ?? Object.fromEntries(rosterFiles.map((file) => [file, 'bulk']))),
    ...files,
  }
  const members = Object.entries(whole).flatMap(([name, data]): Member[] => (data === null ? [] : [{ name, data }]))
  return zipOf(members)
}
