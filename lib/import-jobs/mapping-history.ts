// What was decided before about columns of one import type: by this account, in the mappings of its templates, the newest
// first; and by others, of whom no more is asked than which header they gave to which field.
import { z } from 'zod'
import { importTypeNamed } from '@/lib/import-types'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import { fileMappingSchema, fillsOf, type FileMapping } from '@/lib/mapping/file-mapping'
import type { LearnedChange } from '@/lib/mapping/learned-changes'
import type { PastMapping } from '@/lib/mapping/suggest-mapping'
import { db, query } from '@/lib/platform/db'

const VERSIONS_MAX = 50
/** Fewer other accounts than this are nobody's custom but their own, and might be known by it. */
const ACCOUNTS_MIN = 2
/** The share of the other accounts that must agree where they differ. */
const AGREEING_MIN = 2 / 3
const HEADERS_MAX = 2000
const LEARNED_MAX = 200

export type PastWork = {
  readonly history: readonly PastMapping[]
  /** Changes of values this account made, the latest first. Never another account's. */
  readonly learned: readonly LearnedChange[]
}

/** All that is known from earlier work, for a sample of one type. */
export async function pastWork(accountId: string, importType: string): Promise<PastWork> {
  const [own, others] = await Promise.all([ownMappings(accountId, importType), othersHabits(accountId, importType)])
  return { history: [...own.flatMap(headersOf), ...others], learned: learnedOf(own) }
}

type OwnMapping = { readonly template: string; readonly mapping: FileMapping }

async function ownMappings(accountId: string, importType: string): Promise<OwnMapping[]> {
  const versions = await db.templateVersion.findMany({
    where: { template: { accountId, importType: { in: [importType, BUNDLE] }, deletedAt: null } },
    orderBy: { createdAt: 'desc' },
    select: { mapping: true, template: { select: { name: true } } },
    take: VERSIONS_MAX,
  })
  return versions.flatMap(({ mapping, template }) =>
    z
      .array(fileMappingSchema)
      .parse(mapping)
      .filter((file) => file.importType === importType)
      .map((file) => ({ template: template.name, mapping: file })),
  )
}

/**
 * Which field each header filled. Columns left out say nothing: a program that maps leaves out what it does not know as
 * well as what it does not want.
 */
function headersOf({ mapping }: OwnMapping): PastMapping[] {
  if (mapping.dialect.headerLine === 0) return []
  return mapping.columns.flatMap(({ header, field }) => (field === null ? [] : [{ header, field }]))
}

/** Two templates that say the same are one. */
function learnedOf(own: readonly OwnMapping[]): LearnedChange[] {
  const learned = new Map<string, LearnedChange>()
  for (const { template, mapping } of own) {
    for (const column of mapping.columns) {
      const header = mapping.dialect.headerLine === 0 ? '' : column.header
      for (const { field, transforms } of fillsOf(column)) {
        const same = JSON.stringify([field, header, transforms])
        if (transforms.length > 0 && !learned.has(same)) learned.set(same, { field, header, transforms, template })
      }
    }
  }
  return [...learned.values()].slice(0, LEARNED_MAX)
}

/**
 * The field most other accounts give a header to. Only for built-in types, because an account's own are its own; only
 * where at least two accounts agree; and only as counts.
 */
async function othersHabits(accountId: string, importType: string): Promise<PastMapping[]> {
  if (!importTypeNamed(importType)) return []
  const rows = await query<{ header: string; field: string; accounts: number }>(
    `select c->>'header' as header, c->>'field' as field, count(distinct t.account_id)::int as accounts
     from templates t
     join template_versions v on v.template_id = t.id and v.version = t.current_version
     cross join lateral jsonb_array_elements(v.mapping) f
     cross join lateral jsonb_array_elements(f->'columns') c
     where t.account_id <> $1 and t.deleted_at is null and t.import_type = any($2) and f->>'importType' = $3
       and coalesce((f->'dialect'->>'headerLine')::int, 1) > 0 and c->>'field' is not null
     group by 1, 2 order by accounts desc, header, field limit $4`,
    [accountId, [importType, BUNDLE], importType, HEADERS_MAX],
  )
  const totals = new Map<string, number>()
  for (const { header, accounts } of rows) totals.set(header, (totals.get(header) ?? 0) + accounts)
  return rows
    .filter(({ header, accounts }) => accounts >= ACCOUNTS_MIN && accounts >= AGREEING_MIN * (totals.get(header) ?? 0))
    .map(({ header, field }) => ({ header, field, from: 'installation' }))
}
