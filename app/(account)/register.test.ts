import { describe, expect, it } from 'vitest'
import type { Delivery } from '@/lib/deliveries/delivery'
import type { Template } from '@/lib/templates/template'
import { lastDays, registerOf } from './register'

const zone = 'America/Chicago'
const template = { id: 'users' } as Template
const delivery = (id: string, receivedAt: string) =>
  ({ id, templateId: 'users', receivedAt: new Date(receivedAt) }) as Delivery

describe('the register', () => {
  it('counts days as they are where the account is, over a change of clocks', () => {
    const days = lastDays(3, new Date('2026-11-02T05:30:00Z'), zone)
    expect(days.map((day) => day.id)).toEqual(['2026-10-30', '2026-10-31', '2026-11-01'])
  })

  it('marks each day with its last delivery, and a day without one with nothing', () => {
    const days = lastDays(3, new Date('2026-11-22T18:00:00Z'), zone)
    const deliveries = [
      delivery('tonight', '2026-11-22T08:10:00Z'),
      delivery('late', '2026-11-21T05:59:00Z'),
      delivery('early', '2026-11-20T08:00:00Z'),
    ]
    const [row] = registerOf([template], deliveries, days, zone)
    expect(row?.marks.map((mark) => mark?.id ?? null)).toEqual(['late', null, 'tonight'])
    expect(row?.latest?.id).toBe('tonight')
  })
})
