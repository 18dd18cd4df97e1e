// The files of the journeys: a small school's users.csv as a student information system writes it.
type Person = { id: string; given: string; family: string; role?: string; email?: string }

const header = 'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,email'

const people: Person[] = [
  { id: 'u-1001', given: 'Maya', family: 'Okafor' },
  { id: 'u-1002', given: 'Luis', family: 'García Núñez' },
  { id: 'u-1003', given: 'Ada', family: 'Nguyen' },
  { id: 'u-2001', given: 'Ruth', family: 'Adeyemi', role: 'teacher' },
]

function line({ id, given, family, role = 'student', email = `${id}@demo.example` }: Person): string {
  return `${id},,,true,school-1,${role},${id},${given},${family},${email}`
}

/** Four people; all rows are right. */
export const firstNight = [header, ...people.map(line)].join('\r\n') + '\r\n'

/** The next night: one person more, one with a new family name. */
export const secondNight = [
  header,
  ...people.map((person) => line(person.id === 'u-1003' ? { ...person, family: 'Nguyen-Park' } : person)),
  line({ id: 'u-1004', given: 'Theo', family: 'Lindqvist' }),
].join('\r\n')

/** The night with bad rows: Maya's role is none (line 2), Luis has no family name (line 3), Ada is Nguyen again (line 4). */
export const nightWithBadRows = [
  header,
  line({ ...people[0]!, family: 'Changed', role: 'pupil' }),
  line({ ...people[1]!, family: '' }),
  ...people.slice(2).map(line),
  line({ id: 'u-1004', given: 'Theo', family: 'Lindqvist' }),
].join('\r\n')
