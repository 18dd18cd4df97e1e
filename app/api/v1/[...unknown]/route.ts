// An address that is none of the API's is told so in the API's own form.
import { problemResponse, refuse } from '@/app/api/_http/problem'

const unknown = () => problemResponse(refuse('not-found'), 'en')

export { unknown as GET, unknown as POST, unknown as PUT, unknown as PATCH, unknown as DELETE }
