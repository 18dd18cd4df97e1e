// The form of the last step, read.
import { z } from 'zod'
import type { SettingsChange } from '@/lib/templates/settings-change'
import { numberBounds } from '../../number-bounds'
import { readRecipients, type SettingsProblem } from '../../settings-form'

export type SaveInput = {
  readonly name: string
  /** Exact: not trimmed, not normalised. */
  readonly fileName: string
  readonly newVersionOf?: string
  /** The template beside which the job is to run as its candidate. */
  readonly shadowOf?: string
  /** Why the template is changed. */
  readonly note: string
  readonly settings: SettingsChange
}

export type SaveRead =
  | { readonly ok: true; readonly input: SaveInput }
  | { readonly ok: false; readonly problems: Readonly<Record<string, SettingsProblem>> }

const NAME_LENGTH_MAX = 200

export function readSaveForm(form: FormData): SaveRead {
  const problems: Record<string, SettingsProblem> = {}
  const name = String(form.get('name') ?? '').trim()
  if (name === '' || name.length > NAME_LENGTH_MAX) problems.name = { code: 'name' }
  const [minimum, maximum] = numberBounds.keepDays
  const keepDays = z.coerce.number().int().min(minimum).max(maximum).safeParse(form.get('keepDays'))
  if (!keepDays.success) problems.keepDays = { code: 'number', minimum, maximum }
  const recipients = readRecipients(String(form.get('recipients') ?? ''))
  if (!recipients.ok) problems.recipients = recipients.problem
  if (!keepDays.success || !recipients.ok || Object.keys(problems).length > 0) return { ok: false, problems }
  const newVersionOf = z.uuid().safeParse(form.get('newVersionOf')).data
  const shadowOf = z.uuid().safeParse(form.get('shadowOf')).data
  return {
    ok: true,
    input: {
      name,
      fileName: String(form.get('fileName') ?? ''),
      ...(newVersionOf ? { newVersionOf } : {}),
      ...(shadowOf ? { shadowOf } : {}),
      note: String(form.get('note') ?? ''),
      settings: {
        notifyOnSuccess: form.has('notifyOnSuccess'),
        keepDays: keepDays.data,
        recipients: recipients.recipients,
      },
    },
  }
}
