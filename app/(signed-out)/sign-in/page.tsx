import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { listQuery, type SearchParams } from '@/components/ui/list-query'
import { currentCaller } from '@/lib/auth/session'
import { SignInForm } from './sign-in-form'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('signIn')
  return { title: words('title') }
}

export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await listQuery(searchParams)
  const target = ownPath(query.callbackUrl)
  if (await currentCaller()) redirect(target)
  const words = await getTranslations('signIn')
  return (
    <>
      <h1 className="mb-2 text-3xl">{words('title')}</h1>
      <p className="mb-8 text-lg text-ink-soft">{words('lead')}</p>
      <SignInForm target={target} email={query.email} />
    </>
  )
}

/** A path on this server and nothing else: no open redirect. */
function ownPath(wanted: string | undefined): string {
  const base = 'http://own'
  if (!wanted || !URL.canParse(wanted, base)) return '/'
  const { origin, pathname, search } = new URL(wanted, base)
  return wanted.startsWith('/') && origin === base ? `${pathname}${search}` : '/'
}
