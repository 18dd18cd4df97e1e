// What each kind of message needs in order to be put into words. The params are stored with the message and read back
// when it is shown or sent. Codes, counts, line numbers and headers only: no cell of a file, so no pupil's data, ever.
import { z } from 'zod'
import { holdReasonSchema } from '@/lib/changes/thresholds'
import { columnChangeSchema } from '@/lib/mapping/column-change'

/** More lines than this are told as a number; the page of the run has them all. */
export const LINES_MAX = 50
const GROUPS_MAX = 200
const SAMPLES_MAX = 5
/** Changes of columns told of each file; the page of the run has them all. */
export const CHANGES_MAX = 30
export const FILES_MAX = 50

const count = z.number().int().min(0)
const lineNumber = z.number().int().min(1)
const fileName = z.string().min(1).max(1024)
const id = z.uuid()
const issueParams = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string()).readonly()])).readonly()

/** What a run did, in rows; other counts of the run are dropped. */
const countsSchema = z.object({
  rows: count,
  applied: count,
  rejected: count,
  added: count,
  changed: count,
  deactivated: count,
  unchanged: count,
  errors: count,
  warnings: count,
})

/** An issue without its value. The sentence is issues.<code>.sentence in lib/words. */
const messageIssueSchema = z.object({
  /** The member of a bundle. */
  file: fileName.optional(),
  code: z.string().min(1),
  severity: z.enum(['error', 'warning']).default('error'),
  line: lineNumber.optional(),
  /** The header as it stands in the file. */
  column: z.string().max(1000).optional(),
  params: issueParams.default({}),
})

/** All issues of one code and column of one file together. */
const issueGroupSchema = z.object({
  /** The member of a bundle. */
  file: fileName.optional(),
  code: z.string().min(1),
  severity: z.enum(['error', 'warning']).default('error'),
  column: z.string().max(1000).optional(),
  count,
  /** Some of the lines, the first ones. */
  lines: z.array(lineNumber).max(SAMPLES_MAX).default([]),
})

const issueReport = {
  /** The most frequent first. */
  groups: z.array(issueGroupSchema).max(GROUPS_MAX).default([]),
  /** The first issues one by one, in the order of the file. */
  lines: z.array(messageIssueSchema).max(LINES_MAX).default([]),
  /** How many issues there are beyond `lines`. */
  more: count.default(0),
}

const runReport = {
  fileName,
  /** Null: a one-time import out of the wizard. */
  templateName: z.string().nullable(),
  runId: id,
  counts: countsSchema,
}

/** The params of each kind, as they are recorded. */
export const messageParams = {
  /** The file was imported without an error in any row; warnings may be listed. */
  'import-complete': z.object({ ...runReport, ...issueReport }),
  /** The file was imported, but rows were rejected. */
  'import-problems': z.object({ ...runReport, ...issueReport }),
  /** A file of a rehearsal login was checked; nothing was applied. */
  rehearsed: z.object({ ...runReport, ...issueReport }),
  /** No template of the login has exactly this file name; nothing was imported. */
  'no-template': z.object({
    fileName,
    /** The name the client signed in with. */
    loginName: z.string().min(1),
    /** The most similar template of the login, and in what its name differs (lib/templates). */
    nearest: z
      .object({ fileName, difference: z.object({ code: z.string().min(1), params: issueParams.default({}) }) })
      .nullable(),
    deliveryId: id,
    /** How long the file is kept for somebody to act, in days; 0: it is already destroyed. */
    keepDays: count.default(0),
  }),
  /** The run waits for a person; nothing is applied until then. */
  held: z.object({
    ...{ ...runReport, ...issueReport, hold: holdReasonSchema },
    /** How the columns of each file have changed, where that is why. Headers, never a value. */
    columns: z
      .array(z.object({ file: fileName, changes: z.array(columnChangeSchema).max(CHANGES_MAX), more: count }))
      .max(FILES_MAX)
      .default([]),
  }),
  /** Nothing of the file was imported. */
  rejected: z.object({
    ...runReport,
    counts: countsSchema.nullable().default(null),
    /** What is wrong with the file or its header; null where too many rows were. */
    issue: messageIssueSchema.nullable(),
    tooManyRejected: z
      .object({ rejected: count, rows: count, limitPercent: z.number().min(0).max(100) })
      .nullable()
      .default(null),
    ...issueReport,
  }),
  /** What a run had changed was undone, as far as nobody else had changed it since. */
  undone: z.object({
    fileName,
    templateName: z.string().nullable(),
    runId: id,
    /** Who asked for it. */
    by: z.string(),
    /** What was undone was an undo itself, so the import counts again. */
    isRedo: z.boolean(),
    /** Records. */
    counts: z.object({ added: count, changed: count, deactivated: count, removed: count, kept: count, failed: count }),
  }),
  /** Nothing was undone. */
  'undo-failed': z.object({ fileName, templateName: z.string().nullable(), runId: id }),
  /** A candidate that runs beside a template says something else of a file than the version in use. */
  'shadow-differs': z.object({
    ...{ fileName, templateName: z.string(), runId: id },
    /** Which of the two refuses the file as a whole, if only one does. */
    refused: z.enum(['no', 'candidate', 'live']),
    /** Rows, and records of which only one of the two says that they have gone. */
    ...{ asBefore: count, differs: count, rejected: count, accepted: count, deactivated: count, kept: count },
  }),
  /** Files could not be fetched from a server; the sentences are pull.trouble.<reason> in lib/words. */
  'pull-failed': z.object({
    ...{ sourceId: id, sourceName: z.string(), host: z.string(), failures: count },
    reason: z.string().min(1),
    /** Names of files, fingerprints, what the server said. */
    details: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  }),
  /** Files are fetched from it again. */
  'pull-recovered': z.object({ sourceId: id, sourceName: z.string(), host: z.string() }),
  /** Somebody may choose a password. The link is made when the mail is sent, and stored nowhere. */
  invitation: z.object({ memberId: id, name: z.string().min(1) }),
} as const

export type MessageKind = keyof typeof messageParams
/** As a caller gives them; what has a default may be left out. */
export type MessageParamsInput<Kind extends MessageKind = MessageKind> = z.input<(typeof messageParams)[Kind]>
export type MessageParams<Kind extends MessageKind = MessageKind> = z.output<(typeof messageParams)[Kind]>
export type MessageIssue = z.output<typeof messageIssueSchema>
export type IssueGroup = z.output<typeof issueGroupSchema>
export type MessageCounts = z.output<typeof countsSchema>

export const messageKinds = Object.keys(messageParams) as MessageKind[]

export function isMessageKind(text: string): text is MessageKind {
  return Object.hasOwn(messageParams, text)
}
