// A file whose columns have changed, as a program meets it: what it reads of the run, and the answers it can give.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { processDelivery } from '@/lib/runs/process-delivery'
import { deliver, never, studentFile, studentHeader, testDistrict, testTemplate } from '@/lib/runs/test-district'
import type { District } from '@/lib/runs/test-district'
import { json, prepareApi, programKey } from '../test-api'

type Run = { state: string; templateVersion: number; columnChanges: { proposed: object[] | null }[] }

let stop: () => Promise<void>
let district: District
let templateId: string
let key: string

beforeAll(async () => {
  stop = await prepareApi()
})
afterAll(() => stop())
beforeEach(async () => {
  district = await testDistrict()
  key = await programKey(district.accountId)
  templateId = await testTemplate(district, studentHeader)
  await deliver(district, studentFile('1 Ada', '2 Ben'))
})

const file = studentFile('1 Ada', '2 Ben', '3 Cy').replace('Student ID', 'Student_Number')
const read = (id: string) => json<Run>(200, `GET /api/v1/runs/${id}`, { key })

describe('a run that waits because of its columns', () => {
  it('says what has changed and what is proposed, is let through by an answer, and remembers what was accepted', async () => {
    const { id, deliveryId } = await deliver(district, file)
    expect(await read(id)).toMatchObject({
      ...{ state: 'held', hold: { reason: 'columns', column: 'Student ID', isProposed: true } },
      columnChanges: [
        {
          ...{ file: 'students.csv', importType: 'visitor-aware/students', more: 0 },
          changes: [{ kind: 'renamed', column: 'Student ID', position: 0, to: 'Student_Number', isSure: true }],
          proposed: [{ header: 'Student_Number', field: 'Student ID' }, {}, {}, {}],
        },
      ],
    })
    const approve = `POST /api/v1/runs/${id}/approve`
    await json(400, approve, { key, json: { columns: 'mine' } })
    expect(await json(409, approve, { key, json: { templateVersion: 7 } })).toMatchObject({
      type: expect.stringContaining('template-changed') as string,
    })
    await json(409, approve, { key, json: { columns: 'template' } })
    await json(202, approve, { key, json: { columns: 'proposed', templateVersion: 1 } })
    await processDelivery(deliveryId ?? '', never)
    expect(await read(id)).toMatchObject({
      ...{ state: 'applied', templateVersion: 2, counts: { added: 1, unchanged: 2 } },
      columnChanges: [{ changes: [{ kind: 'renamed' }], proposed: null }],
    })
    await json(409, approve, { key })
    const template = await json(200, `GET /api/v1/templates/${templateId}`, { key })
    expect(template).toMatchObject({ version: 2 })
  })

  it('needs no words in an answer to be accepted, and is nobody else’s', async () => {
    const { id } = await deliver(district, file)
    const stranger = await programKey((await testDistrict()).accountId)
    await json(404, `POST /api/v1/runs/${id}/approve`, { key: stranger, json: { columns: 'proposed' } })
    await json(202, `POST /api/v1/runs/${id}/approve`, { key })
  })

  it('is refused with its reason where nothing can be proposed', async () => {
    const { id } = await deliver(district, file.replace('Student_Number', 'Zeta'))
    expect((await read(id)).columnChanges[0]?.proposed).toBeNull()
    expect(await json(409, `POST /api/v1/runs/${id}/approve`, { key })).toMatchObject({
      type: expect.stringContaining('columns-unclear') as string,
    })
    await json(200, `POST /api/v1/runs/${id}/discard`, { key })
  })
})
