// The contact of a student in Clever's students.csv. A student has a row for each, and a contact one for each phone, so
// all of it is part of the key. Phone and e-mail are kept as written: a slip in them must not cost the row its key.
import { id, text, type More } from '../declare-field'
import type { Field } from '../import-type'

const inKey = (synonyms: readonly string[], more: More = {}): More => ({ blankInKey: true, synonyms, ...more })

export const contactFields: readonly Field[] = [
  text('Contact_relationship', 'Contact: relationship', 'Contacto: parentesco', inKey(['guardian_relationship'])),
  text('Contact_type', 'Contact: type', 'Contacto: tipo', inKey([])),
  text('Contact_name', 'Contact: name', 'Contacto: nombre', inKey(['guardian_name', 'parent_name'])),
  text('Contact_phone', 'Contact: phone', 'Contacto: teléfono', inKey(['guardian_phone', 'parent_phone'])),
  text('Contact_phone_type', 'Contact: type of phone', 'Contacto: tipo de teléfono', inKey([])),
  text('Contact_email', 'Contact: e-mail', 'Contacto: correo electrónico', inKey(['guardian_email', 'parent_email'])),
  id('Contact_sis_id', 'Contact: SIS ID', 'Contacto: identificador', inKey(['contact_id', 'guardian_id', 'parent_id'])),
]
