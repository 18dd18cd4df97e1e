import { describe, expect, it } from 'vitest'
import { roles, type Caller, type Role } from './caller'
import { actions, may, mayOperate, type Action } from './permissions'

const own = '0190a0a0-0000-7000-8000-000000000001'
const other = '0190a0a0-0000-7000-8000-000000000002'

const member = (role: Role): Caller => ({
  kind: 'member',
  memberId: '0190a0a0-0000-7000-8000-00000000000a',
  name: 'Somebody',
  role,
  accountId: role === 'operator' ? null : own,
  locale: 'en',
})
const key = (accountId: string | null): Caller => ({
  kind: 'apiKey',
  apiKeyId: '0190a0a0-0000-7000-8000-00000000000b',
  role: accountId ? 'administrator' : 'operator',
  accountId,
})

// operator, administrator, campus administrator, teacher
const table: Record<Action, readonly [boolean, boolean, boolean, boolean]> = {
  'download-templates': [true, true, true, true],
  'see-deliveries': [true, true, true, false],
  'see-roster': [true, true, true, false],
  'see-messages': [true, true, false, false],
  import: [true, true, false, false],
  'manage-templates': [true, true, false, false],
  'manage-types': [true, true, false, false],
  'manage-transfer-logins': [true, true, false, false],
  'manage-members': [true, true, false, false],
  'manage-settings': [true, true, false, false],
  'answer-holds': [true, true, false, false],
}

describe('permissions', () => {
  for (const action of actions) {
    roles.forEach((role, index) => {
      it(`${role} ${table[action][index] ? 'may' : 'may not'} ${action} in the own account`, () => {
        expect(may(member(role), action, own)).toBe(table[action][index])
      })

      it(`${role} ${role === 'operator' ? 'may' : 'may not'} ${action} in another account`, () => {
        expect(may(member(role), action, other)).toBe(role === 'operator')
      })
    })

    it(`a key of an account may ${action} there alone, an operator's key everywhere`, () => {
      expect([may(key(own), action, own), may(key(own), action, other)]).toEqual([true, false])
      expect([may(key(null), action, own), may(key(null), action, other)]).toEqual([true, true])
    })
  }

  it('lets only operators and their keys operate the installation', () => {
    expect(roles.filter((role) => mayOperate(member(role)))).toEqual(['operator'])
    expect([mayOperate(key(null)), mayOperate(key(own))]).toEqual([true, false])
  })

  it('refuses a caller whose role and account contradict each other', () => {
    expect(mayOperate({ ...member('operator'), accountId: own })).toBe(false)
    expect(may({ ...member('operator'), accountId: own }, 'import', own)).toBe(false)
    expect(may({ ...member('administrator'), accountId: null }, 'import', own)).toBe(false)
  })
})
