import { route } from '@/app/api/_http/route'
import { replayOperations } from '@/app/api/v1/_operations/replays'

export const GET = route(replayOperations.differences)
