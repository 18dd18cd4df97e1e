// Visitor Aware takes three files in the layout of a student information system. None is published, so each has the
// fields of our own file, to be mapped once to whatever headers come; saved templates teach the mapper.
import type { ImportType } from '../import-type'

/** The type under another name, for files whose headers the system decides. */
export function inLayoutOf(
  type: ImportType,
  file: string,
  layout: Pick<ImportType, 'title' | 'fileNames' | 'source'>,
): ImportType {
  return {
    ...{ ...type, ...layout },
    name: `${type.family}/${file}`,
    description: {
      en: 'The layout is not published: map its columns to our fields once.',
      es: 'El formato no está publicado: asigne una vez sus columnas a nuestros campos.',
    },
  }
}
