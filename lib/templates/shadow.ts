// A candidate that runs beside the version in use for as long as it stands: a version of its own, which no delivery is
// imported with. It is promoted, which makes it the next version in use, or dropped; its versions and runs stay.
import type { FileMapping } from '@/lib/mapping/file-mapping'
import { now } from '@/lib/platform/clock'
import { db, inTransaction, type Tx } from '@/lib/platform/db'
import { boundToName } from './bound-to'
import { fileMappingsSchema, templateById, type Template } from './template'
import { templateSettingsSchema, type TemplateSettings } from './template-settings'
import { writeVersion } from './update-template'
import { reasonData } from './version-origin'

export type Shadow = {
  readonly templateId: string
  readonly version: number
  readonly since: Date
  readonly mapping: FileMapping[]
  readonly settings: TemplateSettings
  /** The member who saved it; null where a program did, or the member is gone. */
  readonly savedBy: string | null
}

/** The candidate of a template, if one stands. */
export async function shadowOf(accountId: string, templateId: string, client: Tx = db): Promise<Shadow | null> {
  const row = await client.template.findFirst({ where: { id: templateId, accountId, deletedAt: null } })
  if (!row?.shadowVersion || !row.shadowSince) return null
  const key = { templateId_version: { templateId, version: row.shadowVersion } }
  const version = await client.templateVersion.findUniqueOrThrow({ where: key })
  const by = version.createdById && (await client.member.findUnique({ where: { id: version.createdById } }))
  return {
    ...{ templateId, version: version.version, since: row.shadowSince, savedBy: by ? by.name : null },
    // The template may have been bound to another file name since.
    mapping: boundToName(fileMappingsSchema.parse(version.mapping), version.fileName ?? row.fileName, row.fileName),
    settings: templateSettingsSchema.parse(version.settings),
  }
}

/**
 * Lets a candidate run beside the version in use from the next delivery on; one that stands gives way to it.
 * @returns null if the account has no such template.
 */
export function startShadow(input: {
  accountId: string
  templateId: string
  mapping: FileMapping[]
  settings: TemplateSettings
  by?: string | null
  note?: string | null
  /** The replay after which it was saved. */
  replayRunId?: string | null
}): Promise<Shadow | null> {
  const { accountId, templateId, mapping, settings, by, note, replayRunId } = input
  return inTransaction(async (tx) => {
    // Writing first locks the row, so that no other version gets the same number.
    const where = { id: templateId, accountId, deletedAt: null }
    const { count } = await tx.template.updateMany({ where, data: { updatedAt: now() } })
    if (count === 0) return null
    const template = await tx.template.findUniqueOrThrow({ where: { id: templateId } })
    const highest = await tx.templateVersion.aggregate({ where: { templateId }, _max: { version: true } })
    const version = (highest._max.version ?? 0) + 1
    await tx.templateVersion.create({
      data: {
        ...{ templateId, version, name: template.name, fileName: template.fileName, mapping, settings },
        ...{ replayRunId: replayRunId ?? null, ...reasonData({ by, note, origin: { kind: 'candidate' } }) },
      },
    })
    await tx.template.update({ where: { id: templateId }, data: { shadowVersion: version, shadowSince: now() } })
    return shadowOf(accountId, templateId, tx)
  })
}

export type AnsweredShadow =
  { ok: true; template: Template } | { ok: false; reason: 'not-found' | 'no-shadow' | 'changed-meanwhile' }

/**
 * Puts the candidate in use: the next version says what it says.
 * @param input.ifVersion the candidate the person saw; refused if another one stands by now.
 */
export function promoteShadow(input: {
  accountId: string
  templateId: string
  by?: string | null
  ifVersion?: number
}): Promise<AnsweredShadow> {
  const { accountId, templateId, by, ifVersion } = input
  return answer({ accountId, templateId, ifVersion }, async (tx, { version, mapping, settings }) => {
    const why = { origin: { kind: 'promoted' as const, version } }
    const change = { mapping, settings }
    const written = await writeVersion(tx, { accountId, templateId, change, why, updatedById: by ?? null })
    return written.template
  })
}

/** Gives the candidate up; the version in use stays as it is. */
export function dropShadow(accountId: string, templateId: string): Promise<AnsweredShadow> {
  return answer({ accountId, templateId }, async (tx) => {
    const template = await templateById(accountId, templateId, tx)
    if (!template) throw new Error(`template ${templateId} went away while it was locked`)
    return template
  })
}

/** Of two answers at once exactly one finds a candidate. */
function answer(
  { accountId, templateId, ifVersion }: { accountId: string; templateId: string; ifVersion?: number | undefined },
  work: (tx: Tx, shadow: Shadow) => Promise<Template>,
): Promise<AnsweredShadow> {
  return inTransaction(async (tx): Promise<AnsweredShadow> => {
    const shadow = await shadowOf(accountId, templateId, tx)
    if (shadow && ifVersion !== undefined && ifVersion !== shadow.version) {
      return { ok: false, reason: 'changed-meanwhile' }
    }
    const where = { id: templateId, accountId, deletedAt: null, shadowVersion: shadow?.version ?? -1 }
    const { count } = await tx.template.updateMany({ where, data: { shadowVersion: null, shadowSince: null } })
    if (shadow && count === 1) return { ok: true, template: await work(tx, shadow) }
    const template = await templateById(accountId, templateId, tx)
    return { ok: false, reason: template ? 'no-shadow' : 'not-found' }
  })
}
