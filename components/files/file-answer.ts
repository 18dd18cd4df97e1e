import { Readable } from 'node:stream'
import { dispositionOf } from './csv-answer'

/** A CSV file as it is stored, to be saved. */
export function fileAnswer(bytes: Readable, fileName: string): Response {
  return new Response(Readable.toWeb(bytes) as ReadableStream<Uint8Array>, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': dispositionOf(fileName) },
  })
}
