// What the mapping board shows, from the sample's analysis and the import type, with the words already made: the browser
// gets neither the catalogue of types nor the words of every reason.
import { getTranslations } from 'next-intl/server'
import { inLanguage } from '@/components/import-types/in-language'
import type { AnalyzedFile } from '@/lib/import-jobs/sample-analysis'
import { mustBeFilled, type ImportType } from '@/lib/import-types/import-type'
import { holdsMostPrivate, isSensitiveHeader } from '@/lib/mapping/sensitive-column'
import type { FieldChoice, GridColumn } from './grid-column'

export async function gridColumns(file: AnalyzedFile): Promise<GridColumn[]> {
  const reasons = await getTranslations('mapping.reason')
  return file.columns.map(({ header, position, samples, suggestion }) => ({
    header: file.dialect.headerLine === 0 ? '' : header,
    key: header,
    position,
    samples,
    isSensitive: isSensitiveHeader(header) || holdsMostPrivate(samples),
    suggestion: suggestion && {
      field: suggestion.field,
      confidence: suggestion.confidence,
      why: reasons(suggestion.reason.code, suggestion.reason.params as Record<string, string | number>),
    },
  }))
}

export async function fieldChoices(type: ImportType, locale: string): Promise<FieldChoice[]> {
  const kinds = await getTranslations('downloads.kinds')
  return type.fields.map((field) => ({
    name: field.name,
    title: inLanguage(field.title, locale),
    required: mustBeFilled(type, field),
    isKey: type.key.includes(field.name),
    sensitive: Boolean(field.sensitive),
    kind: kinds(field.kind),
    ...(field.enum ? { allowed: field.enum } : field.kind === 'boolean' ? { allowed: ['true', 'false'] } : {}),
    synonyms: field.synonyms ?? [],
  }))
}
