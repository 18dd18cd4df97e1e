import { describe, expect, it } from 'vitest'
import { issueOf, shorten, VALUE_LENGTH_MAX } from './issue'
import { issueParams } from './issue-params'

describe('an issue', () => {
  it('has the level and severity of the catalogue unless a rule says otherwise', () => {
    expect(issueOf('value-email')).toEqual({ code: 'value-email', level: 'cell', severity: 'error' })
    expect(issueOf('header-column-unknown', { severity: 'error' }).severity).toBe('error')
  })

  it('carries a value cut to length, never in the middle of a character', () => {
    const cut = shorten('👩'.repeat(5000))
    expect([...cut]).toHaveLength(VALUE_LENGTH_MAX)
    expect(cut).toMatch(/^(👩)+…$/u)
    expect(shorten('👩'.repeat(VALUE_LENGTH_MAX))).toBe('👩'.repeat(VALUE_LENGTH_MAX))
  })
})

describe('the params of an issue’s words', () => {
  it('have a value for everything that may be absent', () => {
    expect(issueParams(issueOf('file-empty'))).toMatchObject({
      line: 0,
      column: '',
      value: '',
      hasValue: 'no',
      hasColumn: 'no',
    })
  })

  it('join lists, name the column or else the field, and write sizes as people do', () => {
    const issue = issueOf('value-enum', {
      line: 7,
      field: 'role',
      value: 'pupil',
      params: { allowed: ['student', 'teacher'] },
    })
    expect(issueParams(issue)).toMatchObject({ line: 7, column: 'role', hasValue: 'yes', allowed: 'student, teacher' })
    expect(issueParams({ ...issue, column: 'Role' })).toMatchObject({ column: 'Role', field: 'role' })
    const size = (limitBytes: number) => issueParams(issueOf('file-too-large', { params: { limitBytes } })).limitSize
    expect([size(1024 ** 3), size(65_536), size(1_572_864), size(12)]).toEqual(['1 GB', '64 kB', '1.5 MB', '12 bytes'])
  })
})
