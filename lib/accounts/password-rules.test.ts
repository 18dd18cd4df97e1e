import { describe, expect, it } from 'vitest'
import { passwordProblem } from './password-rules'

const context = ['maria.lopez@springfield.example', 'María López', 'Springfield Unified']

describe('a chosen password', () => {
  it.each([
    'a lantern above the gymnasium',
    'tres tazones de pozole rojo',
    'kVu3 9xq! mLz7 Pw',
    '日本語のパスワードは長くて安全です',
    'maria likes purple octopuses',
    'x7Qp2Lk9Wm3bTzR',
    'ñandú zorro quetzal',
  ])('%j is taken', (password) => {
    expect(passwordProblem(password, context)).toBeUndefined()
  })

  it.each([
    ['a lantern abov', 'too-short'],
    ['', 'too-short'],
    ['🔑'.repeat(14), 'too-short'],
    ['a lantern above the gymnasium '.repeat(40), 'too-long'],
    ['a lantern above\0the gymnasium', 'not-text'],
    ['passwordpassword', 'guessable'],
    ['P@ssw0rdP@ssw0rd', 'guessable'],
    ['aaaaaaaaaaaaaaaaaaaa', 'guessable'],
    ['123456789012345', 'guessable'],
    ['qwertyuiopasdfghjkl', 'guessable'],
    ['rollcall-rollcall-2026', 'guessable'],
    ['Springfield Unified 2026!', 'guessable'],
    ['María López 1987!!!', 'guessable'],
    ['maria.lopez@springfield.example', 'guessable'],
    ['correct horse battery staple', 'guessable'],
    ['Contraseña-Contraseña', 'guessable'],
  ] as const)('%j is refused: %s', (password, problem) => {
    expect(passwordProblem(password, context)).toBe(problem)
  })

  it('is judged in no time, however it is made', () => {
    const began = performance.now()
    passwordProblem('passw0rd'.repeat(128), [`${'a'.repeat(200)}@example.org`])
    expect(performance.now() - began).toBeLessThan(100)
  })
})
