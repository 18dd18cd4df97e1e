// OneRoster 1.1, resources.csv.
import { list, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { departure, family, guid, recordFields, sourceOf } from './record-fields'

/** The tokens of users.role, one or several of which a resource is for. */
const roles = ['administrator', 'aide', 'guardian', 'parent', 'proctor', 'relative', 'student', 'teacher']

export const resources: ImportType = {
  name: `${family}/resources`,
  family,
  title: { en: 'OneRoster 1.1 resources', es: 'OneRoster 1.1: recursos' },
  description: {
    en: 'Textbooks and other learning resources of a vendor.',
    es: 'Libros de texto y otros recursos de aprendizaje de un proveedor.',
  },
  fileNames: ['resources.csv'],
  key: ['sourcedId'],
  fields: [
    ...recordFields(['resource_id']),
    text('vendorResourceId', 'Vendor’s resource ID', 'Identificador del recurso con el proveedor', {
      required: true,
      maxLength: 255,
      synonyms: ['vendor_resource', 'isbn'],
      note: says('Unique within the vendor.', 'Único dentro del proveedor.'),
    }),
    text('title', 'Title', 'Título', { synonyms: ['resource_title', 'resource_name', 'name'] }),
    list('roles', 'Roles', 'Roles', {
      enum: roles,
      synonyms: ['role'],
      note: says('Whom the resource is for; several with commas.', 'Para quién es el recurso; varios con comas.'),
    }),
    text('importance', 'Importance', 'Importancia', { enum: ['primary', 'secondary'] }),
    guid('vendorId', 'Vendor', 'Proveedor', {
      synonyms: ['vendor_code'],
      note: says('Given by 1EdTech.', 'Otorgado por 1EdTech.'),
    }),
    guid('applicationId', 'Application', 'Aplicación', { synonyms: ['app_id'] }),
  ],
  departure,
  subject: ['resource'],
  source: sourceOf('resources.csv'),
  examples: [
    {
      sourcedId: 'resource-math-5',
      vendorResourceId: 'MATH-5-2025',
      title: 'Numbers Alive 5',
      roles: 'student,teacher',
      importance: 'primary',
      vendorId: 'vendor-81',
      applicationId: 'reader-2',
    },
    { sourcedId: 'resource-atlas', vendorResourceId: 'ATLAS-6', title: 'School Atlas', importance: 'secondary' },
  ],
}
