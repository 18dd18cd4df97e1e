// What the CSV files of Canvas share. Names of files are free there: the header tells what a file is. A row with status
// deleted takes its record out of a partial file.
import { id, says, text, type More } from '../declare-field'
import type { Field, ImportType, Reference } from '../import-type'

export const family = 'canvas-sis'

export const departure: ImportType['departure'] = { field: 'status', value: 'deleted' }

export function sourceOf(what: string): string {
  return `Canvas, SIS Import Format Documentation, ${what} (developerdocs.instructure.com); columns that are not required are from the trade`
}

export function referenceTo(file: string, field: string): Reference {
  return { importType: `${family}/${file}`, field }
}

export function status(...more: readonly string[]): Field {
  return text('status', 'Status', 'Situación', {
    required: true,
    enum: ['active', 'deleted', ...more],
    note: says('deleted takes the record out.', 'deleted da de baja el registro.'),
  })
}

export const integrationId = id('integration_id', 'Integration ID', 'Identificador de integración', {
  note: says(
    'Another identifier of the record, for other systems.',
    'Otro identificador del registro, para otros sistemas.',
  ),
})

export function begins(more: More = {}): Field {
  return text('start_date', 'Begins', 'Inicio', { synonyms: ['begin_date', 'starts_at'], note: moment, ...more })
}

export function ends(more: More = {}): Field {
  return text('end_date', 'Ends', 'Fin', { synonyms: ['finish_date', 'ends_at'], note: moment, ...more })
}

/** Canvas takes a day or a moment, with or without an offset: it is kept as written. */
const moment = says(
  'As Canvas writes it: 2025-08-14 or 2025-08-14T13:05:00Z.',
  'Como lo escribe Canvas: 2025-08-14 o 2025-08-14T13:05:00Z.',
)
