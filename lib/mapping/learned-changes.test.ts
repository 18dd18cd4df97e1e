import { describe, expect, it } from 'vitest'
import { learnedChangeFor, type LearnedChange } from './learned-changes'

const grades: LearnedChange = {
  field: 'Grade',
  header: 'Gr Lvl',
  transforms: [{ type: 'replace', values: { K: 'KG', P: 'PK', constructor: 'x' } }],
  template: 'students.csv',
}
const capitals: LearnedChange = {
  field: 'Last Name',
  header: 'LAST_NAME',
  transforms: [{ type: 'capitalize' }],
  template: 'students.csv',
}
const offered = (header: string, samples: string[], field = 'Grade', learned = [grades, capitals]) =>
  learnedChangeFor({ header, samples }, field, learned)

describe('what was learned is offered', () => {
  it('for the same field where at least half of the values are on its list, whatever the column is called', () => {
    expect(offered('Grade', ['K', ' P ', '1'])).toBe(grades)
    expect(offered('Grade', ['K', '1', '2'])).toBeUndefined()
    expect(offered('Gr Lvl', ['1', '2'])).toBeUndefined()
    expect(offered('Homeroom', ['K', 'P'], 'Homeroom')).toBeUndefined()
    expect(offered('Grade', ['toString'])).toBeUndefined()
    expect(offered('Grade', [])).toBeUndefined()
  })

  it('without a list only for a column of the same name, and only if it would change something', () => {
    expect(offered('Last Name', ['REYES'], 'Last Name')).toBe(capitals)
    expect(offered('Surname', ['REYES'], 'Last Name')).toBeUndefined()
    expect(offered('Last Name', ['Reyes'], 'Last Name')).toBeUndefined()
  })

  it('as the same column had it rather than another, and then the latest', () => {
    const other = { ...grades, header: 'Grade', template: 'second.csv' }
    const older = { ...grades, template: 'older.csv' }
    expect(offered('Grade', ['K'], 'Grade', [grades, other, older])).toBe(other)
    expect(offered('Level', ['K'], 'Grade', [grades, older])).toBe(grades)
  })
})
