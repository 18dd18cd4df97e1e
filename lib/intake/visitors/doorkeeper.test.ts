// Who is pushed out when too many strangers stand at the door.
import { describe, expect, it } from 'vitest'
import { Doorkeeper } from './doorkeeper'
import { visitorLimits } from './limits'

function strangers(doorkeeper: Doorkeeper) {
  const turnedAway: string[] = []
  const come = (name: string, hasSpoken: boolean, address = '192.0.2.1') => {
    const visitor = { address, hasSpoken, turnAway: () => turnedAway.push(name) }
    doorkeeper.admit(visitor)
    return visitor
  }
  return { come, turnedAway }
}

describe('the doorkeeper', () => {
  const limits = { ...visitorLimits, strangersMax: 3 }

  it('pushes out who has been silent longest, before anybody who is in the middle of signing in', () => {
    const { come, turnedAway } = strangers(new Doorkeeper(limits))
    come('speaks', true)
    come('silent first', false)
    come('silent second', false)
    come('fourth', false)
    come('fifth', false)
    expect(turnedAway).toEqual(['silent first', 'silent second'])
  })

  it('pushes out one of a crowd from one address, before somebody alone who has just come', () => {
    const { come, turnedAway } = strangers(new Doorkeeper(limits))
    come('alone', false, '198.51.100.7')
    for (const name of ['a', 'b', 'c', 'd']) come(name, false)
    expect(turnedAway).toEqual(['a', 'b'])
  })

  it('pushes out who has tried longest if all of them have spoken', () => {
    const { come, turnedAway } = strangers(new Doorkeeper(limits))
    for (const name of ['first', 'second', 'third', 'fourth', 'fifth']) come(name, true)
    expect(turnedAway).toEqual(['first', 'second'])
  })

  it('never pushes out who signed in', () => {
    const doorkeeper = new Doorkeeper(limits)
    const { come, turnedAway } = strangers(doorkeeper)
    doorkeeper.signIn(come('signed in', true), 'login')
    for (const name of ['a', 'b', 'c', 'd']) come(name, false)
    expect(turnedAway).toEqual(['a'])
  })

  it('lets nobody in beyond the most of one address', () => {
    const doorkeeper = new Doorkeeper({ ...limits, connectionsPerAddressMax: 2 })
    const at = (address: string) => doorkeeper.admit({ address, turnAway: () => undefined })
    expect([at('192.0.2.1'), at('192.0.2.1'), at('192.0.2.1'), at('192.0.2.2')]).toEqual([true, true, false, true])
  })
})
