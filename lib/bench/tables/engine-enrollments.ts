// enrollments.csv of a large district, first time and unchanged, and the same file in a ZIP: what counts besides the time
// is that memory stays flat. Each piece of work gets a worker of its own, so that its peak is its own.
import path from 'node:path'
import { classes } from '@/lib/import-types/oneroster-1.1/classes'
import { enrollments as enrollmentsType } from '@/lib/import-types/oneroster-1.1/enrollments'
import { orgs } from '@/lib/import-types/oneroster-1.1/orgs'
import { users } from '@/lib/import-types/oneroster-1.1/users'
import { rosterTableOf } from '@/lib/roster/table-names'
import { exportRows, measureCopy, twinOf } from '../copy-baseline'
import {
  classColumns,
  classRows,
  enrolledColumns,
  enrolledDistrict,
  enrolledRows,
  enrollmentColumns,
  enrollmentRows,
  schoolNumber,
  type EnrolledDistrict,
} from '../data/enrollments-file'
import { orgColumns, schoolsFor, type Schools } from '../data/schools-file'
import { restampedColumn } from '../data/users-file'
import { writeRows } from '../data/write-rows'
import { writeZip } from '../data/zip-file'
import { mappingByName, newDistrict, newTemplate, type District } from '../district'
import { passDay } from '../installation'
import type { Ledger } from '../ledger'
import { startWorker } from '../measured-worker'
import { measureDelivery, type Bench } from '../measure-run'
import type { Options } from '../options'
import { expectEnd } from './engine-users'

export const copyOfEnrollments = '`\\copy` of the clean enrollments'

const FILE_NAME = 'enrollments.csv'
const ZIP_NAME = 'enrollments.zip'
const MEMORY_MUST_MB = 350
const PEOPLE_PER_ENROLLMENT = 1 / 6.4
const table = rosterTableOf(enrollmentsType)
const against = { comparedWith: copyOfEnrollments, memoryMust: MEMORY_MUST_MB }

type Scene = { folder: string; schools: Schools; size: EnrolledDistrict; first: string; same: string }

async function makeFiles(folder: string, count: number): Promise<Scene> {
  const schools = schoolsFor(count * PEOPLE_PER_ENROLLMENT, schoolNumber)
  const size = enrolledDistrict(count, schools.ids)
  const [first, same] = [path.join(folder, 'enrollments-first.csv'), path.join(folder, 'enrollments-same.csv')]
  await writeRows(first, enrollmentColumns, enrollmentRows(size, 1))
  await writeRows(same, enrollmentColumns, enrollmentRows(size, 2))
  return { folder, schools, size, first, same }
}

/** A district in whose roster everything stands that the enrollments refer to. */
async function enrollingDistrict(bench: Bench, { folder, schools, size }: Scene): Promise<District> {
  const district = await newDistrict()
  const files = [
    { name: 'orgs.csv', type: orgs, columns: orgColumns, rows: schools.rows() },
    { name: 'classes.csv', type: classes, columns: classColumns, rows: classRows(size) },
    { name: 'users.csv', type: users, columns: enrolledColumns, rows: enrolledRows(size) },
  ]
  for (const { name, type, columns, rows } of files) {
    await newTemplate(district, name, [mappingByName(name, type.name, columns)])
    const file = path.join(folder, `enrolling-${name}`)
    await writeRows(file, columns, rows)
    const { trouble } = expectEnd(await measureDelivery(bench, district, name, file), 'applied')
    if (trouble) throw new Error(`${name} ${trouble}`)
  }
  await newTemplate(district, FILE_NAME, [mapping()])
  await newTemplate(district, ZIP_NAME, [mapping()])
  return district
}

const mapping = () => mappingByName(FILE_NAME, enrollmentsType.name, enrollmentColumns, [restampedColumn])

/** Measures all rounds of the enrollments, and of the ZIP, as far as they are wanted. */
export async function measureEnrollments(
  bench: Bench,
  { enrollments, rounds, parts }: Options,
  ledger: Ledger,
): Promise<void> {
  const scene = await makeFiles(bench.installation.folder, enrollments)
  if (parts.has('enrollments')) {
    for (let round = 0; round < rounds; round += 1) await measureRound(bench, scene, ledger, round)
  }
  if (parts.has('zip')) await measureZip(bench, scene, ledger)
}

async function measureRound(bench: Bench, scene: Scene, ledger: Ledger, round: number): Promise<void> {
  const { installation } = bench
  await installation.client.query('truncate roster.oneroster_1_1_enrollments, roster.oneroster_1_1_users')
  const district = await enrollingDistrict(bench, scene)
  const rows = scene.size.enrollments.toLocaleString('en-US')
  const deliver = (file: string) => async () => {
    await takeNewWorker(bench)
    return expectEnd(await measureDelivery(bench, district, FILE_NAME, file), 'applied')
  }
  await ledger.book({ name: `${rows} enrollments, first time`, ...against, must: 1 }, round, deliver(scene.first))
  await ledger.book({ name: copyOfEnrollments, comparedWith: copyOfEnrollments }, round, async () => {
    const clean = path.join(scene.folder, 'enrollments.copy')
    await exportRows(installation, table, district.accountId, clean)
    return measureCopy(installation, await twinOf(installation, table, 'enrollments_copy'), clean)
  })
  const same = { name: `${rows} enrollments, unchanged, other bytes`, ...against, must: 0.1, aim: 0.05 }
  await passDay(installation)
  await ledger.book(same, round, deliver(scene.same))
}

/** Once: what is asked is that it streams. */
async function measureZip(bench: Bench, scene: Scene, ledger: Ledger): Promise<void> {
  await bench.installation.client.query('truncate roster.oneroster_1_1_enrollments, roster.oneroster_1_1_users')
  const district = await enrollingDistrict(bench, scene)
  const megabytes = Math.round((scene.size.enrollments * 91) / 1e6)
  const deliver = (source: string) => async () => {
    const zip = path.join(scene.folder, ZIP_NAME)
    await writeZip(zip, { [FILE_NAME]: source })
    await takeNewWorker(bench)
    return expectEnd(await measureDelivery(bench, district, ZIP_NAME, zip), 'applied')
  }
  const name = `a ZIP with ${megabytes} MB of enrollments`
  await ledger.book({ name: `${name}, first time`, ...against }, 0, deliver(scene.first))
  await passDay(bench.installation)
  await ledger.book({ name: `${name}, unchanged`, ...against }, 0, deliver(scene.same))
}

async function takeNewWorker(bench: Bench): Promise<void> {
  await bench.worker.stop()
  bench.worker = await startWorker(bench.installation)
}
