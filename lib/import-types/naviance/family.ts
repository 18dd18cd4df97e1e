// What Naviance's files share.
import { says } from '../declare-field'

export const family = 'naviance'

/** Of the course files, each as it is sent: a larger one is packed, or split. */
export const COURSE_FILE_BYTES_MAX = 10 * 1024 ** 2

/** The files of Naviance's OneRoster package, and the name it demands of the package. */
export const ONEROSTER_FILES = ['oneroster-1.1/manifest', 'oneroster-1.1/orgs', 'oneroster-1.1/users']
export const ONEROSTER_ZIP = 'NavianceOneRoster.zip'
export const ONEROSTER_ZIP_BYTES_MAX = 1024 ** 3

/** Of fields whose header is not in what is published. */
export const ownField = says(
  'The field is our own; the published guide could not be seen to its end.',
  'El campo es nuestro; la guía publicada no se pudo consultar completa.',
)
