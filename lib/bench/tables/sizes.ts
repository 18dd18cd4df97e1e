// What a district may expect by its size: both large files of a night, users with guardians and enrollments, for the sizes
// districts really have. The largest are measured only with --large; else their times follow from the largest measured.
import path from 'node:path'
import { classes } from '@/lib/import-types/oneroster-1.1/classes'
import { enrollments } from '@/lib/import-types/oneroster-1.1/enrollments'
import { classColumns, classRows, enrollmentColumns, enrollmentRows } from '../data/enrollments-file'
import { restampedColumn, userId } from '../data/users-file'
import { writeRows } from '../data/write-rows'
import { mappingByName, newTemplate } from '../district'
import { median } from '../figures'
import { passDay } from '../installation'
import type { Ledger, Value } from '../ledger'
import { timesOf } from '../ledger'
import { measureDelivery, type Bench } from '../measure-run'
import type { Options } from '../options'
import { duration, markdownTable } from '../print-tables'
import { districtWithSchools, expectEnd, makeUsersFiles } from './engine-users'

type Size = { readonly name: string; readonly pupils: number; readonly users: number; readonly enrollments: number }

/** By the counts of the National Center for Education Statistics, with 1.7 guardians and 6 enrollments a pupil. */
const sizes: readonly Size[] = [
  { name: 'a quarter of districts are smaller', pupils: 400, users: 1_100, enrollments: 2_500 },
  { name: 'the median', pupils: 1_100, users: 3_100, enrollments: 6_900 },
  { name: 'a quarter are larger', pupils: 3_000, users: 8_450, enrollments: 19_000 },
  { name: 'one in fifty is larger', pupils: 25_000, users: 70_400, enrollments: 157_000 },
  { name: 'very large', pupils: 100_000, users: 281_500, enrollments: 627_000 },
  { name: 'New York City', pupils: 912_000, users: 2_570_000, enrollments: 5_700_000 },
]
const PUPILS_MEASURED = 25_000
const PUPILS_PER_SECTION = 22
const ENROLLMENTS_PER_PUPIL = 6

export type MeasuredSize = Size & { readonly firstMs: number; readonly nextMs: number; readonly isMeasured: boolean }

/** Measures every size that is not too large, and works out the rest. */
export async function measureSizes(bench: Bench, { rounds, large }: Options, ledger: Ledger): Promise<MeasuredSize[]> {
  const found: MeasuredSize[] = []
  for (const size of sizes) {
    const last = found.at(-1)
    const isMeasured = large || size.pupils <= PUPILS_MEASURED || !last
    found.push(isMeasured ? await measureSize(bench, size, rounds, ledger) : byRate(size, last))
  }
  return found
}

function byRate(size: Size, { users, enrollments: rows, firstMs, nextMs }: MeasuredSize): MeasuredSize {
  const scale = (size.users + size.enrollments) / (users + rows)
  return { ...size, firstMs: firstMs * scale, nextMs: nextMs * scale, isMeasured: false }
}

async function measureSize(bench: Bench, size: Size, rounds: number, ledger: Ledger): Promise<MeasuredSize> {
  const nights = { first: `${size.pupils} pupils, first time`, next: `${size.pupils} pupils, the next day` }
  for (let round = 0; round < rounds; round += 1) {
    const deliver = await districtOf(bench, size)
    await ledger.book({ name: nights.first }, round, () => deliver('first'))
    await ledger.book({ name: nights.next }, round, () => deliver('changed'))
  }
  const middle = (name: string) => {
    const entry = ledger.entries.find((found) => found.name === name)
    return (entry && median(timesOf(entry).flatMap((value) => value ?? []))) ?? NaN
  }
  return { ...size, firstMs: middle(nights.first), nextMs: middle(nights.next), isMeasured: true }
}

/** A district of that size that has sent its schools and classes. @returns what delivers both files of a night. */
async function districtOf(bench: Bench, size: Size) {
  const { folder } = bench.installation
  const files = await makeUsersFiles(folder, size.users)
  const { district } = await districtWithSchools(bench, folder, files.schools)
  const enrolled = {
    ...{ enrollments: size.enrollments, people: size.pupils, schools: files.schools.ids, personId: userId },
    classes: Math.ceil((size.pupils * ENROLLMENTS_PER_PUPIL) / PUPILS_PER_SECTION),
  }
  await newTemplate(district, 'classes.csv', [mappingByName('classes.csv', classes.name, classColumns)])
  const classesFile = path.join(folder, 'classes.csv')
  await writeRows(classesFile, classColumns, classRows(enrolled))
  await measureDelivery(bench, district, 'classes.csv', classesFile)
  const mapping = mappingByName('enrollments.csv', enrollments.name, enrollmentColumns, [restampedColumn])
  await newTemplate(district, 'enrollments.csv', [mapping])
  return async (night: 'first' | 'changed'): Promise<Value> => {
    const file = path.join(folder, `enrollments-${night}.csv`)
    const day = night === 'first' ? 1 : 2
    if (day === 2) await passDay(bench.installation)
    await writeRows(file, enrollmentColumns, enrollmentRows(enrolled, day, day))
    const users = expectEnd(await measureDelivery(bench, district, 'users.csv', files[night]), 'applied')
    const rows = expectEnd(await measureDelivery(bench, district, 'enrollments.csv', file), 'applied')
    return { ms: (users.wallMs ?? 0) + (rows.wallMs ?? 0), trouble: users.trouble ?? rows.trouble }
  }
}

/** The sizes with their times. */
export function sizesTable(measured: readonly MeasuredSize[]): string {
  const header = ['District', 'Pupils', 'Users', 'Enrollments', 'First import', 'A night with 1 % changed', 'How known']
  const number = (value: number) => value.toLocaleString('en-US')
  const rows = measured.map(({ name, pupils, users, enrollments: rows, firstMs, nextMs, isMeasured }) => [
    ...[name, number(pupils), number(users), number(rows), duration(firstMs), duration(nextMs)],
    isMeasured ? 'measured' : 'by the rate of the size above',
  ])
  return markdownTable(header, rows)
}
