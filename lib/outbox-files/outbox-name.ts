// What a file in an outbox is called. Names are at most 255 bytes, as everywhere on a file system.
const NAME_BYTES_MAX = 255

/** A moment as it stands in file names: 20261122T170301Z. */
function nameMoment(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/** The name of the reply to a file: its own name, the moment, `.reply.csv`. A name that is too long loses its end. */
export function replyName(fileName: string, moment: Date): string {
  return joined(fileName, `.${nameMoment(moment)}.reply.csv`)
}

/** A name that is free: the one wanted, or with -2, -3… before its ending. */
export function freeName(wanted: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(wanted)) return wanted
  const [, start = wanted, end = ''] = /^(.+?)((?:\.reply)?\.[^.]+)$/su.exec(wanted) ?? []
  for (let count = 2; ; count++) {
    const name = joined(start, `-${count}${end}`)
    if (!isTaken(name)) return name
  }
}

function joined(start: string, end: string): string {
  const room = NAME_BYTES_MAX - Buffer.byteLength(end)
  const characters = [...start]
  let bytes = 0
  const kept = characters.findIndex((character) => (bytes += Buffer.byteLength(character)) > room)
  return (kept === -1 ? start : characters.slice(0, kept).join('')) + end
}
