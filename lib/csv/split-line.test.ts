import { expect, it } from 'vitest'
import { splitLine } from './split-line'

it.each([
  ['a,b', ['a', 'b']],
  ['', ['']],
  [',', ['', '']],
  ['"a,b",c', ['a,b', 'c']],
  ['"a ""x""",c', ['a "x"', 'c']],
  ['1,"Ana', ['1', '"Ana']],
  ['1,"Ana,x', ['1', '"Ana', 'x']],
  ['1,Ana "A", x', ['1', 'Ana "A"', ' x']],
  ['1,"Ana" B,"x"', ['1', 'Ana B', 'x']],
  ['1, "a,b"', ['1', ' "a', 'b"']],
  ['"",""', ['', '']],
  ['"""', ['"""']],
])('the cells of %j are told as well as they can be', (text, cells) => {
  expect(splitLine(text, ',', 10)).toEqual(cells)
})

it('no more cells than asked for are made', () => {
  expect(splitLine('a,b,c,d', ',', 2)).toEqual(['a', 'b'])
})
