// users.csv of OneRoster 1.1 as a district sends it night after night: all 18 columns, about 200 bytes a row, random
// GUIDs as keys. One row in a thousand is wrong, each in one of five ways; one in a thousand has a cell of two lines.
// Every row is made from its number alone, so a file can be written in any order.
import { familyNames, givenNames } from './names'
import { guidAt, oneOf, randomAt, shuffledPlace } from './random'

const SEED = 20_261_122
const PER_MILLE = 1000
/** Of a thousand people, by the second day: one has gone, eight have changed; one in a thousand is new. */
const GONE_PER_MILLE = 1
const CHANGED_PER_MILLE = 8
const NEW_PER_MILLE = 1

export const userColumns = [
  ...['sourcedId', 'status', 'dateLastModified', 'enabledUser', 'orgSourcedIds', 'role', 'username', 'userIds'],
  ...['givenName', 'familyName', 'middleName', 'identifier', 'email', 'sms', 'phone', 'agentSourcedIds', 'grades'],
  'password',
] as const

/** Set anew on every row by many systems, every night; no template has use for it. */
export const restampedColumn = 'dateLastModified'

export type UsersFile = {
  /** People on the first day. */
  readonly people: number
  readonly schools: readonly string[]
  /** On the second day 1 % is different: 0.8 % changed, 0.1 % new, 0.1 % gone. */
  readonly day: 1 | 2
  /** The night it was written: the same day with another stamp says the same with other bytes. */
  readonly stamp: number
  readonly shuffled?: boolean
}

/** The rows of one night's file. */
export function* userRows(file: UsersFile): Generator<string> {
  const { people, day, shuffled = false } = file
  const count = day === 1 ? people : people + Math.ceil((people * NEW_PER_MILLE) / PER_MILLE)
  for (let place = 0; place < count; place += 1) {
    const index = shuffled ? shuffledPlace(place, count) : place
    if (day === 2 && fateOf(index) === 'gone' && index < people) continue
    yield userRow(index, file)
  }
}

/** The key of a person. */
export const userId = (index: number) => guidAt(SEED, index)

function fateOf(index: number): 'gone' | 'changed' | 'same' {
  const chance = randomAt(SEED + 1, index)() % PER_MILLE
  if (chance < GONE_PER_MILLE) return 'gone'
  return chance < GONE_PER_MILLE + CHANGED_PER_MILLE ? 'changed' : 'same'
}

const isBad = (index: number) => index % PER_MILLE === 501
const hasTwoLines = (index: number) => index % PER_MILLE === 250
const isReliable = (index: number) => index >= 0 && !isBad(index) && fateOf(index) !== 'gone'

function userRow(index: number, { day, schools, stamp }: UsersFile): string {
  const random = randomAt(SEED, index)
  const isChanged = day === 2 && fateOf(index) === 'changed'
  const givenName = oneOf(givenNames, random())
  const familyName = oneOf(familyNames, random())
  const number = String(index).padStart(7, '0')
  const role = random() % 12 === 0 ? 'teacher' : 'student'
  const grade = role === 'student' ? String((random() % 12) + 1).padStart(2, '0') : ''
  const middleName = hasTwoLines(index) ? '"Ana\nLucía"' : index % 3 === 0 ? oneOf(givenNames, random()) : ''
  const cells = {
    sourcedId: userId(index),
    enabledUser: 'true',
    orgSourcedIds: oneOf(schools, random()),
    role,
    familyName: isChanged ? `${familyName}-Reyes` : familyName,
    email: `p${number}@students.example.org`,
  }
  const bad = isBad(index) ? spoil(cells, Math.floor(index / PER_MILLE)) : cells
  const agent = index % 10 === 3 && isReliable(index - 1) ? userId(index - 1) : ''
  const phone = isChanged || index % 4 === 0 ? `555-0${100 + (random() % 900)}` : ''
  return (
    `${bad.sourcedId},,${stampOf(stamp)},${bad.enabledUser},${bad.orgSourcedIds},${bad.role},p${number},` +
    `{SIS:${number}},${givenName},${bad.familyName},${middleName},${number},${bad.email},,${phone},${agent},${grade},`
  )
}

type Cells = Record<'sourcedId' | 'enabledUser' | 'orgSourcedIds' | 'role' | 'familyName' | 'email', string>

/** Each way costs the row its import, and none of them its key: it goes on protecting the record it stands for. */
function spoil(cells: Cells, turn: number): Cells {
  const ways: Partial<Cells>[] = [
    { role: 'pupil' },
    { enabledUser: 'perhaps' },
    { familyName: '' },
    { email: 'nobody at example' },
    { orgSourcedIds: '' },
  ]
  return { ...cells, ...oneOf(ways, turn) }
}

function stampOf(night: number): string {
  return `2026-11-${String(night).padStart(2, '0')}T02:15:00.000Z`
}
