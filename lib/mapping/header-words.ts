// What a header says, apart from how it is written: its letters and digits alone, and its words with abbreviations
// spelled out. English and Spanish.

/** Without case, accents, blanks and punctuation: "First_Name" and "first name" are both "firstname". */
export function normalise(header: string): string {
  return plain(header)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** The words of a header in their usual form: "Stu FName" is student, first; "DOB" is birth, date. */
export function wordsOf(header: string): string[] {
  const separate = plain(header)
    .replace(/#/g, ' number ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\p{N})/gu, '$1 $2')
    .replace(/(\p{N})(\p{L})/gu, '$1 $2')
    .replace(/(?<!\p{L})([FLM])[ _]?Name(?!\p{L})/giu, '$1name')
  const words = separate.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const usual = words.flatMap((word) => spelledOut.get(word) ?? spelledOut.get(singular(word)) ?? [singular(word)])
  // First, last and middle are names already: "first" and "first name" say the same.
  const isPersonsName = usual.some((word) => word === 'first' || word === 'last' || word === 'middle')
  return [...new Set(usual.filter((word) => !fillers.has(word) && !(isPersonsName && word === 'name')))]
}

function plain(header: string): string {
  return header.normalize('NFKD').replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
}

function singular(word: string): string {
  return word.length > 3 && /[^isu]s$/.test(word) ? word.slice(0, -1) : word
}

const fillers = new Set([
  'the',
  'of',
  'de',
  'del',
  'la',
  'el',
  'los',
  'las',
  'legal',
  'official',
  'current',
  'electronico',
])

const spelledOut = new Map(
  Object.entries({
    first: ['first', 'fname', 'firstname', 'given', 'givenname', 'forename', 'fn'],
    last: ['last', 'lname', 'lastname', 'family', 'familyname', 'surname', 'apellido', 'ln'],
    middle: ['middle', 'mname', 'middlename', 'mn'],
    'middle initial': ['mi'],
    'teacher first': ['tfname'],
    'teacher last': ['tlname'],
    'teacher email': ['temail'],
    'teacher id': ['tid'],
    'birth date': ['dob', 'birthdate', 'birthday', 'bday'],
    birth: ['nacimiento'],
    date: ['dt', 'fecha'],
    student: ['stu', 'stud', 'pupil', 'alumno', 'alumna', 'estudiante'],
    teacher: ['tchr', 'teach', 'instructor', 'docente', 'maestro', 'maestra', 'profesor'],
    guardian: ['tutor', 'grdn', 'guard'],
    parent: ['padre', 'prnt'],
    mother: ['madre', 'mom'],
    father: ['dad'],
    school: ['sch', 'schl', 'bldg', 'building', 'campus', 'escuela', 'plantel'],
    number: ['num', 'nbr', 'no', 'numero'],
    id: ['identifier', 'ident', 'matricula'],
    code: ['cd', 'clave'],
    grade: ['gr', 'grd', 'grado'],
    level: ['lvl', 'lev'],
    address: ['addr', 'direccion'],
    phone: ['ph', 'phn', 'tel', 'telephone', 'telefono'],
    mobile: ['cell', 'cellular', 'celular', 'mob'],
    email: ['mail', 'eml', 'correo'],
    user: ['usr', 'usuario'],
    password: ['pwd', 'contrasena'],
    course: ['crs', 'curso'],
    section: ['sec', 'sect'],
    year: ['yr'],
    enrollment: ['enr', 'enrl', 'enrolment'],
    homeroom: ['hr', 'hrm'],
    organization: ['org', 'organisation'],
    name: ['nm'],
    class: ['classes'],
    // "E-mail" and "e mail" come apart into two words, of which one is enough.
    '': ['e'],
  }).flatMap(([usual, spellings]) =>
    spellings.map((spelling) => [spelling, usual.split(' ').filter((word) => word !== '')] as const),
  ),
)
