// A template as callers see it; settings stand beside the name, as they are given when it is saved and changed.
import { z } from 'zod'
import { fileMappingSchema } from '@/lib/mapping/file-mapping'
import type { TemplateContent } from '@/lib/templates/diff/template-diff'
import type { StandingTemplate } from '@/lib/templates/standing-template'
import type { Template } from '@/lib/templates/template'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'
import { refuse, type Refusal } from '@/app/api/_http/problem'
import { settingsSchema, shownSettings } from './settings-input'

export const templateSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    fileName: z.string(),
    transferLogin: z.uuid(),
    importType: z.string(),
    version: z.int(),
    ...settingsSchema.shape,
    files: z.array(fileMappingSchema),
    createdAt: momentSchema,
    updatedAt: momentSchema,
  })
  .meta({ id: 'Template' })

/** What a version of a template says. */
export const contentSchema = z.object({
  name: z.string().nullable(),
  fileName: z.string().nullable(),
  importType: z.string(),
  ...settingsSchema.shape,
  files: z.array(fileMappingSchema),
})

export function shownContent({ settings, mapping, ...named }: TemplateContent) {
  return { ...named, ...shownSettings(settings), files: mapping }
}

export function shownTemplate(template: Template) {
  const { id, name, fileName, transferLoginId, importType, version, settings, mapping } = template
  return {
    ...{ id, name, fileName, transferLogin: transferLoginId, importType, version, files: mapping },
    ...shownSettings(settings),
    createdAt: shownMoment(template.createdAt),
    updatedAt: shownMoment(template.updatedAt),
  }
}

/** Another template of the login has the file name: the caller learns which. */
export function templateExists(standing: StandingTemplate | null): Refusal {
  return refuse('template-exists', {
    known: standing ? 'yes' : 'no',
    name: standing?.name ?? '',
    id: standing?.id ?? '',
  })
}
