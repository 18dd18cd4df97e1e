// What is wrong with the mapping of a template that is to be changed, by the place in the body where it stands.
import type { Catalogue } from '@/lib/import-types/catalogue'
import { mappingProblems } from '@/lib/import-jobs/mapping-problems'
import type { FileMapping } from '@/lib/mapping/file-mapping'
import type { Template } from '@/lib/templates/template'
import type { Locale } from '@/lib/words/locales'
import { translate } from '@/lib/words/translate'
import type { InputError } from '@/app/api/_http/problem'

/**
 * A template that could not be used would only be noticed at night: here the whole mapping must be right.
 * @param place where the files stand in the body.
 */
export function mappingErrors(
  files: readonly FileMapping[],
  template: Template,
  catalogue: Catalogue,
  locale: Locale,
  place = '/files',
): InputError[] {
  return files.flatMap((file, index): InputError[] => {
    const error = (where: string, code: string, subject: string): InputError => ({
      ...{ in: 'body', pointer: `${place}/${index}${where}` },
      detail: translate(locale, `importJobs.mapping.${code}`, { subject }),
    })
    const type = catalogue.named(file.importType)
    if (!type || type.name !== template.importType) return [error('/importType', 'import-type', template.importType)]
    return mappingProblems(file, type).map(({ code, field, columnIndex }) =>
      error(columnIndex === undefined ? '/columns' : `/columns/${columnIndex}/field`, code, field),
    )
  })
}
