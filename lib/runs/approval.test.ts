import { expect, it } from 'vitest'
import { approvalSchema, covers } from './approval'
import { noCounts } from './run-counts'

const change = (changed: number, deactivated: number) => ({ ...noCounts, changed, deactivated })
const file = (name: string, changed: number, deactivated: number) => ({
  ...{ name, importType: 'oneroster-1.1/users', mode: 'full' as const },
  counts: change(changed, deactivated),
})
const seen = [file('orgs.csv', 5, 0), file('users.csv', 0, 40)]
const approval = approvalSchema.parse({ by: 'Dana', at: '2026-11-22', counts: change(5, 40), files: seen })

it('an approval covers the change that was seen, or a smaller one', () => {
  expect(covers(approval, change(5, 40), seen)).toBe(true)
  expect(covers(approval, change(4, 39), [file('orgs.csv', 4, 0), file('users.csv', 0, 39)])).toBe(true)
  expect(covers(approval, change(6, 40), [file('orgs.csv', 6, 0), file('users.csv', 0, 40)])).toBe(false)
})

it('an approval of a bundle does not let one file do what was seen of another', () => {
  expect(covers(approval, change(5, 40), [file('orgs.csv', 0, 40), file('users.csv', 5, 0)])).toBe(false)
  expect(covers(approval, change(5, 1), [...seen.slice(0, 1), file('classes.csv', 0, 1)])).toBe(false)
})

it('an approval given before files were counted one by one covers what it says in all', () => {
  const { files: _, ...old } = approval
  expect(covers(approvalSchema.parse(old), change(5, 40), seen)).toBe(true)
})
