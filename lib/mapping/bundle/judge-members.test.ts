import { describe, expect, it } from 'vitest'
import { importTypeNamed } from '@/lib/import-types'
import { judgeMembers, type ExpectedMember } from './judge-members'
import type { FileMode, Manifest } from './manifest'

const member = (name: string, type: string, mayBeAbsent?: boolean): ExpectedMember => ({
  name,
  type: importTypeNamed(type)!,
  ...(mayBeAbsent === undefined ? {} : { mayBeAbsent }),
})
const expected = [member('orgs.csv', 'oneroster-1.1/orgs'), member('users.csv', 'oneroster-1.1/users')]
const manifestOf = (modes: Record<string, FileMode>): Manifest => ({
  version: '1.1',
  modes: new Map(Object.entries(modes)),
})

function judge(
  members: string[],
  manifest?: Manifest,
  { known = expected, ignored = [] as string[], tolerance = 'tolerant' as 'tolerant' | 'strict' } = {},
) {
  const { present, issues } = judgeMembers(known, ignored, { members, manifest }, tolerance)
  return {
    present: present.map(({ name, declared }) => `${name} ${declared ?? '-'}`),
    issues: issues.map(({ file, issue }) => `${file} ${issue.code} ${issue.severity}`),
  }
}

describe('the members of a bundle', () => {
  const all = ['manifest.csv', 'orgs.csv', 'users.csv']

  it('are full, partial or left alone, each as the manifest declares it', () => {
    expect(judge(all, manifestOf({ orgs: 'bulk', users: 'delta' }))).toEqual({
      present: ['orgs.csv bulk', 'users.csv delta'],
      issues: [],
    })
    expect(judge(['manifest.csv', 'users.csv'], manifestOf({ orgs: 'absent', users: 'delta' }))).toEqual({
      present: ['users.csv delta'],
      issues: [],
    })
    expect(judge(['manifest.csv'], manifestOf({ orgs: 'absent', users: 'absent' }))).toEqual({
      present: [],
      issues: [],
    })
  })

  it('stop the bundle if one is declared and missing, or there and declared absent or not at all', () => {
    expect(judge(['manifest.csv', 'users.csv'], manifestOf({ orgs: 'bulk', users: 'bulk' })).issues).toEqual([
      'orgs.csv file-member-missing error',
    ])
    expect(judge(all, manifestOf({ orgs: 'absent', users: 'bulk' })).issues).toEqual([
      'orgs.csv file-member-undeclared error',
    ])
    expect(judge(all, manifestOf({ users: 'bulk' })).issues).toEqual(['orgs.csv file-member-undeclared error'])
  })

  it('are those of the template where there is no manifest, unless the template lets one be absent', () => {
    expect(judge(['orgs.csv', 'users.csv'])).toEqual({ present: ['orgs.csv -', 'users.csv -'], issues: [] })
    expect(judge(['users.csv']).issues).toEqual(['orgs.csv file-member-missing error'])
    const known = [member('orgs.csv', 'oneroster-1.1/orgs', true), expected[1]!]
    expect(judge(['users.csv'], undefined, { known })).toEqual({ present: ['users.csv -'], issues: [] })
    expect(judge(['users.csv'], manifestOf({ orgs: 'bulk', users: 'bulk' }), { known }).issues).toEqual([
      'orgs.csv file-member-missing error',
    ])
  })

  it('that nobody knows are warned of, unless a person chose to ignore them', () => {
    expect(judge(['orgs.csv', 'users.csv', 'notes.txt']).issues).toEqual(['notes.txt file-member-unknown warning'])
    expect(judge(['orgs.csv', 'users.csv', 'notes.txt'], undefined, { ignored: ['notes.txt'] }).issues).toEqual([])
  })

  it('that are declared, missing and not imported anyway are warned of', () => {
    const manifest = manifestOf({ orgs: 'bulk', users: 'bulk', classes: 'bulk' })
    expect(judge(all, manifest).issues).toEqual(['classes.csv file-member-missing warning'])
    expect(judge(all, manifest, { ignored: ['classes.csv'] }).issues).toEqual([])
    expect(judge([...all, 'classes.csv'], manifest).issues).toEqual(['classes.csv file-member-unknown warning'])
  })

  it('of another system need no manifest; those of OneRoster do, strictly', () => {
    const known = [member('students.csv', 'clever/students')]
    expect(judge(['students.csv'], undefined, { known, tolerance: 'strict' }).issues).toEqual([])
    expect(judge(['orgs.csv', 'users.csv'], undefined, { tolerance: 'strict' }).issues).toEqual([
      'manifest.csv file-member-missing error',
    ])
    expect(judge(['manifest.csv', 'students.csv'], manifestOf({}), { known })).toEqual({
      present: ['students.csv -'],
      issues: [],
    })
  })
})
