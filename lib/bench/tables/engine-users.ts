// users.csv through the first night, the second, and nights on which nothing happens; beside it `\copy` of the same rows
// and what is usually written instead of an importer. Each round begins with an empty roster and a new district.
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { users as usersType } from '@/lib/import-types/oneroster-1.1/users'
import { orgs as orgsType } from '@/lib/import-types/oneroster-1.1/orgs'
import { rosterTableOf } from '@/lib/roster/table-names'
import type { Template } from '@/lib/templates/template'
import { exportRows, measureCopy, twinOf } from '../copy-baseline'
import { orgColumns, schoolsFor, type Schools } from '../data/schools-file'
import { restampedColumn, userColumns, userRows, type UsersFile } from '../data/users-file'
import { writeRows } from '../data/write-rows'
import { passDay } from '../installation'
import { mappingByName, newDistrict, newTemplate, type District } from '../district'
import type { Ledger, Value, Work } from '../ledger'
import { measureCheck, measureDelivery, measureUndo, type Bench, type Measured } from '../measure-run'
import type { Options } from '../options'
import { peerWorks } from '../peers/peer-works'

export const copyOfUsers = '`\\copy` of the clean users'

const FILE_NAME = 'users.csv'
const table = rosterTableOf(usersType)

type Night = 'first' | 'changed' | 'same' | 'shuffled'
export type UsersFiles = Readonly<Record<Night, string>> & { readonly schools: Schools; readonly people: number }

/** Writes the files of all nights. */
export async function makeUsersFiles(folder: string, people: number): Promise<UsersFiles> {
  const schools = schoolsFor(people)
  const write = async (night: Night, file: Pick<UsersFile, 'day' | 'stamp' | 'shuffled'>) => {
    const name = path.join(folder, `users-${people}-${night}.csv`)
    await writeRows(name, userColumns, userRows({ people, schools: schools.ids, ...file }))
    return name
  }
  return {
    ...{ schools, people },
    first: await write('first', { day: 1, stamp: 1 }),
    changed: await write('changed', { day: 2, stamp: 2 }),
    same: await write('same', { day: 2, stamp: 3 }),
    shuffled: await write('shuffled', { day: 2, stamp: 4, shuffled: true }),
  }
}

/** A district with its schools in the roster, and the template for its users. */
export async function districtWithSchools(bench: Bench, folder: string, schools: Schools) {
  const district = await newDistrict()
  await newTemplate(district, 'orgs.csv', [mappingByName('orgs.csv', orgsType.name, orgColumns)])
  const file = path.join(folder, 'orgs.csv')
  await writeRows(file, orgColumns, schools.rows())
  expectEnd(await measureDelivery(bench, district, 'orgs.csv', file), 'applied')
  const mapping = mappingByName(FILE_NAME, usersType.name, userColumns, [restampedColumn])
  return { district, template: await newTemplate(district, FILE_NAME, [mapping]) }
}

/** Measured, if the run ended as it should; else its trouble. */
export function expectEnd(measured: Measured, state: 'applied' | 'checked'): Value {
  if (measured.state === state) return measured
  return { ...measured, trouble: `ended as ${measured.state} ${measured.trouble ?? ''}`.trim() }
}

const against = { comparedWith: copyOfUsers }

function worksFor(files: UsersFiles, megabytes: number): Record<string, Work> {
  const people = files.people.toLocaleString('en-US')
  return {
    first: { name: `${people} users (${megabytes} MB), first time`, ...against, must: 1, aim: 0.75 },
    copy: { name: copyOfUsers, ...against },
    check: { name: '"What would change", without applying', ...against, must: 0.15, aim: 0.08 },
    changed: { name: 'the next day, 1 % changed', ...against, must: 0.25, aim: 0.15 },
    same: { name: 'the next day, nothing changed, other bytes', ...against, must: 0.08, aim: 0.05 },
    bytes: { name: 'the same bytes again', ...against },
    shuffled: { name: 'nothing changed, rows in another order', ...against },
    undo: { name: 'undo of the day with 1 % changed', ...against },
    plain: { name: 'stage all + SQL diff (the engine without its snapshot), 1 % changed', ...against },
  }
}

/** What the peers are compared with. */
const neededByPeers: ReadonlySet<string> = new Set(['first', 'copy'])

/** Measures all rounds. */
export async function measureUsers(bench: Bench, { rows, rounds, parts }: Options, ledger: Ledger): Promise<void> {
  const { folder } = bench.installation
  const files = await makeUsersFiles(folder, rows)
  const works = worksFor(files, Math.round((await stat(files.first)).size / 1e6))
  const twin = await twinOf(bench.installation, table, 'users_copy')
  const clean = path.join(folder, 'users.copy')
  for (let round = 0; round < rounds; round += 1) {
    await emptyRoster(bench)
    const { district, template } = await districtWithSchools(bench, folder, files.schools)
    const steps = stepsOf(bench, { district, template, files, twin, clean })
    for (const [name, step] of Object.entries(steps)) {
      const work = works[name]
      const isWanted = parts.has('users') || neededByPeers.has(name)
      if (work && isWanted) await ledger.book(work, round, step)
    }
    if (!parts.has('peers')) continue
    for (const { measure, ...work } of await peerWorks(bench, table, files)) {
      await ledger.book({ ...work, ...against }, round, measure)
    }
  }
}

async function emptyRoster({ installation }: Bench): Promise<void> {
  const { rows } = await installation.client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'roster'`,
  )
  await installation.client.query(`truncate ${rows.map(({ name }) => name).join(', ')}`)
}

/** What templates last applied: without it the engine goes the way that needs none, as on the first day. */
async function forgetSnapshots({ installation: { client } }: Bench): Promise<void> {
  const { rows } = await client.query<{ exists: boolean }>(
    `select to_regclass('roster.snapshots') is not null as exists`,
  )
  if (rows[0]?.exists) await client.query('delete from roster.snapshots')
}

type Scene = { district: District; template: Template; files: UsersFiles; twin: string; clean: string }

/** In the order in which a district meets them; each works on what the one before has left. */
function stepsOf(
  bench: Bench,
  { district, template, files, twin, clean }: Scene,
): Record<string, () => Promise<Value>> {
  const deliver = (file: string) => async () => {
    await passDay(bench.installation)
    return expectEnd(await measureDelivery(bench, district, FILE_NAME, file), 'applied')
  }
  let changedRun = ''
  return {
    first: deliver(files.first),
    copy: async () => {
      await exportRows(bench.installation, table, district.accountId, clean)
      return measureCopy(bench.installation, twin, clean)
    },
    check: async () => {
      await passDay(bench.installation)
      return expectEnd(await measureCheck(bench, district, template, files.changed), 'checked')
    },
    changed: async () => {
      const measured = await measureDelivery(bench, district, FILE_NAME, files.changed)
      changedRun = measured.runId
      return expectEnd(measured, 'applied')
    },
    same: deliver(files.same),
    bytes: deliver(files.same),
    shuffled: deliver(files.shuffled),
    undo: async () => expectEnd(await measureUndo(bench, district, changedRun), 'applied'),
    plain: async () => {
      await forgetSnapshots(bench)
      await passDay(bench.installation)
      return expectEnd(await measureDelivery(bench, district, FILE_NAME, files.changed), 'applied')
    },
  }
}
