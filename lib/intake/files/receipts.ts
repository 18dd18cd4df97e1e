// What a login has delivered, as its client still sees it in the listing. Only a memory for the client's sake:
// the deliveries themselves are kept in the database, and losing this file loses nothing.
import path from 'node:path'
import { z } from 'zod'
import { readRecord, writeRecord } from './durable-json'

const RECEIPTS_MAX = 1000
const RECEIPT_KEPT_MS = 30 * 24 * 60 * 60 * 1000

const receiptSchema = z.object({
  name: z.string(),
  size: z.number().int().nonnegative(),
  sha256: z.string(),
  deliveredAt: z.coerce.date(),
  /** The client was told to send the file again, but then the kept copy got through on its own. */
  clientWasToldToRepeat: z.boolean(),
})

export type Receipt = z.output<typeof receiptSchema>

/** The delivered names of one login, newest last. */
export class Receipts {
  private readonly file: string
  // Two connections may deliver at once: their writes follow one another, and each writes everything.
  private saving: Promise<void> = Promise.resolve()

  private constructor(
    folder: string,
    private readonly byName: Map<string, Receipt>,
  ) {
    this.file = path.join(folder, 'receipts')
  }

  static async load(folder: string, now: Date): Promise<Receipts> {
    const stored = (await readRecord(path.join(folder, 'receipts'), z.array(receiptSchema))) ?? []
    const fresh = stored.filter((receipt) => now.getTime() - receipt.deliveredAt.getTime() < RECEIPT_KEPT_MS)
    return new Receipts(folder, new Map(fresh.map((receipt) => [receipt.name, receipt])))
  }

  get(name: string): Receipt | undefined {
    return this.byName.get(name)
  }

  all(): Receipt[] {
    return [...this.byName.values()]
  }

  async add(receipt: Receipt): Promise<void> {
    this.byName.delete(receipt.name)
    this.byName.set(receipt.name, receipt)
    for (const oldest of this.byName.keys()) {
      if (this.byName.size <= RECEIPTS_MAX) break
      this.byName.delete(oldest)
    }
    await this.save()
  }

  async remove(name: string): Promise<void> {
    if (this.byName.delete(name)) await this.save()
  }

  async rename(receipt: Receipt, name: string): Promise<void> {
    this.byName.delete(receipt.name)
    await this.add({ ...receipt, name })
  }

  private save(): Promise<void> {
    const write = () => writeRecord(this.file, this.all(), { durable: false })
    this.saving = this.saving.then(write, write)
    return this.saving
  }
}
