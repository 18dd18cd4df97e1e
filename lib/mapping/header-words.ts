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
    // D.O.B. is one word, and the s of "Nombre(s)" is none.
    .replace(/(?<!\p{L})(?:\p{L}\.){2,}(?:\p{L}(?!\p{L}))?/gu, (initials) => initials.replaceAll('.', ''))
    .replace(/(?<=\p{L})\(e?s\)/giu, '')
    .replace(/^\s*M\s*\/\s*F\s*$/i, 'gender')
    .replace(/#/g, ' number ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\p{N})/gu, '$1 $2')
    .replace(/(\p{N})(\p{L})/gu, '$1 $2')
    .replace(/(?<!\p{L})([FLM])[ _]?Name(?!\p{L})/giu, '$1name')
  const words = (separate.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).flatMap(comeApart)
  const usual = oneWord(
    words.flatMap((word) => spelledOut.get(word) ?? spelledOut.get(singular(word)) ?? [singular(word)]),
  )
  // First, last and middle are names already: "first" and "first name" say the same.
  const isPersonsName = usual.some((word) => word === 'first' || word === 'last' || word === 'middle')
  return [...new Set(usual.filter((word) => !fillers.has(word) && !(isPersonsName && word === 'name')))]
}

function plain(header: string): string {
  return header.normalize('NFKD').replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
}

/** A user name is no name, and "user" in it no person. */
function oneWord(words: readonly string[]): readonly string[] {
  if (!words.includes('user') || !words.includes('name')) return words
  return ['username', ...words.filter((word) => word !== 'user' && word !== 'name')]
}

/** What may stand as a part of two letters in a word written in one piece. */
const shortParts = new Set(['id', 'no', 'fn', 'ln', 'mn', 'cd', 'nm', 'dt', 'ph'])

/** A word written in one piece, "schcode" or "studentnumber", as the words it is made of, if it is wholly of such. */
function comeApart(word: string): string[] {
  if (isKnown(word) || isKnown(singular(word)) || word.length > PIECE_LENGTH_MAX) return [word]
  const from = (start: number): string[] | undefined => {
    if (start === word.length) return []
    for (let end = word.length; end >= start + 2; end--) {
      const part = word.slice(start, end)
      if (part.length === 2 ? start === 0 || !shortParts.has(part) : !isKnown(part)) continue
      const others = from(end)
      if (others) return [part, ...others]
    }
    return undefined
  }
  return from(0) ?? [word]
}

/** Longer words come apart for nobody. */
const PIECE_LENGTH_MAX = 30

function isKnown(word: string): boolean {
  return usualWords.has(word) || spelledOut.has(word)
}

function singular(word: string): string {
  return word.length > 3 && /[^isu]s$/.test(word) ? word.slice(0, -1) : word
}

const fillers = new Set([
  ...['the', 'of', 'to', 'and', 'de', 'del', 'la', 'el', 'los', 'las', 'al', 'y', 'para'],
  ...['legal', 'official', 'current', 'actual', 'electronico'],
  // What Google Workspace and others write behind a name.
  ...['required', 'optional', 'requerido', 'obligatorio', 'opcional'],
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
    'school code': ['cct'],
    'student number': ['matricula'],
    'graduation year': ['yog'],
    'job title': ['position', 'puesto', 'cargo'],
    birth: ['nacimiento', 'nac'],
    date: ['dt', 'fecha'],
    student: ['stu', 'stud', 'pupil', 'alumno', 'alumna', 'estudiante'],
    employee: ['emp', 'empleado', 'empleada'],
    staff: ['stf', 'faculty'],
    teacher: ['tchr', 'tch', 'teach', 'instructor', 'docente', 'maestro', 'maestra', 'profesor', 'profesora'],
    guardian: ['tutor', 'grdn', 'guard'],
    parent: ['padre', 'prnt', 'par'],
    mother: ['madre', 'mom', 'mama'],
    father: ['dad', 'papa'],
    relationship: ['relation', 'parentesco', 'rel', 'relacion'],
    school: ['sch', 'schl', 'bldg', 'building', 'campus', 'escuela', 'plantel'],
    number: ['num', 'nbr', 'no', 'numero'],
    current: ['curr'],
    description: ['desc', 'descr', 'descripcion'],
    id: ['identifier', 'ident'],
    code: ['cd', 'clave', 'codigo'],
    grade: ['gr', 'grd', 'grado', 'gdo'],
    group: ['grupo', 'gpo'],
    level: ['lvl', 'lev'],
    address: ['addr', 'direccion', 'domicilio'],
    street: ['calle'],
    city: ['ciudad', 'municipio'],
    zip: ['zipcode', 'postal', 'cp'],
    home: ['casa', 'domestico'],
    work: ['trabajo', 'wk'],
    phone: ['ph', 'phn', 'tel', 'telephone', 'telefono'],
    mobile: ['cell', 'cellular', 'celular', 'mob', 'cel', 'movil'],
    primary: ['prim'],
    language: ['lang', 'idioma', 'lengua'],
    gender: ['sexo', 'sex', 'genero'],
    department: ['dept', 'depto', 'departamento'],
    graduation: ['grad'],
    email: ['mail', 'eml', 'correo'],
    user: ['usr', 'usuario'],
    password: ['pwd', 'contrasena'],
    course: ['crs', 'curso'],
    term: ['trm'],
    period: ['per', 'prd'],
    room: ['rm', 'salon', 'aula'],
    entry: ['ent', 'enter', 'ingreso'],
    exit: ['withdrawal', 'withdraw', 'leave', 'baja'],
    begin: ['start', 'inicio'],
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

/** Words that headers are made of, in their usual form. */
const usualWords = new Set([
  ...[...spelledOut.values()].flat(),
  ...[
    'phone',
    'email',
    'status',
    'type',
    'state',
    'local',
    'city',
    'zip',
    'counselor',
    'advisor',
    'contact',
    'household',
  ],
  ...[
    'district',
    'subject',
    'credit',
    'lunch',
    'health',
    'medical',
    'disability',
    'ethnicity',
    'race',
    'initial',
    'title',
  ],
])
