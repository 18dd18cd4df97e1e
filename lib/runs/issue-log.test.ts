import { describe, expect, it } from 'vitest'
import { issueOf } from '@/lib/issues/issue'
import { issueLog } from './issue-log'

describe('the issues of a run', () => {
  it('are counted completely by code, however few are kept', () => {
    const log = issueLog(2)
    for (let line = 2; line < 7; line++) log.add(issueOf('value-email', { line, column: 'email' }))
    log.add(issueOf('value-email', { line: 9, column: 'second email' }))
    log.count('value-reference', 'warning', 40)
    expect(log.counts()).toEqual({ 'value-email': 6, 'value-reference': 40 })
    expect([log.errors, log.warnings]).toEqual([6, 40])
    expect(log.kept()).toHaveLength(2)
  })

  it('are kept errors first, and stand in the order of the file', () => {
    const log = issueLog(3)
    for (let line = 2; line < 9; line++) log.add(issueOf('value-boolean-spelling', { line }))
    log.add(issueOf('value-email', { line: 4 }))
    log.add(issueOf('file-no-rows'))
    log.add(issueOf('value-email', { line: 3 }))
    expect(log.kept().map(({ code, line }) => [code, line])).toEqual([
      ['value-boolean-spelling', 2],
      ['value-email', 3],
      ['value-email', 4],
    ])
  })

  it('are grouped by code and column with the first lines, the most frequent first', () => {
    const log = issueLog()
    log.add(issueOf('value-date', { line: 2, column: 'born' }))
    for (let line = 2; line < 12; line++) log.add(issueOf('value-email', { line, column: 'email' }))
    expect(log.groups()).toEqual([
      { code: 'value-email', severity: 'error', column: 'email', count: 10, lines: [2, 3, 4, 5, 6] },
      { code: 'value-date', severity: 'error', column: 'born', count: 1, lines: [2] },
    ])
  })
})
