// A bundle: a ZIP whose members, of several import types, are imported together. Where a type is named, it has this name.
import type { LocalizedText } from '@/lib/import-types/import-type'

/** Stands for the import type of a job, template or run. */
export const BUNDLE = 'bundle'

export const bundleTitle: LocalizedText = { en: 'ZIP bundle', es: 'Paquete ZIP' }

export const bundleDescription: LocalizedText = {
  en: 'Several files of one system in one ZIP archive, such as a OneRoster package: imported together, all or none.',
  es: 'Varios archivos de un mismo sistema en un ZIP, como un paquete OneRoster: se importan juntos, todos o ninguno.',
}

/** A name such an archive usually has. */
export const BUNDLE_USUAL_NAME = 'OneRoster.zip'
