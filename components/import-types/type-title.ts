import type { Catalogue } from '@/lib/import-types/catalogue'
import { BUNDLE, bundleTitle } from '@/lib/mapping/bundle/bundle'
import { inLanguage } from './in-language'

/** What an import type is called, or a bundle of several; its name where nobody knows it any more. */
export function typeTitle(catalogue: Catalogue, importType: string, locale: string): string {
  const title = importType === BUNDLE ? bundleTitle : catalogue.named(importType)?.title
  return title ? inLanguage(title, locale) : importType
}
