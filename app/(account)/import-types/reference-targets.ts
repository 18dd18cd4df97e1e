import { inLanguage } from '@/components/import-types/in-language'
import type { Catalogue } from '@/lib/import-types/catalogue'

/** The fields that name one record of a type, and so can be referred to. */
export type ReferenceTarget = {
  readonly importType: string
  readonly title: string
  readonly fields: readonly { readonly name: string; readonly title: string }[]
}

/** What fields of the account's types may refer to. */
export function referenceTargets({ offered }: Catalogue, locale: string): ReferenceTarget[] {
  return offered.map((type) => ({
    importType: type.name,
    title: inLanguage(type.title, locale),
    fields: type.fields
      .filter(({ name, unique, discarded }) => !discarded && (unique || type.key[0] === name))
      .map(({ name, title }) => ({ name, title: inLanguage(title, locale) })),
  }))
}
