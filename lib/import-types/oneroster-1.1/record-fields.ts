// What every OneRoster 1.1 file but the manifest has: its first three columns, and the words the files share.
import type { Field, ImportType, Reference } from '../import-type'

/** Under 256 characters by the standard. */
const GUID_LENGTH_MAX = 255

export const family = 'oneroster-1.1'

/**
 * The first three columns of a file.
 * @param synonyms other headers seen for sourcedId in this file.
 * @param reference set where the sourcedId is that of another file's record (demographics).
 */
export function recordFields(synonyms: readonly string[], reference?: Reference): readonly Field[] {
  return [
    {
      ...guid('sourcedId', 'Sourced ID', 'Identificador de origen', {
        synonyms: ['sourceId', 'sourceID', ...synonyms],
      }),
      required: true,
      ...(reference && { reference }),
      note: {
        en: 'The key of the record: unique in the file and the same every night.',
        es: 'La clave del registro: única en el archivo y la misma todas las noches.',
      },
    },
    {
      name: 'status',
      title: { en: 'Status', es: 'Estado' },
      kind: 'text',
      enum: ['active', 'tobedeleted'],
      partialOnly: true,
      note: {
        en: 'Leave blank in a full file. In a partial file: active, or tobedeleted for a record that has gone.',
        es: 'Se deja en blanco en un archivo completo. En uno parcial: active, o tobedeleted para un registro que se da de baja.',
      },
    },
    {
      name: 'dateLastModified',
      title: { en: 'Last modified', es: 'Última modificación' },
      kind: 'date-time',
      partialOnly: true,
      note: {
        en: 'Leave blank in a full file. In a partial file: the moment of the last change, in UTC.',
        es: 'Se deja en blanco en un archivo completo. En uno parcial: el momento del último cambio, en UTC.',
      },
    },
  ]
}

/** A row with status tobedeleted takes its record out, in partial files. */
export const departure: ImportType['departure'] = { field: 'status', value: 'tobedeleted' }

/** An identifier of OneRoster: letters, digits and . - _ / @, under 256 characters. */
export function guid(name: string, en: string, es: string, more: Partial<Field> = {}): Field {
  return { name, title: { en, es }, kind: 'id', maxLength: GUID_LENGTH_MAX, ...more }
}

/**
 * The record of another OneRoster file, by its sourcedId.
 * @param where what the record must be, if not anything.
 */
export function referenceTo(file: string, where?: Reference['where']): Reference {
  return { importType: `${family}/${file}`, field: 'sourcedId', ...(where && { where }) }
}

/** An organization that is a school. */
export const aSchool: Reference['where'] = { field: 'type', values: ['school'] }

/** Where the rules of a file come from. */
export function sourceOf(fileName: string): string {
  return `OneRoster 1.1 CSV tables, ${fileName} (1EdTech, imsglobal.org/oneroster-v11-final-csv-tables)`
}
