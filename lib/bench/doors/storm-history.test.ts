// A checker that finds nothing is worth nothing: each fault is made once.
import { describe, expect, it } from 'vitest'
import { judgeStorm, type StormHistory } from './storm-history'

const good: StormHistory = {
  rowsOfAFile: 3,
  sent: [
    { account: 'a', night: 1, sha256: 'one', told: true },
    { account: 'a', night: 2, sha256: 'two', told: true },
  ],
  recorded: [
    { account: 'a', sha256: 'one', outcome: 'imported', effects: 1, messages: 1 },
    { account: 'a', sha256: 'one', outcome: 'no-change', effects: 0, messages: 1 },
    { account: 'a', sha256: 'two', outcome: 'imported', effects: 1, messages: 1 },
  ],
  looks: [
    { account: 'a', nights: [] },
    { account: 'a', nights: [{ night: 1, rows: 3 }] },
    { account: 'a', nights: [{ night: 2, rows: 3 }] },
  ],
}
const clean = {
  ...{ lost: 0, twice: 0, partial: 0, back: 0, unexpected: 0, unfinished: 0, setAside: 0, stale: 0, recovered: 0 },
}
const recordedWith = (change: Partial<StormHistory['recorded'][number]>) => [
  ...good.recorded.slice(0, 2),
  { account: 'a', sha256: 'two', outcome: 'imported', effects: 1, messages: 1, ...change },
]

describe('the judge of a storm', () => {
  it('finds nothing where every file came once and whole; a repeat without effect is no fault', () => {
    expect(judgeStorm(good)).toEqual(clean)
  })

  it.each<[string, Partial<StormHistory>, Partial<typeof clean>]>([
    ['a file that was told "stored" and is nowhere', { recorded: good.recorded.slice(0, 2) }, { lost: 1 }],
    ['a file that had its effect twice', { recorded: recordedWith({ effects: 2 }) }, { twice: 1 }],
    [
      'two deliveries of a file with an effect each',
      { recorded: [...good.recorded, { account: 'a', sha256: 'two', outcome: 'imported', effects: 1, messages: 1 }] },
      { twice: 1 },
    ],
    ['a delivery that was told of twice', { recorded: recordedWith({ messages: 2 }) }, { twice: 1 }],
    ['part of a file', { looks: [...good.looks, { account: 'a', nights: [{ night: 2, rows: 2 }] }] }, { partial: 1 }],
    [
      'a mixture of two files',
      {
        looks: [
          ...good.looks,
          {
            account: 'a',
            nights: [
              { night: 1, rows: 1 },
              { night: 2, rows: 2 },
            ],
          },
        ],
      },
      { partial: 1 },
    ],
    ['a step back', { looks: [...good.looks, good.looks[1]!, good.looks[2]!] }, { back: 1 }],
    ['a file nobody sent', { sent: good.sent.slice(0, 1) }, { unexpected: 1 }],
    ['a delivery without an end', { recorded: recordedWith({ outcome: null }) }, { unfinished: 1 }],
    ['a delivery that was set aside', { recorded: recordedWith({ outcome: 'failed' }) }, { setAside: 1 }],
    ['a roster that is behind', { looks: good.looks.slice(0, 2) }, { stale: 1 }],
    [
      'a file that came though its sender was not told',
      { sent: [good.sent[0]!, { ...good.sent[1]!, told: false }] },
      { recovered: 1 },
    ],
  ])('finds %s', (_, fault, found) => {
    expect(judgeStorm({ ...good, ...fault })).toEqual({ ...clean, ...found })
  })
})
