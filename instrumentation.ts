// Next calls this once before the first request of the web process.

/** Lets every request carry its peer's address and the page it asks for (lib/auth). */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { notePeerAddresses } = await import('@/lib/auth/client-address')
  const { noteRequestedPaths } = await import('@/lib/auth/requested-path')
  notePeerAddresses()
  noteRequestedPaths()
}
