// What people call a record: a person by first and last name, anything else by its name or title. Told from the names of
// the fields, so that a type somebody made in the browser has it as well.
import type { Field, ImportType } from './import-type'

const firstNames = ['givenname', 'firstname', 'first', 'fname', 'forename']
const lastNames = ['familyname', 'lastname', 'last', 'lname', 'surname']
/** The surest come first. */
const titles = [
  ...['name', 'title', 'fullname', 'displayname'],
  ...['classname', 'coursename', 'schoolname', 'campusname', 'sectionname', 'organizationname', 'longname'],
  ...['destination', 'description', 'username', 'email'],
]

const known = new WeakMap<ImportType, readonly Field[]>()

/** The fields that make up what a record is called; none for what is only a link between others. */
export function titleFields(type: ImportType): readonly Field[] {
  const fields = known.get(type) ?? find(type)
  known.set(type, fields)
  return fields
}

/** What the record is called. @param valueOf the value of a field, as text; blank where there is none. */
export function recordTitle(type: ImportType, valueOf: (field: Field) => string): string | undefined {
  const title = titleFields(type)
    .map((field) => valueOf(field).trim())
    .filter((text) => text !== '')
    .join(' ')
  return title === '' ? undefined : title
}

function find(type: ImportType): readonly Field[] {
  const fields = type.fields.filter((field) => !field.sensitive && !field.discarded && field.kind !== 'list')
  const called = (names: readonly string[]) =>
    names.flatMap((name) => fields.filter((field) => plain(field.name) === name)).slice(0, 1)
  const person = [...called(firstNames), ...called(lastNames)]
  if (person.length === 2) return person
  return called(titles)
}

const plain = (name: string) => name.toLowerCase().replace(/[\s_.-]/g, '')
