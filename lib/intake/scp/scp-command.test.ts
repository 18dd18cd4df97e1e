import { describe, expect, it } from 'vitest'
import { readScpCommand } from './scp-command'

describe('the command of an SCP client', () => {
  it.each([
    ['scp -t users.csv', 'send', 'users.csv', false],
    ['scp -v -r -p -d -t .', 'send', '.', true],
    ['scp -pt -- -users.csv', 'send', '-users.csv', false],
    ['/usr/bin/scp -qt /users.csv', 'send', '/users.csv', false],
    ["scp -t 'users of today.csv'", 'send', 'users of today.csv', false],
    ['scp -t users of today.csv', 'send', 'users of today.csv', false],
    ['scp -t "it\'s \\"so\\".csv"', 'send', 'it\'s "so".csv', false],
    ['scp -t users\\ of.csv', 'send', 'users of.csv', false],
    ["scp -t 'it'\\''s.csv'", 'send', "it's.csv", false],
    ['scp -f users.csv', 'fetch', 'users.csv', false],
    ['scp -p -t ~/users.csv', 'send', 'users.csv', false],
    ['scp -t ~', 'send', '.', false],
    ['scp -t', 'send', '', false],
  ])('%s', (command, direction, path, needsFolder) => {
    expect(readScpCommand(command)).toEqual({ direction, path, needsFolder })
  })

  it.each([
    'id',
    'scp',
    'scp users.csv',
    'scp -t -f x',
    'scpx -t .',
    'sh -c "scp -t ."',
    'scp -S evil -t .',
    '/tmp/scp -t .',
  ])('none: %s', (command) => {
    expect(readScpCommand(command)).toBeUndefined()
  })
})
