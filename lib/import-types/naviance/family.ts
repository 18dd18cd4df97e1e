// What Naviance's files share.
import { says } from '../declare-field'

export const family = 'naviance'

/** Of fields whose header is not in what is published. */
export const ownField = says(
  'The field is our own; the published guide could not be seen to its end.',
  'El campo es nuestro; la guía publicada no se pudo consultar completa.',
)
