import { importTypeNamed } from '@/lib/import-types'
import { BUNDLE, bundleTitle } from '@/lib/mapping/bundle/bundle'
import { inLanguage } from './in-language'

/** What an import type is called, or a bundle of several; its name where nobody knows it any more. */
export function typeTitle(importType: string, locale: string): string {
  const title = importType === BUNDLE ? bundleTitle : importTypeNamed(importType)?.title
  return title ? inLanguage(title, locale) : importType
}
