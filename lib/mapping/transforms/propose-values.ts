// Which token of a field a value of the file may mean: proposals for a list of values, with how sure each is. Nothing of
// this is used at night: what a person decided stands in the list.
import type { Field } from '@/lib/import-types/import-type'
import { normalise } from '../header-words'
import { gradeIn } from './grade'

export type ValueProposal = {
  readonly token: string
  /** Letter by letter; but for case, accents and punctuation; another word for it; one letter differs. */
  readonly by: 'exact' | 'spelling' | 'meaning' | 'similar'
}

/** Shorter values differ from too many words by one letter. */
const SIMILAR_LENGTH_MIN = 5

/**
 * Proposes what a value means.
 * @param tokens the field takes.
 * @returns undefined if none, or more than one, is meant as likely.
 */
export function proposeValue(
  value: string,
  { kind, name }: Pick<Field, 'kind' | 'name'>,
  tokens: readonly string[],
): ValueProposal | undefined {
  const text = value.trim()
  if (text === '') return undefined
  if (tokens.includes(text)) return { token: text, by: 'exact' }
  const plain = normalise(text)
  const spelled = onlyOne(tokens.filter((token) => normalise(token) === plain))
  if (spelled !== undefined) return { token: spelled, by: 'spelling' }
  const grade = kind === 'grade' ? gradeIn(text) : undefined
  const meant = grade === undefined ? byMeaning(plain, tokens) : onlyOne(tokens.filter((one) => gradeIn(one) === grade))
  if (meant !== undefined) return { token: meant, by: 'meaning' }
  if (plain.length < SIMILAR_LENGTH_MIN || normalise(name) === plain) return undefined
  const similar = onlyOne(tokens.filter((token) => differByOne(plain, normalise(token))))
  return similar === undefined ? undefined : { token: similar, by: 'similar' }
}

/** Words that stand for the same in the files of schools. A letter counts only where a token has no other claim to it. */
const meanings: readonly (readonly string[])[] = [
  ['student', 'students', 'stu', 'stud', 'pupil', 'learner', 's', 'alumno', 'alumna', 'estudiante'],
  ['teacher', 'tchr', 'teach', 'tch', 't', 'instructor', 'faculty', 'maestro', 'maestra', 'docente', 'profesor'],
  ['administrator', 'admin', 'adm', 'principal', 'director', 'directora', 'administrador', 'siteadministrator'],
  ['parent', 'mother', 'father', 'padre', 'madre', 'mama', 'papa'],
  ['guardian', 'legalguardian', 'tutor', 'tutora'],
  ['aide', 'paraprofessional', 'para', 'assistant', 'teacheraide', 'auxiliar'],
  ['staff', 'employee', 'emp', 'empleado', 'personal'],
  ['male', 'm', 'boy', 'man', 'masculino', 'hombre', 'varon', 'h'],
  ['female', 'f', 'girl', 'woman', 'femenino', 'mujer'],
  ['other', 'o', 'x', 'nonbinary', 'nb', 'otro', 'otra'],
  ['unspecified', 'unknown', 'u', 'desconocido', 'nodice'],
  ['active', 'a', 'act', 'enrolled', 'current', 'activo', 'activa', 'inscrito', 'inscrita', 'vigente'],
  ['inactive', 'i', 'inact', 'withdrawn', 'w', 'inactivo', 'inactiva', 'baja'],
  ['tobedeleted', 'deleted', 'delete', 'd', 'inactive', 'eliminado'],
  ['true', 'yes', 'y', '1', 't', 'si', 'verdadero', 'v'],
  ['false', 'no', 'n', '0', 'f', 'falso'],
  ['school', 'sch', 'campus', 'building', 'escuela', 'plantel'],
  ['district', 'dist', 'lea', 'distrito'],
  ['term', 'trimester', 'trimestre'],
  ['semester', 'sem', 'semestre'],
  ['schoolyear', 'year', 'yr', 'fullyear', 'ciclo', 'cicloescolar', 'ano'],
  ['gradingperiod', 'quarter', 'qtr', 'markingperiod', 'bimestre'],
  ['homeroom', 'hr', 'advisory', 'hometutor'],
  ['scheduled', 'section', 'class', 'course'],
  ['primary', 'main', 'principal', 'yes', 'y', 'lead'],
  ['secondary', 'no', 'n', 'co'],
  ['free', 'f', 'gratis'],
  ['reduced', 'r', 'reducido'],
  ['paid', 'p', 'full', 'pagado'],
]

function byMeaning(plain: string, tokens: readonly string[]): string | undefined {
  const groups = meanings.filter((words) => words.includes(plain))
  return onlyOne(tokens.filter((token) => groups.some((words) => words.includes(normalise(token)))))
}

function onlyOne(found: readonly string[]): string | undefined {
  return found.length === 1 ? found[0] : undefined
}

/** One letter is another, too many or missing, or two stand the other way round. */
function differByOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  const [restA, restB] = [a.slice(from), b.slice(from)]
  const isSwapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
  return isSwapped || restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)
}
