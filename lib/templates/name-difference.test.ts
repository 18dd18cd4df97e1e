import { describe, expect, it } from 'vitest'
import { locales } from '@/lib/words/locales'
import { translate } from '@/lib/words/translate'
import { editDistance, nameDifference, type DifferenceCode } from './name-difference'

const cases: [arrived: string, expected: string, code: DifferenceCode | null][] = [
  ['Users.csv', 'users.csv', 'case'],
  ['users.CSV', 'users.csv', 'case'],
  [' users.csv', 'users.csv', 'leading-space'],
  ['users.csv ', 'users.csv', 'trailing-space'],
  ['user s.csv', 'users.csv', 'inner-space'],
  ['users .csv', 'users.csv', 'inner-space'],
  ['my users.csv', 'my_users.csv', 'separator'],
  ['my-users.csv', 'my_users.csv', 'separator'],
  ['users..csv', 'users.csv', 'dot'],
  ['users.csv.', 'users.csv', 'dot'],
  ['users.csv.txt', 'users.csv', 'extension-added'],
  ['users', 'users.csv', 'extension-missing'],
  ['users.txt', 'users.csv', 'extension'],
  ['espan\u0303a.csv', 'espa\u00F1a.csv', 'unicode-form'],
  ['users\u200B.csv', 'users.csv', 'invisible'],
  ['us\u0435rs.csv', 'users.csv', 'look-alike'],
  ['\uFF55\uFF53\uFF45\uFF52\uFF53.csv', 'users.csv', 'look-alike'],
  ['my\u2013users.csv', 'my-users.csv', 'look-alike'],
  ['my\u00A0users.csv', 'my users.csv', 'look-alike'],
  ['users_2026-08-01.csv', 'users.csv', 'date'],
  ['20260801_users.csv', 'users.csv', 'date'],
  ['users08012026.csv', 'users.csv', 'date'],
  ['users_20260801_231500.csv', 'users.csv', 'date'],
  ['users-2026-08-01-full.csv', 'users-full.csv', 'date'],
  ['users_20260802.csv', 'users_20260801.csv', 'date'],
  ['users (1).csv', 'users.csv', 'counter'],
  ['users - Copy.csv', 'users.csv', 'counter'],
  ['users_2.csv', 'users.csv', 'counter'],
  ['My Users.CSV', 'my_users.csv', 'several'],
  ['Users_2026-08-01.CSV', 'users.csv', 'several'],
  ['user.csv', 'users.csv', 'typo'],
  ['usres.csv', 'users.csv', 'typo'],
  ['c1asses.csv', 'classes.csv', 'typo'],
  ['classes.csv', 'courses.csv', null],
  ['orgs.csv', 'users.csv', null],
  ['__proto__', 'users.csv', null],
  ['', 'users.csv', null],
  ['users.csv', 'users.csv', null],
]

describe('nameDifference', () => {
  it.each(cases)('says of %j and %j: %s', (arrived, expected, code) => {
    expect(nameDifference(arrived, expected)?.difference.code ?? null).toBe(code)
  })

  it('shows the code points of characters that look alike or are composed differently', () => {
    expect(nameDifference('us\u0435rs.csv', 'users.csv')?.difference.params).toMatchObject({
      ...{ position: 3, foundCodePoints: 'U+0435', wantedCodePoints: 'U+0065' },
    })
    expect(nameDifference('espan\u0303a.csv', 'espa\u00F1a.csv')?.difference.params).toMatchObject({
      ...{ foundCodePoints: 'U+006E U+0303', wantedCodePoints: 'U+00F1' },
    })
  })

  it.each(locales)('has words for every difference in %s', (locale) => {
    for (const [arrived, expected, code] of cases) {
      if (!code) continue
      const params = nameDifference(arrived, expected)!.difference.params
      expect(translate(locale, `templates.difference.${code}`, params)).toContain(`${arrived} / ${expected}`)
    }
  })
})

describe('editDistance', () => {
  it('counts a swap of neighbours as one step and stops above its limit', () => {
    expect(editDistance('usres', 'users', 3)).toBe(1)
    expect(editDistance('kitten', 'sitting', 3)).toBe(3)
    expect(editDistance('a', 'abcdef', 2)).toBe(3)
  })
})
