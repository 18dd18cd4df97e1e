import { expect, it } from 'vitest'
import { freeName, replyName } from './outbox-name'

const moment = new Date('2026-11-22T17:03:01.987Z')

it('a reply has the name of its file, the second in UTC, and an ending that says what it is', () => {
  expect(replyName('users.csv', moment)).toBe('users.csv.20261122T170301Z.reply.csv')
})

it('a long name is cut between two characters, and what says what it is stays whole', () => {
  const name = replyName(`${'ñ'.repeat(120)}.csv`, moment)
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
  expect(name).toMatch(/^ñ+\.20261122T170301Z\.reply\.csv$/u)
})

it('two replies of one second get names of their own', () => {
  const taken = new Set(['a.csv.20261122T170301Z.reply.csv', 'a.csv.20261122T170301Z-2.reply.csv'])
  expect(freeName('a.csv.20261122T170301Z.reply.csv', (name) => taken.has(name))).toBe(
    'a.csv.20261122T170301Z-3.reply.csv',
  )
  expect(freeName('free.csv', () => false)).toBe('free.csv')
})
